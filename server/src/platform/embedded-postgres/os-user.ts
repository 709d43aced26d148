import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { StartFailure } from '../start/start-failure.ts'

const run = promisify(execFile)

/** Whom PostgreSQL runs as. Empty where the program itself is not root: then as the same. */
export interface OsUser {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to be root: it runs as the owner of its data, else as the system user `postgres`, made where it is missing. */
export async function findOsUser(databaseFolder: string): Promise<OsUser> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(databaseFolder).catch(() => null)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const found = await look()
  if (found) return found
  let reason = ''
  for (const [command, ...args] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres'],
  ] as const) {
    await run(command, args).catch((error) => {
      reason = String(error.stderr || error.message).trim()
    })
    const made = await look()
    if (made) return made
  }
  throw new StartFailure('no-postgres-user', { reason })
}

async function look(): Promise<OsUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/**
 * Lets the user pass through the folders above a path, as a clone under /root needs it: "execute" for others, no reading.
 * Answers the folders that were changed.
 */
export async function letPass(path: string, user: OsUser): Promise<string[]> {
  if (user.uid === undefined) return []
  const changed: string[] = []
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if (mode & bit) continue
    await chmod(folder, (mode & 0o7777) | bit)
    changed.push(folder)
  }
  return changed
}

/** Whether the user can run a program at all: packages installed with a strict umask are readable by root alone. */
export async function makeRunnable(postgres: string, root: string, user: OsUser): Promise<string> {
  const version = () => run(postgres, ['-V'], { ...user, cwd: '/' }).then(({ stdout }) => stdout)
  return version().catch(async () => {
    await run('chmod', ['-R', 'a+rX', root]).catch(() => {})
    await chmod(postgres, 0o755).catch(() => {})
    return version()
  })
}
