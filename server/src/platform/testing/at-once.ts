import { type RawBuilder, sql } from 'kysely'
import type { TestDatabase } from './database.ts'

/**
 * Two requests that meet: the first waits while `held` (a statement that locks no more than an act does) is held, the second for the first; then it is let go.
 * A second that waits for what is held alone may come before the first.
 */
export async function atOnce<A, B>(
  { owner }: TestDatabase,
  held: RawBuilder<unknown>,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const waitsFor = async (blocker: number) => {
    for (;;) {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = current_database() and usename = 'mocban_app' and wait_event_type = 'Lock' and ${blocker} = any (pg_blocking_pids(pid))`.execute(
        owner,
      )
      if (rows[0]) return rows[0].pid
      await new Promise(setImmediate)
    }
  }
  const { both } = await owner.transaction().execute(async (tx) => {
    await held.execute(tx)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    const one = first()
    const pid = await waitsFor(rows[0]?.pid ?? 0)
    const other = second()
    await waitsFor(pid)
    return { both: Promise.all([one, other]) }
  })
  return both
}
