import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../files/folder.ts'
import { StartFailure } from '../start/start-failure.ts'
import type { Binaries } from './binaries.ts'
import type { OsUser } from './os-user.ts'

/**
 * Makes the database's folder beside its place and moves it there when it is complete: a start that was cut off leaves nothing half made.
 * Answers whether it was made now.
 * @throws StartFailure where the folder belongs to another major version
 */
export async function initialise(
  binaries: Binaries,
  user: OsUser,
  folder: string,
  database: { password: string; version: string; scratch: string },
): Promise<boolean> {
  const found = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null)
  const major = /(\d+)/.exec(database.version)?.[1] ?? ''
  if (found !== null) {
    const own = found.trim()
    if (Number(own) > Number(major)) throw new StartFailure('data-newer', { what: `PostgreSQL ${own}` })
    if (own !== major) throw new StartFailure('postgres-older', { found: own, wanted: major })
    return false
  }
  // A name of its own each time: an initdb that outlived its program may still be writing to the last one.
  for (const name of await readdir(dirname(folder)))
    if (name.startsWith(`${basename(folder)}.unfinished`))
      await rm(join(dirname(folder), name), { recursive: true, force: true }).catch(() => {})
  const unfinished = `${folder}.unfinished-${randomUUID()}`
  const passwordFile = join(database.scratch, 'initdb-password')
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, database.password, { mode: 0o600 })
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(unfinished, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--pwfile=${passwordFile}`,
        '--username=mocban',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=icu',
        '--icu-locale=vi',
        '--locale=C',
        '--data-checksums',
      ],
      user,
    )
    await chmod(unfinished, 0o700)
    await rename(unfinished, folder)
    await syncFolder(dirname(folder))
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, { recursive: true, force: true })
  }
  return true
}

function run(command: string, args: string[], user: OsUser): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...user,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    const tell = () => child.kill('SIGINT')
    process.once('exit', tell)
    let said = ''
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      process.removeListener('exit', tell)
      code === 0 ? resolve() : reject(new Error(`initdb: ${said.trim()}`))
    })
  })
}
