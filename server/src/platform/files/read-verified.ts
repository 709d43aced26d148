import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { refuse } from '../http/refuse.ts'
import { blockHash, blockSize, sha256 } from './blocks.ts'

/**
 * Hands out a file, or a part of it, block by block, each only after its hash was compared. A whole file is also compared as a whole
 * before its last block leaves, so that a reader never holds a complete wrong file.
 */
export async function* readVerified(
  path: string,
  hash: string,
  size: number,
  range: { start?: number; end?: number },
  blockList: (anew: boolean) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  const start = Math.max(0, range.start ?? 0)
  const end = Math.min(size - 1, range.end ?? size - 1)
  const handle = await open(path, 'r').catch(() => {
    throw refuse('files.missing')
  })
  try {
    if (size <= blockSize) {
      const bytes = await readAt(handle, 0, size)
      if (sha256(bytes).toString('hex') !== hash) throw refuse('files.damaged')
      if (end >= start) yield bytes.subarray(start, end + 1)
      return
    }
    let list = await blockList(false)
    const whole = start === 0 && end === size - 1 ? createHash('sha256') : null
    for (let index = Math.floor(start / blockSize); index * blockSize <= end; index++) {
      const from = index * blockSize
      const bytes = await readAt(handle, from, Math.min(blockSize, size - from))
      if (!isBlock(bytes, list, size, index)) {
        // Either the file or the list is damaged; the file's name decides.
        list = await blockList(true)
        if (!isBlock(bytes, list, size, index)) throw refuse('files.damaged')
      }
      whole?.update(bytes)
      if (whole && from + bytes.length === size && whole.digest('hex') !== hash) throw refuse('files.damaged')
      yield bytes.subarray(Math.max(0, start - from), Math.min(bytes.length, end + 1 - from))
    }
  } finally {
    await handle.close()
  }
}

const isBlock = (bytes: Buffer, list: Buffer, size: number, index: number): boolean =>
  blockHash(list, size, index)?.equals(sha256(bytes)) ?? false

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) throw refuse('files.damaged')
    done += bytesRead
  }
  return bytes
}
