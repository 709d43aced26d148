import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuse } from '../http/refuse.ts'

/** Makes a finished rename durable: the folder's entry reaches the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Writes a small file so that it is there whole or not at all, also after a crash. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.new`
  const handle = await open(temporary, 'wx', 0o640)
  try {
    await writeAll(handle, bytes, 0)
    await handle.sync()
  } catch (error) {
    await handle.close()
    await rm(temporary, { force: true })
    throw error
  }
  await handle.close()
  await rename(temporary, path)
}

/** Writes all of the bytes at a place; a short write means that the disk is full. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
    if (bytesWritten === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    done += bytesWritten
  }
}

export async function ensureFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o750 })
  return path
}

/** Moves a file to its place, making the folder where needed; the entry of a new folder is the caller's to sync. */
export async function moveInto(from: string, to: string): Promise<void> {
  const folder = dirname(to)
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await ensureFolder(folder)
    await rename(from, to)
  })
  await syncFolder(folder)
}

/** What the disk does where it may not or cannot be written to: permissions, read-only, worn out, gone. */
const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENODEV'])

/** A disk that is full or cannot be written to becomes the refusal that says so; everything else stays what it was. */
export function asRefusal(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('files.full')
  return code && unwritable.has(code) ? refuse('files.unwritable') : error
}

export const place = (root: string, sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2))
