import type { WorkingWeek } from '@mocban/contract/calendar'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The working weeks that hold for an agency through time, newest first: its own, and everybody's where it has none. */
export async function workingWeeks(tx: Tx, agencyId: string): Promise<WorkingWeek[]> {
  const { rows } = await sql<WorkingWeek>`
    select lower(valid)::text as "from", days, hours, basis, case when agency_id is null then 'announced' else 'agency' end as source
      from working_week where agency_id is null or agency_id = ${agencyId}
      order by agency_id is null, lower(valid) desc nulls last`.execute(tx)
  return rows
}

/**
 * Sets the working week of the actor's agency from a day on, up to where a later one of its own begins. The past is not rewritten: terms that were
 * counted stay as they were given, so the day may not lie before today.
 */
export async function setWorkingWeek(
  tx: Tx,
  actor: Actor,
  from: string,
  { days, hours, basis }: Pick<WorkingWeek, 'days' | 'hours' | 'basis'>,
): Promise<WorkingWeek[]> {
  if (from < clock.today()) throw refuse('calendar.week-past', { date: from })
  const week = { days: JSON.stringify(days), hours: JSON.stringify(hours), basis }
  const changed = await sql`
    update working_week set days = ${week.days}::jsonb, hours = ${week.hours}::jsonb, basis = ${basis}
     where agency_id = ${actor.agencyId} and lower(valid) = ${from}::date`.execute(tx)
  if (changed.numAffectedRows === 0n) {
    await sql`update working_week set valid = daterange(lower(valid), ${from}::date)
      where agency_id = ${actor.agencyId} and valid @> ${from}::date`.execute(tx)
    await sql`
      insert into working_week (agency_id, valid, days, hours, basis)
      select ${actor.agencyId}, daterange(${from}::date, (select min(lower(valid)) from working_week
          where agency_id = ${actor.agencyId} and lower(valid) > ${from}::date)), ${week.days}::jsonb, ${week.hours}::jsonb, ${basis}`.execute(
      tx,
    )
  }
  await record(tx, actor, { kind: 'calendar.week-set', data: { from, days, basis } })
  return workingWeeks(tx, actor.agencyId)
}

/** Takes a working week of the actor's agency back that begins today or later: the one before it goes on. @throws calendar.week-past, request.not-found */
export async function takeWorkingWeekBack(tx: Tx, actor: Actor, from: string): Promise<WorkingWeek[]> {
  if (from < clock.today()) throw refuse('calendar.week-past', { date: from })
  const { rows } = await sql<{ until: string | null }>`
    delete from working_week where agency_id = ${actor.agencyId} and lower(valid) = ${from}::date returning upper(valid)::text as until`.execute(
    tx,
  )
  const [taken] = rows
  if (!taken) throw refuse('request.not-found')
  await sql`update working_week set valid = daterange(lower(valid), ${taken.until}::date)
    where agency_id = ${actor.agencyId} and upper(valid) = ${from}::date`.execute(tx)
  await record(tx, actor, { kind: 'calendar.week-taken-back', data: { from } })
  return workingWeeks(tx, actor.agencyId)
}
