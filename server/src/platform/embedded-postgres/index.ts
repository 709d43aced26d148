import { randomBytes } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { writeWhole } from '../files/folder.ts'
import { needSpace } from '../start/data-folder.ts'
import type { Progress } from '../start/progress.ts'
import { findBinaries } from './binaries.ts'
import { initialise } from './initialise.ts'
import { stopOrphan } from './orphan.ts'
import { findOsUser, letPass, makeRunnable } from './os-user.ts'
import { runPostgres } from './run.ts'

export interface EmbeddedPostgres {
  /** As the owner of everything in it. */
  url: string
  stop(): Promise<void>
}

/** The database in a data folder that this program holds: made at the first start, recovered after any end. */
export async function openEmbeddedPostgres(
  dataFolder: string,
  progress: Progress,
  report: (what: string) => void,
): Promise<EmbeddedPostgres> {
  const folder = join(dataFolder, 'postgres')
  const log = join(dataFolder, 'postgres.log')
  const binaries = await findBinaries()
  const user = await findOsUser(folder)
  if (user.uid !== undefined) {
    await chmod(dataFolder, 0o711)
    for (const opened of [...(await letPass(folder, user)), ...(await letPass(binaries.postgres, user))])
      progress.note(
        `PostgreSQL chạy bằng người dùng riêng; đã cho phép đi qua (không đọc) thư mục ${opened}`,
        `PostgreSQL runs as a user of its own; it may now pass through (not read) ${opened}`,
      )
  }
  const version = await makeRunnable(binaries.postgres, binaries.root, user)
  const password = await readOrMakePassword(join(dataFolder, 'database-password'))
  if (await stopOrphan(folder))
    progress.note(
      'đã dừng PostgreSQL còn sót của lần chạy trước',
      'stopped the PostgreSQL that an earlier run left behind',
    )
  const fresh = (await readFile(join(folder, 'PG_VERSION')).catch(() => null)) === null
  await needSpace(dataFolder, fresh ? 400 : 50)
  await initialise(binaries, user, folder, { password, version, scratch: dataFolder })
  const running = await runPostgres({ binaries, user, folder, log, password }, report)
  const url = (database: string) => `postgres://mocban:${password}@127.0.0.1:${running.port}/${database}`
  await ensureDatabase(url('postgres'))
  return { url: url('mocban'), stop: () => running.stop() }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(`select from pg_database where datname = 'mocban'`)
    if (rows.length === 0) await client.query('create database mocban')
  } finally {
    await client.end()
  }
}

async function readOrMakePassword(path: string): Promise<string> {
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (kept) return kept
  const password = randomBytes(24).toString('base64url')
  await writeWhole(path, Buffer.from(`${password}\n`))
  await chmod(path, 0o600)
  return password
}
