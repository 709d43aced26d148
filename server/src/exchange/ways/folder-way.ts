import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { syncFolder, writeAll } from '../../platform/files/index.ts'
import { type OpenWay, setting, WayError } from './way.ts'

/**
 * A folder, for a gateway that reads and writes files, and for carrying by hand. A message is there whole or not at all: it is written beside its place and
 * moved into it. What was read goes to `taken` or `refused` beside the rest, so that a person sees what became of it.
 *
 * Settings: out, in.
 */
export const folderWay: OpenWay = (place) => ({
  async send(message) {
    const folder = setting(place, 'out')
    const name = join(folder, `${message.id}.edxml`)
    const content = (await message.open()) as AsyncIterable<Buffer>
    try {
      await mkdir(folder, { recursive: true })
      // Taken before the answer could be noted, and perhaps read by now: the same identifier again is the same message.
      const part = `${name}.part`
      const file = await open(part, 'w', 0o640)
      try {
        let at = 0
        for await (const bytes of content) {
          await writeAll(file, bytes, at)
          at += bytes.length
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, name)
      await syncFolder(folder)
    } catch (error) {
      throw unusable(folder, 'write', error)
    }
  },
  async fetch(take) {
    if (!place.settings.in?.trim()) return {}
    const folder = setting(place, 'in')
    try {
      for (const name of (await readdir(folder)).filter((one) => /\.(edxml|xml)$/i.test(one)).sort()) {
        const path = join(folder, name)
        if (!(await stat(path)).isFile()) continue
        const { outcome } = await take(createReadStream(path))
        const done = join(folder, outcome === 'refused' ? 'refused' : 'taken')
        await mkdir(done, { recursive: true })
        await rename(path, join(done, await freeName(done, name)))
      }
      return {}
    } catch (error) {
      throw unusable(folder, 'read', error)
    }
  },
})

/** A gateway may call every message the same: the one that lies there stays. */
async function freeName(folder: string, name: string): Promise<string> {
  const there = await stat(join(folder, name)).catch(() => null)
  const { name: stem, ext } = parse(name)
  return there ? `${stem}.${randomUUID()}${ext}` : name
}

const troubles: Record<string, string> = {
  ENOENT: 'missing',
  ENOTDIR: 'file',
  EEXIST: 'file',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

/** What is the matter with the folder, as whoever sees to it must know; what came of the message or the database stays what it is. */
function unusable(folder: string, doing: 'read' | 'write', error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (!code || !syscall || syscall === 'connect') return error
  return new WayError('exchange.folder-unusable', { folder, doing, because: troubles[code] ?? 'other', said: code })
}
