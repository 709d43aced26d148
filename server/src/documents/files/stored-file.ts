import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { FileStore } from '../../platform/files/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'

export interface StoredFile {
  sha256: string
  mediaType: string
  size: number
}

/** Pictures whose letters are recognised. */
export const pictures: ReadonlySet<string> = new Set([mediaTypes.png, mediaTypes.jpeg])

/** A stored file as a path, for readers that want one; gone afterwards. */
export async function withCopy<T>(files: FileStore, sha256: string, work: (path: string) => Promise<T>): Promise<T> {
  const copy = await files.temporary()
  try {
    await pipeline(await files.read(sha256), createWriteStream(copy.path))
    return await work(copy.path)
  } finally {
    await copy.remove()
  }
}
