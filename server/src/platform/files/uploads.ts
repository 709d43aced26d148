import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { refuse } from '../http/refuse.ts'
import type { Digest } from './blocks.ts'
import type { StoredFile } from './file-store.ts'
import { asRefusal, ensureFolder, writeAll } from './folder.ts'
import { digestOf } from './folder-store.ts'

/** Files that arrive in parts. Who may append to which is the caller's business. */
export interface Uploads {
  begin(id: string): Promise<void>
  /** How much has arrived and is on the disk; null where there is no such upload. */
  offset(id: string): Promise<number | null>
  /** Appends at `offset`, which must be where the upload stands. What arrived before a lost connection stays. @throws upload.wrong-offset, files.full */
  append(
    id: string,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    options?: { maxBytes?: number },
  ): Promise<number>
  /** Turns what arrived into a stored file. */
  finish(id: string): Promise<StoredFile>
  discard(id: string): Promise<void>
  readPart(id: string): Readable
}

/** Uploads in a folder, one growing file each. */
export function folderUploads(root: string, keep: (temporary: string, digest: Digest) => Promise<StoredFile>): Uploads {
  const busy = new Set<string>()
  const pathOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw refuse('request.not-found')
    return join(root, id)
  }
  /** One writer at a time: the client that lost its connection may come back before the server noticed. */
  const alone = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    if (busy.has(id)) throw refuse('upload.wrong-offset', { offset: await uploads.offset(id) })
    busy.add(id)
    try {
      return await work()
    } catch (error) {
      throw asRefusal(error)
    } finally {
      busy.delete(id)
    }
  }

  const uploads: Uploads = {
    async begin(id) {
      try {
        await ensureFolder(root)
        const handle = await open(pathOf(id), 'a', 0o640)
        await handle.close()
      } catch (error) {
        throw asRefusal(error)
      }
    },
    async offset(id) {
      return (await stat(pathOf(id)).catch(() => null))?.size ?? null
    },
    append: (id, offset, source, options = {}) =>
      alone(id, async () => {
        const stands = await uploads.offset(id)
        if (stands === null) throw refuse('request.not-found')
        if (stands !== offset) throw refuse('upload.wrong-offset', { offset: stands })
        const handle = await open(pathOf(id), 'r+')
        let at = offset
        try {
          for await (const bytes of source) {
            if (at + bytes.length > (options.maxBytes ?? Number.POSITIVE_INFINITY)) throw refuse('request.too-large')
            await writeAll(handle, bytes, at)
            at += bytes.length
          }
          await handle.sync()
          return at
        } catch (error) {
          // What the client is told at its return is really there; the first error is the one that tells why.
          await handle.sync().catch(() => {})
          throw error
        } finally {
          await handle.close()
        }
      }),
    finish: (id) =>
      alone(id, async () => {
        const path = pathOf(id)
        if ((await uploads.offset(id)) === null) throw refuse('request.not-found')
        return keep(path, await digestOf(path))
      }),
    discard: (id) => rm(pathOf(id), { force: true }),
    readPart: (id) => createReadStream(pathOf(id)),
  }
  return uploads
}
