import { sql } from 'kysely'
import type { Tx } from '../database/index.ts'

/** How many rows of these tables the transaction has read so far, by whatever way: what an answer looked at is the difference of two. */
export async function rowsRead(tx: Tx, ...tables: string[]): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::int as read from pg_stat_xact_user_tables where relname = any (${tables}::text[])`.execute(
    tx,
  )
  return rows[0]?.read ?? 0
}
