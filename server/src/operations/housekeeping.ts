import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { Works } from '../platform/http/index.ts'

/** Every night, what has no more use: sessions that ended, failed sign-ins of the day before, answers kept for repeated requests, standings that hold no more, notifications that were read long ago. */
export function housekeepingJobs({ jobs, worker }: Pick<Works, 'jobs' | 'worker'>): void {
  jobs.every('operations.sweep', '30 2 * * *', async () => {
    await sql`delete from session where expires_at < now() or seen_at < now() - interval '12 hours'`.execute(worker)
    await sql`delete from sign_in_failure where last_at < now() - interval '2 days'`.execute(worker)
    await sql`delete from idempotency where at < now() - interval '7 days'`.execute(worker)
    await sql`select app.forget_standings()`.execute(worker)
    while ((await forgetNotifications(worker)) === atOnce);
  })
}

const atOnce = 10_000

/** Three months after it was read; where the bell is switched off, after it was mailed. What was not read stays, and what happened stands in the trail. */
async function forgetNotifications(worker: Database): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from notification where seq in (
      select n.seq from notification n
       where (case when n.bell then n.read_at else coalesce(n.read_at, n.mailed_at) end) < now() - interval '90 days' and (n.read_at is not null or n.mailed_at is not null)
       limit ${atOnce})`.execute(worker)
  return Number(numAffectedRows ?? 0)
}
