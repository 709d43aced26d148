import type { CalendarDay } from '@mocban/contract/calendar'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { publicHolidays } from './public-holidays.ts'

/**
 * What differs from the working week between two dates, as it holds for an agency: the holidays of the law, over which announced days prevail,
 * over which the agency's own do.
 */
export async function calendarDays(tx: Tx, agencyId: string, from: string, to: string): Promise<CalendarDay[]> {
  const days = new Map<string, CalendarDay>()
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    for (const { day, name } of publicHolidays(year))
      days.set(day, { day, kind: 'holiday', name, basis: 'Bộ luật Lao động 2019, Điều 112', source: 'law' })
  const rows = await tx
    .selectFrom('calendar_day')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where((eb) => eb.or([eb('agency_id', 'is', null), eb('agency_id', '=', agencyId)]))
    .orderBy(sql`agency_id is not null`)
    .select(['day', 'kind', 'name', 'basis', 'agency_id'])
    .execute()
  for (const { agency_id, kind, ...row } of rows)
    days.set(row.day, { ...row, kind: kind as CalendarDay['kind'], source: agency_id ? 'agency' : 'announced' })
  return [...days.values()].filter((one) => one.day >= from && one.day <= to).sort((a, b) => a.day.localeCompare(b.day))
}

/** Sets a day of the actor's agency, or takes its own setting back. Deadlines that were counted before stay as they were given. */
export async function setCalendarDay(
  tx: Tx,
  actor: Actor,
  day: string,
  { kind, name, basis }: { kind: CalendarDay['kind'] | null; name: string; basis: string },
): Promise<CalendarDay[]> {
  await tx.deleteFrom('calendar_day').where('agency_id', '=', actor.agencyId).where('day', '=', day).execute()
  if (kind) await tx.insertInto('calendar_day').values({ agency_id: actor.agencyId, day, kind, name, basis }).execute()
  await record(tx, actor, { kind: kind ? 'calendar.day-set' : 'calendar.day-taken-back', data: { day, kind, name } })
  return calendarDays(tx, actor.agencyId, day, day)
}
