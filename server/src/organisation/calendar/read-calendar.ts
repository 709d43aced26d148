import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type DayKind, WorkingCalendar } from './working-days.ts'

/** The working calendar of an agency: everybody's announced days, over which its own prevail. */
export async function readCalendar(tx: Tx, agencyId: string): Promise<WorkingCalendar> {
  const rows = await tx
    .selectFrom('calendar_day')
    .where((eb) => eb.or([eb('agency_id', 'is', null), eb('agency_id', '=', agencyId)]))
    .orderBy(sql`agency_id is not null`)
    .select(['day', 'kind'])
    .execute()
  return new WorkingCalendar(rows.map((row) => [row.day, row.kind as DayKind] as const))
}
