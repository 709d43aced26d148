import { createHash, type Hash } from 'node:crypto'

/**
 * A file is also hashed in blocks, so that a part of it can be verified before it is handed out. A file of one block needs no list: its name is
 * its hash. The list is the size (8 bytes) and the SHA-256 of each block.
 */
export const blockSize = 1024 * 1024

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export interface Digest {
  sha256: string
  size: number
  /** Null where the file is one block. */
  blocks: Buffer | null
}

/** Hashes bytes as they pass: as a whole and in blocks. */
export class Digester {
  readonly #whole = createHash('sha256')
  readonly #done: Buffer[] = []
  #block: Hash = createHash('sha256')
  #filled = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes)
    this.#size += bytes.length
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + blockSize - this.#filled)
      this.#block.update(part)
      this.#filled += part.length
      at += part.length
      if (this.#filled === blockSize) this.#closeBlock()
    }
  }

  digest(): Digest {
    if (this.#filled > 0) this.#closeBlock()
    const size = Buffer.alloc(8)
    size.writeBigUInt64BE(BigInt(this.#size))
    return {
      sha256: this.#whole.digest('hex'),
      size: this.#size,
      blocks: this.#done.length > 1 ? Buffer.concat([size, ...this.#done]) : null,
    }
  }

  #closeBlock(): void {
    this.#done.push(this.#block.digest())
    this.#block = createHash('sha256')
    this.#filled = 0
  }
}

/** The hash of one block by a list; null where the list is not one of a file of this size. */
export function blockHash(list: Buffer, size: number, index: number): Buffer | null {
  if (list.length !== 8 + 32 * Math.ceil(size / blockSize) || list.readBigUInt64BE() !== BigInt(size)) return null
  return list.subarray(8 + 32 * index, 40 + 32 * index)
}
