import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { syncFolder } from './folder.ts'
import { type FileStore, openFolderStore } from './index.ts'

vi.mock('./folder.ts', async (original) => {
  const real = await original<typeof import('./folder.ts')>()
  return { ...real, syncFolder: vi.fn(real.syncFolder) }
})

let root: string
let files: FileStore

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mocban-files-'))
  files = await openFolderStore(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const pathOf = (hash: string) => join(root, hash.slice(0, 2), hash.slice(2))
const text = async (stream: Readable) => Buffer.concat(await stream.toArray())

describe('the file store', () => {
  it('answers byte for byte what was stored, whole and in part', async () => {
    const bytes = randomBytes(2_500_000)
    const stored = await files.put(
      Readable.from([bytes.subarray(0, 7), bytes.subarray(7, 1_900_000), bytes.subarray(1_900_000)]),
    )
    expect(stored.size).toBe(bytes.length)
    expect((await files.readAll(stored.sha256)).equals(bytes)).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(bytes.length - 1), async (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a]
        const part = await text(await files.read(stored.sha256, { start, end }))
        return part.equals(bytes.subarray(start, end + 1))
      }),
      { numRuns: 30 },
    )
  })

  it('keeps an empty file and one of exactly a block', async () => {
    for (const size of [0, 1024 * 1024]) {
      const bytes = randomBytes(size)
      const { sha256 } = await files.putBytes(bytes)
      expect((await files.readAll(sha256)).equals(bytes)).toBe(true)
    }
  })

  it('never hands out other bytes than were stored, wherever one was changed', async () => {
    const bytes = randomBytes(2_200_000)
    const { sha256 } = await files.putBytes(bytes)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (at) => {
        const wrong = Buffer.from(bytes)
        wrong[at] = (wrong[at] ?? 0) ^ 1
        await writeFile(pathOf(sha256), wrong)
        const given: Buffer[] = []
        const stream = await files.read(sha256)
        const ended = await (async () => {
          for await (const part of stream) given.push(part as Buffer)
        })().then(
          () => 'whole',
          (error) => error.code,
        )
        const handedOut = Buffer.concat(given)
        return ended === 'files.damaged' && handedOut.equals(bytes.subarray(0, handedOut.length))
      }),
      { numRuns: 15 },
    )
    expect(await files.verify(sha256)).toBe('damaged')
    // Storing the true bytes again heals it.
    await files.putBytes(bytes)
    expect(await files.verify(sha256)).toBe('good')
  })

  it('makes a lost or damaged list of block hashes again, and only from a sound file', async () => {
    const bytes = randomBytes(1_500_000)
    const { sha256 } = await files.putBytes(bytes)
    await writeFile(`${pathOf(sha256)}.blocks`, randomBytes(72))
    expect((await text(await files.read(sha256, { start: 5, end: 9 }))).equals(bytes.subarray(5, 10))).toBe(true)
    await unlink(`${pathOf(sha256)}.blocks`)
    expect((await files.readAll(sha256)).equals(bytes)).toBe(true)
    await unlink(`${pathOf(sha256)}.blocks`)
    await writeFile(pathOf(sha256), randomBytes(1_500_000))
    await expect(files.readAll(sha256)).rejects.toMatchObject({ code: 'files.damaged' })
  })

  it('says of what another has stored that it is kept only once its entry is on the disk', async () => {
    const bytes = randomBytes(1000)
    const { sha256 } = await files.putBytes(bytes)
    // Another process cannot know how far the first one came.
    const other = await openFolderStore(root)
    for (const put of [
      () => other.putBytes(bytes),
      async () => (await openFolderStore(root)).put(Readable.from([bytes])),
    ]) {
      vi.mocked(syncFolder).mockClear()
      await put()
      expect(vi.mocked(syncFolder).mock.calls.flat()).toEqual([join(root, sha256.slice(0, 2)), root])
    }
    await other.putBytes(bytes)
    expect(vi.mocked(syncFolder)).toHaveBeenCalledTimes(2)
  })

  it('takes away what nobody needs, and leaves what was stored again meanwhile', async () => {
    const bytes = randomBytes(1_500_000)
    const { sha256 } = await files.put(Readable.from([bytes]))
    const stored = Date.now()
    await utimes(pathOf(sha256), 0, 0)
    // Storing the same bytes writes nothing, and counts on what is there.
    await files.put(Readable.from([bytes]))
    expect([await files.remove(sha256, stored - 60_000), await files.verify(sha256)]).toEqual([false, 'good'])
    expect([await files.remove(sha256, stored + 60_000), await files.verify(sha256)]).toEqual([true, 'missing'])
    expect(await files.remove(sha256, stored)).toBe(true)
    await files.put(Readable.from([bytes]))
    expect((await files.readAll(sha256)).equals(bytes)).toBe(true)
    expect(await readdir(join(root, sha256.slice(0, 2)))).toContain(`${sha256.slice(2)}.blocks`)
  })

  it('keeps what is stored while it is taken away', async () => {
    const bytes = randomBytes(1000)
    const { sha256 } = await files.putBytes(bytes)
    for (let n = 0; n < 200; n++) {
      await utimes(pathOf(sha256), 0, 0)
      const since = Date.now() - 1000
      await Promise.all([
        files.remove(sha256, since),
        n % 2 ? files.putBytes(bytes) : files.put(Readable.from([bytes])),
      ])
      expect(await files.verify(sha256), `round ${n}`).toBe('good')
    }
  })

  it('refuses what is too large and leaves nothing behind', async () => {
    await expect(files.put(Readable.from([Buffer.alloc(10)]), { maxBytes: 9 })).rejects.toMatchObject({
      code: 'request.too-large',
    })
    await expect(files.read('../../etc/passwd')).rejects.toMatchObject({ code: 'files.missing' })
  })
})

describe('an upload in parts', () => {
  it('continues where the connection was lost', async () => {
    const bytes = randomBytes(300_000)
    const id = randomUUID()
    await files.uploads.begin(id)
    const lost = (async function* () {
      yield bytes.subarray(0, 100_000)
      throw new Error('connection lost')
    })()
    await expect(files.uploads.append(id, 0, lost)).rejects.toThrow('connection lost')
    expect(await files.uploads.offset(id)).toBe(100_000)
    await expect(files.uploads.append(id, 0, Readable.from([bytes]))).rejects.toMatchObject({
      code: 'upload.wrong-offset',
      values: { offset: 100_000 },
    })
    expect(await files.uploads.append(id, 100_000, Readable.from([bytes.subarray(100_000)]))).toBe(300_000)
    const { sha256 } = await files.uploads.finish(id)
    expect((await readFile(pathOf(sha256))).equals(bytes)).toBe(true)
    expect(await files.uploads.offset(id)).toBeNull()
  })

  it('says that the disk is full, with the kernel’s own refusal to write', async () => {
    const id = randomUUID()
    await files.uploads.begin(id)
    const path = join(root, 'uploads', id)
    await unlink(path)
    await symlink('/dev/full', path)
    await expect(files.uploads.append(id, 0, Readable.from([Buffer.from('x')]))).rejects.toMatchObject({
      code: 'files.full',
    })
    await files.uploads.discard(id)
  })
})
