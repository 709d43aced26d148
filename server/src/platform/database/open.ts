import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
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
 * A connection lost while idle is reported and replaced, it does not end the program.
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
  })
  pool.on('error', (error) => options.onLost?.(error))
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
