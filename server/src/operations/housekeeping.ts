import { sql } from 'kysely'
import type { Works } from '../platform/http/index.ts'

/** Every night, what has no more use: sessions that ended, failed sign-ins of the day before, answers kept for repeated requests. */
export function housekeepingJobs({ jobs, worker }: Pick<Works, 'jobs' | 'worker'>): void {
  jobs.every('operations.sweep', '30 2 * * *', async () => {
    await sql`delete from session where expires_at < now() or seen_at < now() - interval '12 hours'`.execute(worker)
    await sql`delete from sign_in_failure where last_at < now() - interval '2 days'`.execute(worker)
    await sql`delete from idempotency where at < now() - interval '7 days'`.execute(worker)
  })
}
