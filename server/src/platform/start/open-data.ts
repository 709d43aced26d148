import { createHmac, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { hidden, type Settings } from '../config/index.ts'
import { migrate, NewerDataError, type RolePasswords } from '../database/index.ts'
import { openEmbeddedPostgres } from '../embedded-postgres/index.ts'
import { diskFull, holdFolder, prepareDataFolder } from './data-folder.ts'
import type { Progress } from './progress.ts'
import { isDiskFull, StartFailure } from './start-failure.ts'

/** The data, held for this program and brought to this version. */
export interface OpenData {
  folder: string
  ownerUrl: string
  appUrl: string
  workerUrl: string
  signInUrl: string
  passwords: RolePasswords
  /** Seals what the database keeps of second factors and of other systems' secrets; lies outside it. */
  secretKey: string
  close(): Promise<void>
}

/**
 * Opens the data folder and the database and migrates. `migrations: false` leaves the schema as it is.
 * @throws StartFailure
 */
export async function openData(
  settings: Settings,
  progress: Progress,
  report: (what: string) => void,
  options: { migrations?: boolean } = {},
): Promise<OpenData> {
  progress.step('Thư mục dữ liệu', 'Data folder')
  const folder = await prepareDataFolder(settings.dataFolder)
  // On a database of the operator's own, many programs may share the folder with its files.
  const release = settings.databaseUrl ? () => {} : await holdFolder(folder)
  let stop = async () => {}
  try {
    progress.step('Cơ sở dữ liệu', 'Database')
    let ownerUrl = settings.databaseUrl ?? ''
    if (settings.databaseUrl) await tryDatabase(settings.databaseUrl)
    else {
      const embedded = await openEmbeddedPostgres(folder, progress, report)
      ownerUrl = embedded.url
      stop = embedded.stop
    }
    const passwords = await rolePasswords(ownerUrl, folder)
    progress.step('Lược đồ dữ liệu', 'Schema')
    if (options.migrations ?? true)
      await migrate(ownerUrl, passwords).catch((error) => {
        if (error instanceof NewerDataError) throw new StartFailure('data-newer', { what: error.names.join(', ') })
        if (settings.databaseUrl && !isDiskFull(error))
          throw new StartFailure('database-unfit', { url: hidden(ownerUrl), reason: error.message })
        throw error
      })
    const as = (role: string, password: string) => {
      const url = new URL(ownerUrl)
      url.username = role
      url.password = password
      return url.href
    }
    return {
      folder,
      ownerUrl,
      appUrl: as('mocban_app', passwords.app),
      workerUrl: as('mocban_worker', passwords.worker),
      signInUrl: as('mocban_sign_in', passwords.signIn),
      passwords,
      secretKey: await readOrMakeKey(join(folder, 'secret-key')),
      close: async () => {
        await stop()
        release()
      },
    }
  } catch (error) {
    await stop().catch(() => {})
    release()
    throw isDiskFull(error) ? await diskFull(folder) : error
  }
}

/** The operator's server answers, is new enough, and lets us in. */
async function tryDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; encoding: string; sorts: boolean }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
        'Đỗ' < 'Em' and 'Ủy ban' < 'Văn phòng' and 'An' < 'bình' as sorts`,
    )
    const { version = 0, encoding = '', sorts } = rows[0] ?? {}
    if (version < 150_000)
      throw new StartFailure('database-unfit', {
        url: hidden(url),
        reason: `PostgreSQL ${Math.floor(version / 10_000)} < 15`,
      })
    if (encoding !== 'UTF8')
      throw new StartFailure('database-unfit', { url: hidden(url), reason: `encoding ${encoding}, UTF8` })
    if (!sorts)
      throw new StartFailure('database-unfit', {
        url: hidden(url),
        reason: `create database … template template0 locale_provider icu icu_locale 'vi' locale 'C'`,
      })
  } catch (error) {
    if (error instanceof StartFailure) throw error
    const { code, message } = error as { code?: string; message: string }
    throw new StartFailure('database-unreachable', { url: hidden(url), reason: message || code || String(error) })
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * The passwords of the program's own roles follow from the owner's, so that several machines with one DATABASE_URL agree without a shared secret.
 * An owner without a password (trust, peer) gets a key in the data folder.
 */
async function rolePasswords(ownerUrl: string, folder: string): Promise<RolePasswords> {
  const key = decodeURIComponent(new URL(ownerUrl).password) || (await readOrMakeKey(join(folder, 'role-key')))
  const derive = (role: string) => createHmac('sha256', key).update(`mocban role ${role}`).digest('base64url')
  return { app: derive('app'), worker: derive('worker'), signIn: derive('sign-in') }
}

/** A key of this instance. Made once; of two programs that begin at the same moment, one makes it and both use it. */
async function readOrMakeKey(path: string): Promise<string> {
  const read = () => readFile(path, 'utf8').catch(() => '')
  const kept = await read()
  if (kept) return kept
  const key = randomBytes(24).toString('base64url')
  await writeFile(path, key, { mode: 0o600, flush: true, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await read()) || key
}
