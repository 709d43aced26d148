import { randomUUID } from 'node:crypto'
import { mkdir, realpath, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isDiskFull, StartFailure } from './start-failure.ts'

const megabyte = 1024 * 1024

/** Makes sure that there is a data folder that can be written to. Answers its real path. */
export async function prepareDataFolder(folder: string): Promise<string> {
  const probe = join(folder, `.writable-${randomUUID()}`)
  try {
    await makeFolder(folder)
    await writeFile(probe, 'x', { flush: true })
    return await realpath(folder)
  } catch (error) {
    if (isDiskFull(error)) throw await diskFull(folder, 0)
    throw new StartFailure('folder-unwritable', { folder, reason: (error as { code?: string }).code ?? String(error) })
  } finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}

/** With the folders above it. Asked to make them all, Node tries for ever where a file system makes none, as /proc. */
async function makeFolder(folder: string): Promise<void> {
  const made = () => mkdir(folder, { mode: 0o755 })
  try {
    await made()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || (await stat(dirname(folder)).catch(() => null))) throw error
    await makeFolder(dirname(folder))
    await made()
  }
}

/** Refuses to begin what the disk cannot hold: a first start needs more than a later one. */
export async function needSpace(folder: string, megabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if ((bavail * bsize) / megabyte < megabytes) throw await diskFull(folder, megabytes)
}

/** @param needed megabytes; 0 where it is not known */
export async function diskFull(folder: string, needed = 0): Promise<StartFailure> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }))
  const free = `${Math.floor((bavail * bsize) / megabyte)} MB`
  return new StartFailure('disk-full', { folder, free, needed: `${needed || 200} MB` })
}

/**
 * Holds the folder for this program alone until the process ends, however it ends: the kernel lets go of an abstract socket with its process, so
 * nothing stale stays behind after `kill -9`. Where there are no abstract sockets, a socket file does it, which tells by connecting whether it lives.
 */
export async function holdFolder(folder: string): Promise<() => void> {
  const name = `mocban-${Buffer.from(folder).toString('base64url')}`
  const path = process.platform === 'linux' ? `\0${name.slice(-100)}` : join(tmpdir(), `${name.slice(-60)}.sock`)
  for (let attempt = 0; ; attempt++) {
    const server = createServer((socket) => socket.end())
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
      )
      server.listen(path, () => resolve(false))
    })
    if (!taken) {
      server.unref()
      return () => server.close()
    }
    if (path.startsWith('\0') || attempt > 0 || (await answers(path)))
      throw new StartFailure('folder-in-use', { folder })
    await rm(path, { force: true })
  }
}

async function answers(path: string): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true) ?? socket.destroy())
    socket.once('error', () => resolve(false))
  })
}
