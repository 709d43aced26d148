import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { keepPlans } from './often.ts'
import { sendTogether } from './posted.ts'
import type { DB } from './schema.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

// Dates stay dates: a Date object would shift them by the machine's time zone. Counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))
// Instants travel as ISO 8601 in UTC.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString())

/**
 * A pool of connections. The program's pool logs in as `mocban_app`, the jobs' pool as `mocban_worker`; neither owns a table or passes a policy.
 * A connection that is lost is reported and replaced, it does not end the program.
 */
export function openDatabase(options: {
  url: string
  max?: number
  name?: string
  onLost?: (error: Error) => void
}): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 20,
    application_name: options.name ?? 'mocban',
    connectionTimeoutMillis: 10_000,
    pipeline: true,
  })
  pool.on('error', (error) => options.onLost?.(error))
  // A connection lost amid a transaction, between two statements, has no query to fail: without a listener it would end the program.
  pool.on('connect', (client) => {
    client.on('error', (error) => options.onLost?.(error))
    keepPlans(client)
    sendTogether(client)
    endWhereEnded(client)
  })
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  urls.set(db, options.url)
  return db
}

/** What PostgreSQL ended tells so before its socket closes: in between the pool would give it to the next who asks. */
function endWhereEnded(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>
  client.query = ((...asked: unknown[]) => {
    const answer = query(...asked)
    answer.catch((error: { severity?: string }) => {
      if (error.severity === 'FATAL') void (client as unknown as pg.Client).end().catch(() => {})
    })
    return answer
  }) as typeof client.query
}

const urls = new WeakMap<Database, string>()

/**
 * Listens to a channel over a connection of its own, as the role of `db`. Answers how to stop. `onLost` is called once where the connection is lost;
 * what was said meanwhile is not heard, so the caller must read again what it may have missed.
 */
export async function listen(
  db: Database,
  channel: string,
  onMessage: (payload: string) => void,
  onLost: (error: Error) => void,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: urls.get(db), application_name: `mocban listens to ${channel}` })
  let stopped = false
  const lost = (error: Error) => {
    if (stopped) return
    stopped = true
    onLost(error)
  }
  client.on('error', lost)
  client.on('end', () => lost(new Error('the listening connection ended')))
  client.on('notification', (message) => onMessage(message.payload ?? ''))
  await client.connect()
  await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  return async () => {
    stopped = true
    await client.end()
  }
}
