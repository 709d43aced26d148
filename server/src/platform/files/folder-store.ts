import { randomUUID } from 'node:crypto'
import { access, constants, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { refuse } from '../http/refuse.ts'
import { blockSize, type Digest, Digester, sha256 } from './blocks.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { asRefusal, ensureFolder, moveInto, place, syncFolder, writeAll, writeWhole } from './folder.ts'
import { readVerified } from './read-verified.ts'
import { folderUploads } from './uploads.ts'

const isHash = /^[0-9a-f]{64}$/
/** So many names are remembered of what is on the disk for good. */
const mostSettled = 20_000

/** The file store in a folder: `ab/cdef…` by hash, beside it the hashes of its blocks. */
export async function openFolderStore(root: string): Promise<FileStore> {
  const scratch = await ensureFolder(join(root, 'incoming'))
  const pathOf = (hash: string) => {
    if (!isHash.test(hash)) throw refuse('files.missing')
    return place(root, hash)
  }

  /** Files and folders whose entries are known to have reached the disk. */
  const settled = new Set<string>()
  /** What another has moved into its place may not be there after a crash yet: whoever says that it is kept makes sure. */
  const settle = async (hash: string, moved: boolean): Promise<void> => {
    const folder = hash.slice(0, 2)
    if (!moved && !settled.has(hash)) await syncFolder(join(root, folder))
    if (!settled.has(folder)) await syncFolder(root)
    if (settled.size > mostSettled) settled.clear()
    settled.add(folder).add(hash)
  }

  /** Whether it is there and stays: `remove` leaves what is counted on. */
  const countOn = async (path: string): Promise<boolean> => {
    const now = new Date()
    return utimes(path, now, now).then(
      () => true,
      () => false,
    )
  }

  /** Takes over a finished, synced temporary file. A file that is there already and sound stays; a damaged one is healed. */
  const keep = async (temporary: string, digest: Digest): Promise<StoredFile> => {
    const path = pathOf(digest.sha256)
    const there = (await store.verify(digest.sha256)) === 'good' && (await countOn(path))
    if (there) await rm(temporary, { force: true })
    else {
      if (digest.blocks) {
        await ensureFolder(join(path, '..'))
        await writeWhole(`${path}.blocks`, digest.blocks)
      }
      await moveInto(temporary, path)
    }
    await settle(digest.sha256, !there)
    return { sha256: digest.sha256, size: digest.size }
  }

  const store: FileStore = {
    async put(source, options = {}) {
      const path = join(scratch, `${randomUUID()}.part`)
      const digester = new Digester()
      try {
        const handle = await open(path, 'wx', 0o640)
        try {
          for await (const bytes of inParts(source)) {
            if (digester.size + bytes.length > (options.maxBytes ?? Number.POSITIVE_INFINITY))
              throw refuse('request.too-large')
            await writeAll(handle, bytes, digester.size)
            digester.update(bytes)
          }
          await handle.sync()
        } finally {
          await handle.close()
        }
        return await keep(path, digester.digest())
      } catch (error) {
        await rm(path, { force: true })
        throw asRefusal(error)
      }
    },
    async putBytes(bytes) {
      if (bytes.length > blockSize) return store.put(once(bytes))
      const stored = { sha256: sha256(bytes).toString('hex'), size: bytes.length }
      const path = pathOf(stored.sha256)
      const there = await readFile(path).catch(() => null)
      if (there?.equals(bytes) && (await countOn(path))) {
        await settle(stored.sha256, false)
        return stored
      }
      const part = join(scratch, `${randomUUID()}.part`)
      try {
        await writeFile(part, bytes, { flag: 'wx', mode: 0o640, flush: true })
        await moveInto(part, path)
        await settle(stored.sha256, true)
        return stored
      } catch (error) {
        await rm(part, { force: true })
        throw asRefusal(error)
      }
    },
    async read(hash, range = {}) {
      const path = pathOf(hash)
      const size = await store.size(hash)
      if (size === null) throw refuse('files.missing')
      return Readable.from(
        readVerified(path, hash, size, range, (anew) => blockList(path, hash, anew)),
        {
          objectMode: false,
        },
      )
    },
    async readAll(hash, maxBytes = 100_000_000) {
      if (((await store.size(hash)) ?? 0) > maxBytes) throw refuse('request.too-large')
      const parts: Buffer[] = []
      for await (const part of await store.read(hash)) parts.push(part as Buffer)
      return Buffer.concat(parts)
    },
    async size(hash) {
      const found = await stat(pathOf(hash)).catch(() => null)
      return found?.isFile() ? found.size : null
    },
    async verify(hash) {
      try {
        return (await digestOf(pathOf(hash))).sha256 === hash ? 'good' : 'damaged'
      } catch (error) {
        return (error as { code?: string }).code === 'ENOENT' ? 'missing' : 'damaged'
      }
    },
    async *list() {
      for (const folder of (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
        for (const name of (await readdir(join(root, folder))).sort())
          if (isHash.test(folder + name)) yield folder + name
    },
    async remove(hash, since) {
      const path = pathOf(hash)
      const leaving = `${path}.leaving`
      const storedSince = async (where: string) => (await stat(where)).mtimeMs >= since
      try {
        if (await storedSince(path)) return false
        await rename(path, leaving)
        // Who counted on it in between finds it where it was.
        if (await storedSince(leaving)) {
          await rename(leaving, path)
          return false
        }
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') throw error
      }
      await rm(leaving, { force: true })
      await rm(`${path}.blocks`, { force: true })
      settled.delete(hash)
      return true
    },
    uploads: folderUploads(join(root, 'uploads'), keep),
    async temporary(extension = '') {
      const path = join(scratch, `${randomUUID()}${extension}`)
      return { path, remove: () => rm(path, { force: true, recursive: true }) }
    },
    writable: () =>
      access(scratch, constants.W_OK).then(
        () => true,
        () => false,
      ),
  }
  await sweep(scratch)
  return store
}

/** What comes in crumbs goes to the disk in parts that are worth the way. */
async function* inParts(source: AsyncIterable<Uint8Array | string>, worth = 65_536): AsyncGenerator<Uint8Array> {
  let crumbs: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    crumbs.push(bytes)
    size += bytes.length
    if (size < worth) continue
    yield crumbs.length === 1 ? bytes : Buffer.concat(crumbs)
    crumbs = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(crumbs)
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** Hashes a file on the disk. */
export async function digestOf(path: string): Promise<Digest> {
  const digester = new Digester()
  const handle = await open(path, 'r')
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false })) digester.update(chunk as Buffer)
  } finally {
    await handle.close()
  }
  return digester.digest()
}

/** The list of block hashes; made again where it was lost or is in doubt, after the whole file was compared with its name. */
async function blockList(path: string, hash: string, anew: boolean): Promise<Buffer> {
  const kept = anew ? null : await readFile(`${path}.blocks`).catch(() => null)
  if (kept) return kept
  const digest = await digestOf(path)
  if (digest.sha256 !== hash || !digest.blocks) throw refuse('files.damaged')
  await writeWhole(`${path}.blocks`, digest.blocks)
  return digest.blocks
}

/** What an earlier run left unfinished and nobody can finish any more. Young files may belong to another process. */
async function sweep(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) {
    const path = join(scratch, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > 86_400_000) await rm(path, { force: true, recursive: true })
  }
}
