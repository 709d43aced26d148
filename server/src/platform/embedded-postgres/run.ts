import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../free-port.ts'
import { StartFailure } from '../start/start-failure.ts'
import type { Binaries } from './binaries.ts'
import type { OsUser } from './os-user.ts'

export interface RunningPostgres {
  port: number
  stop(): Promise<void>
}

interface Place {
  binaries: Binaries
  user: OsUser
  folder: string
  log: string
  password: string
}

/** Runs PostgreSQL on this machine's own address and a free port until `stop`; where it dies, it is started again on the same port. */
export async function runPostgres(place: Place, report: (what: string) => void): Promise<RunningPostgres> {
  await keepLogSmall(place.log)
  let child: ChildProcess | null = null
  let stopping = false
  let port = 0

  const begin = async () => {
    const started = start(place, port)
    child = started
    await untilReady(place, port, started)
    started.once('exit', () => void revive())
  }
  const revive = async () => {
    for (let pause = 200; !stopping; pause = Math.min(pause * 2, 10_000)) {
      report('PostgreSQL ended; it is started again')
      await wait(pause)
      if (stopping) return
      if (
        await begin().then(
          () => true,
          () => false,
        )
      )
        return
    }
  }
  // However this process ends by its own hand, PostgreSQL is told to end as well.
  const tell = () => child?.kill('SIGINT')
  process.once('exit', tell)
  for (let attempt = 1; ; attempt++) {
    port = await freePort()
    try {
      await begin()
      break
    } catch (error) {
      // Somebody took the port between finding it free and using it.
      if (attempt === 5 || !/could not bind|Address already in use/.test(String(error))) throw error
    }
  }
  return {
    port,
    async stop() {
      stopping = true
      process.removeListener('exit', tell)
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGINT')
      await Promise.race([ended, wait(60_000, undefined, { ref: false }).then(() => child?.kill('SIGQUIT'))])
      await ended
    },
  }
}

function start({ binaries, user, folder, log }: Place, port: number): ChildProcess {
  const megabytes = totalmem() / 1024 / 1024
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 120,
    shared_buffers: `${Math.round(Math.min(2048, Math.max(128, megabytes / 8)))}MB`,
    effective_cache_size: `${Math.round(megabytes / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
  }
  const output = openSync(log, 'a', 0o640)
  try {
    return spawn(
      binaries.postgres,
      ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...user,
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
        stdio: ['ignore', output, output],
        // A group of its own: Ctrl C reaches the program, which first lets requests end and then stops the database.
        detached: true,
      },
    )
  } finally {
    closeSync(output)
  }
}

/** Waits as long as PostgreSQL lives: recovery after a crash may take its time. */
async function untilReady(place: Place, port: number, child: ChildProcess): Promise<void> {
  const before = (await stat(place.log).catch(() => ({ size: 0 }))).size
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'mocban',
      password: place.password,
      database: 'postgres',
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch (error) {
      if (ended) throw await whyEnded(place.log, before)
      // Refused while it starts or recovers (57P03); another answer will not change by waiting.
      const { code } = error as { code?: string }
      if (code === '28P01') throw new StartFailure('postgres-failed', { reason: 'password', log: place.log })
      await wait(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function whyEnded(log: string, from: number): Promise<Error> {
  const said = (await readFile(log, 'utf8').catch(() => '')).slice(-4000)
  if (/No space left on device/.test(said.slice(-Math.max(1000, said.length - from))))
    return new Error('No space left on device')
  if (/could not bind|Address already in use/.test(said.slice(-800))) return new Error('could not bind')
  const fatal =
    said
      .split('\n')
      .filter((line) => /FATAL|PANIC|error while loading/.test(line))
      .at(-1) ?? said.trim().split('\n').at(-1)
  return new StartFailure('postgres-failed', { reason: fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? '', log })
}

async function keepLogSmall(log: string): Promise<void> {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size > 10_000_000) await rename(log, `${log}.1`)
}
