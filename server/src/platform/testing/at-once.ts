import { type RawBuilder, sql } from 'kysely'
import type { TestDatabase } from './database.ts'

/** Two requests that meet: both wait while `held` (a statement that locks) is held, the second after the first; then it is let go. */
export async function atOnce<A, B>(
  { owner }: TestDatabase,
  held: RawBuilder<unknown>,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const waiting = async (many: number) => {
    for (;;) {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and usename = 'mocban_app' and wait_event_type = 'Lock'`.execute(owner)
      if (rows.length === many) return
      await new Promise(setImmediate)
    }
  }
  const { both } = await owner.transaction().execute(async (tx) => {
    await held.execute(tx)
    const one = first()
    await waiting(1)
    const other = second()
    await waiting(2)
    return { both: Promise.all([one, other]) }
  })
  return both
}
