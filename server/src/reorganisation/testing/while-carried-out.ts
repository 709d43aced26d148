import { sql } from 'kysely'
import type { TestDatabase } from '../../platform/testing/index.ts'
import { carryOut } from '../carry-out/carry-out.ts'

/** How many connections wait for somebody else's lock. */
export async function waitingForLocks({ owner }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name <> 'mocban jobs'`.execute(
    owner,
  )
  return rows[0]?.n ?? 0
}

export async function until(what: () => Promise<boolean>): Promise<void> {
  for (let n = 0; !(await what()); n++) {
    if (n > 500) throw new Error('it does not come to it')
    await new Promise((done) => setTimeout(done, 20))
  }
}

/**
 * Carries out, and stops just before the end, where somebody else has the session of a person who moves; what is done meanwhile, is done while all of
 * it waits to hold.
 */
export async function carryOutWhile(
  database: TestDatabase,
  id: string,
  personId: string,
  meanwhile: () => Promise<void>,
): Promise<void> {
  let carrying: Promise<void> = Promise.resolve()
  await database.owner.transaction().execute(async (tx) => {
    await sql`select from session where person_id = ${personId} for update`.execute(tx)
    carrying = carryOut(database.worker, id)
    await until(async () => (await waitingForLocks(database)) > 0)
    await meanwhile()
  })
  await carrying
}
