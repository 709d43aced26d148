import { type ChildProcess, execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launcher, type Program, runProgram } from '../../testing/programs.ts'
import { exitCodes } from './index.ts'

let folder: string
const children: ChildProcess[] = []

function makeFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'mocban-start-'))
  chmodSync(folder, 0o755)
}
async function endAll(): Promise<void> {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const left = postmaster()
  if (left && alive(left)) process.kill(left, 'SIGQUIT')
  for (let i = 0; left && alive(left) && i < 100; i++) await pause(50)
  rmSync(folder, { recursive: true, force: true })
}
/** A folder for each test, or one for tests that follow each other. */
const aFolderEach = () => {
  beforeEach(makeFolder)
  afterEach(endAll)
}
const oneFolder = () => {
  beforeAll(makeFolder)
  afterAll(endAll)
}

/** A folder in which the program began once and was stopped in order: what is tested later than that starts from a copy. */
let before = ''
async function begunBefore(): Promise<void> {
  if (!before) {
    const run = launch()
    await run.address
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    keepBegun()
  } else execFileSync('cp', ['-a', before, data()])
}
function keepBegun(): void {
  before ||= mkdtempSync(join(tmpdir(), 'mocban-begun-'))
  execFileSync('cp', ['-a', `${data()}/.`, before])
}
afterAll(() => before && rmSync(before, { recursive: true, force: true }))

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const data = () => join(folder, 'data')
const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
function postmaster(): number | null {
  try {
    return Number(readFileSync(join(data(), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

/** What the process has worked since it began: the same on a busy machine, where waiting takes longer. */
function secondsOfWork(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function launch(args: string[] = ['serve'], env: Record<string, string> = {}): Program {
  const run = runProgram(args, { MOCBAN_DATA: data(), ...env })
  children.push(run.child)
  return run
}

async function inDatabase<T extends pg.QueryResultRow>(query: string): Promise<T[]> {
  const port = readFileSync(join(data(), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(data(), 'database-password'), 'utf8').trim()
  const client = new pg.Client({ connectionString: `postgres://mocban:${password}@127.0.0.1:${port}/mocban` })
  client.on('error', () => {})
  await client.connect()
  return client
    .query<T>(query)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

describe('the program, on a folder', { timeout: 300_000 }, () => {
  aFolderEach()

  it('starts on nothing, stops cleanly when asked, and starts again in under five seconds', async () => {
    const first = launch()
    const ready = await fetch(`${await first.address}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { database: true, files: true }])
    const database = postmaster() ?? 0
    expect(alive(database)).toBe(true)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(alive(database)).toBe(false)
    expect(postmaster()).toBeNull()
    keepBegun()

    const second = launch()
    await second.address
    expect(secondsOfWork(second.child.pid)).toBeLessThan(5)
    // Ctrl C under npm: the terminal tells the program, and npm tells it once more.
    for (const _ of ['terminal', 'npm']) {
      second.child.kill('SIGINT')
      await pause(30)
    }
    expect(await second.ended).toBe(0)
    expect(postmaster()).toBeNull()
  })

  it('that is killed while it begins for the first time begins again', async () => {
    // What it has come to, told by what the runs before left: a folder of initdb's is new when its name is.
    const names = () => (existsSync(data()) ? readdirSync(data()) : [])
    const isSchema = (said: string) => said.includes('Lược đồ dữ liệu')
    type Left = { names: string[]; postmaster: number | null }
    const initialises = (_: string, left: Left) =>
      names().some((name) => name.startsWith('postgres.unfinished') && !left.names.includes(name))
    const moments: [reached: (said: string, left: Left) => boolean, andThen: number][] = [
      [initialises, 0],
      [initialises, 400],
      [() => names().includes('postgres'), 0],
      [(_, left) => (postmaster() ?? left.postmaster) !== left.postmaster, 0],
      [isSchema, 300],
    ]
    for (const [reached, andThen] of moments) {
      const left = { names: names(), postmaster: postmaster() }
      const run = launch()
      while (!reached(run.said(), left) && run.child.exitCode === null) await pause(5)
      expect(run.child.exitCode, run.said()).toBeNull()
      await pause(andThen)
      run.child.kill('SIGKILL')
      await run.ended
    }
    const address = await launch().address
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  it('that is asked to stop while it begins stops at once, and so does its PostgreSQL', async () => {
    const run = launch()
    while (postmaster() === null) await pause(20)
    const database = postmaster() ?? 0
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
    for (let i = 0; alive(database) && i < 400; i++) await pause(50)
    expect(alive(database)).toBe(false)
  })

  it('says that its port is taken before it makes anything', async () => {
    const other = createServer()
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    const run = launch(['serve'], { PORT: String((other.address() as { port: number }).port) })
    expect(await run.ended).toBe(exitCodes['port-taken'])
    expect(run.said()).toMatch(/Cổng \d+ đang được chương trình khác dùng/)
    other.close()
  })

  it('leaves data of a newer PostgreSQL as it is', async () => {
    mkdirSync(join(data(), 'postgres'), { recursive: true })
    writeFileSync(join(data(), 'postgres', 'PG_VERSION'), '99\n')
    const run = launch()
    expect(await run.ended).toBe(exitCodes['data-newer'])
    expect(readFileSync(join(data(), 'postgres', 'PG_VERSION'), 'utf8')).toBe('99\n')
  })

  it('says that the folder cannot be written to', async () => {
    // A file where the folder should be refuses root as well.
    writeFileSync(data(), '')
    const run = launch()
    expect(await run.ended).toBe(exitCodes['folder-unwritable'])
    expect(run.said()).toMatch(/Không ghi được vào thư mục dữ liệu/)
    // Nobody makes a folder there, whoever runs the program.
    const forbidden = launch(['serve'], { MOCBAN_DATA: '/sys/kernel/mocban' })
    expect(await forbidden.ended).toBe(exitCodes['folder-unwritable'])
    expect(forbidden.said()).toContain('/sys/kernel/mocban')
  })

  it('names a setting that cannot be right, and a database that does not answer, without its password', async () => {
    const wrong = launch(['serve'], { PORT: 'ba nghìn' })
    expect(await wrong.ended).toBe(exitCodes['setting-wrong'])
    const away = launch(['serve'], { DATABASE_URL: 'postgres://mocban:secret@127.0.0.1:1/mocban' })
    expect(await away.ended).toBe(exitCodes['database-unreachable'])
    expect(away.said()).not.toContain('secret')
  })

  it('refuses a database that does not sort Vietnamese names, and makes nothing in it', async () => {
    const url = new URL(inject('ownerUrl'))
    const ask = async (database: string, query: string) => {
      url.pathname = `/${database}`
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      return client.query(query).finally(() => client.end())
    }
    await ask('postgres', `create database bytes_only template template0 locale_provider libc locale 'C'`)
    try {
      url.pathname = '/bytes_only'
      const run = launch(['serve'], { DATABASE_URL: url.href })
      expect(await run.ended).toBe(exitCodes['database-unfit'])
      expect(run.said()).toContain(`icu_locale 'vi'`)
      expect((await ask('bytes_only', `select 1 from pg_namespace where nspname = 'app'`)).rows).toEqual([])
    } finally {
      await ask('postgres', 'drop database bytes_only')
    }
  })
})

describe('the program, killed with kill -9', { timeout: 300_000 }, () => {
  oneFolder()
  let again: Program

  it('starts again by itself with every acknowledged write, whether PostgreSQL was left behind or killed too', async () => {
    await begunBefore()
    for (const killDatabaseToo of [false, true]) {
      const run = launch()
      await run.address
      await inDatabase(`insert into unit default values`)
      const left = postmaster() ?? 0
      run.child.kill('SIGKILL')
      if (killDatabaseToo) process.kill(left, 'SIGKILL')
      await run.ended
    }
    again = launch()
    await again.address
    expect(await inDatabase('select count(*)::int as n from unit')).toEqual([{ n: 2 }])
  })

  it('leaves the folder as it is once a newer version has altered the schema', async () => {
    await inDatabase(`insert into migration (name, sha256) values ('9999-from-the-future.sql', '')`)
    again.child.kill('SIGTERM')
    await again.ended
    const older = launch()
    expect(await older.ended).toBe(exitCodes['data-newer'])
    expect(older.said()).toContain('9999-from-the-future.sql')
    expect(postmaster()).toBeNull()
  })
})

describe('the program, while it runs', { timeout: 300_000 }, () => {
  oneFolder()
  let run: Program
  let address: string
  beforeAll(async () => {
    await begunBefore()
    run = launch()
    address = await run.address
  })

  it('keeps its folder: a second one is refused there, and the first goes on untouched', async () => {
    const second = launch()
    expect(await second.ended).toBe(exitCodes['folder-in-use'])
    expect(second.said()).toMatch(/khác đang dùng thư mục dữ liệu[\s\S]*Another Mộc Bản is using/)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  it('brings its PostgreSQL back when that is killed, and serves on', async () => {
    process.kill(postmaster() ?? 0, 'SIGKILL')
    await pause(100)
    let status = 0
    for (let i = 0; i < 300 && status !== 200; i++) {
      await pause(100)
      status = await fetch(`${address}/readyz`).then((answer) => answer.status)
    }
    expect(status).toBe(200)
    expect((await fetch(`${address}/api/session`)).status).toBe(401)
  })

  it('helps its operator, and once it was stopped as well', async () => {
    const added = execCommand(['user', 'add', '--user-name', 'annv', '--name', 'Nguyễn Văn An'])
    expect(added).toMatch(/^annv\t[a-z0-9]{5}(-[a-z0-9]{5}){3}\n$/)
    // Where everything begins: an agency, and somebody in the post of its administrator.
    const [position = ''] = execCommand([
      'agency',
      'add',
      '--name',
      'Ủy ban nhân dân tỉnh Sông Trăng',
      '--code',
      'H71',
    ]).split('\t')
    execCommand(['user', 'add', '--user-name', 'lanlt', '--name', 'Lò Thị Lan', '--position', position])
    expect(execCommand(['user', 'list', '--search', 'lanlt'])).toMatch(
      /^lanlt\tLò Thị Lan\tQuản trị hệ thống\tỦy ban nhân dân tỉnh Sông Trăng\t/,
    )
    expect(await launch(['agency', 'add', '--name', 'Ủy ban nhân dân tỉnh Sông Trăng']).ended).toBe(4)
    const unknown = launch(['user', 'disable', 'nobody'])
    expect(await unknown.ended).toBe(4)
    run.child.kill('SIGTERM')
    await run.ended
    expect(execCommand(['user', 'list', '--search', 'nguyen'])).toContain('Nguyễn Văn An')
    expect(execCommand(['verify'])).toContain('All is well')
    expect(postmaster()).toBeNull()
  })
})

function execCommand(args: string[]): string {
  return execFileSync(process.execPath, [launcher, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, MOCBAN_DATA: data() },
    encoding: 'utf8',
  })
}
