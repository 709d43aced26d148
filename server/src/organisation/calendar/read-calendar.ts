import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type DayKind, WorkingCalendar, type WorkingWeek } from './working-days.ts'

/** The working calendar of an agency: everybody's working week and announced days, over which its own prevail. */
export async function readCalendar(tx: Tx, agencyId: string): Promise<WorkingCalendar> {
  const rows = await tx
    .selectFrom('calendar_day')
    .where((eb) => eb.or([eb('agency_id', 'is', null), eb('agency_id', '=', agencyId)]))
    .orderBy(sql`agency_id is not null`)
    .select(['day', 'kind'])
    .execute()
  const weeks = await sql<WorkingWeek>`
    select lower(valid)::text as "from", upper(valid)::text as "to", days, hours from working_week
     where agency_id is null or agency_id = ${agencyId} order by agency_id is null`.execute(tx)
  return new WorkingCalendar(
    rows.map((row) => [row.day, row.kind as DayKind] as const),
    weeks.rows,
  )
}
