import type { HeldAs, Urged } from '@mocban/contract/values'
import { sql } from 'kysely'

/**
 * How the post was held in which somebody acted, of a row that names `person_id`, `position_id`, `acting_for` and `at` (or another day): as acting, or seconded. Of who acted for
 * another, how that other held it. No event says it a second time: the appointments of its day do, which no act changes for days that are past. One that a directory ended in the
 * course of the day held until then.
 */
export const heldAs = (row: string, other?: string) => {
  const of = (column: string) => sql.ref(`${row}.${column}`)
  const day = other ? sql`${other}::date` : sql`(${of('at')} at time zone 'Asia/Ho_Chi_Minh')::date`
  return sql<HeldAs>`(
    select case when x.kind in ('acting', 'secondment') then x.kind end from appointment x
     where x.person_id = coalesce(${of('acting_for')}, ${of('person_id')}) and x.position_id = ${of('position_id')}
       and (x.valid @> ${day} or upper(x.valid) = ${day})
     order by x.valid @> ${day} desc limit 1)`
}

/** For whom somebody acted who did something with a record at a moment; null for themselves. Told by the act's event, where the thing itself keeps only who did it. */
export const actedFor = (of: { record: string; person: string; at: string }) => sql<string | null>`(
  select b.full_name from event o join person b on b.id = o.acting_for
   where o.record_id = ${sql.ref(of.record)} and o.person_id = ${sql.ref(of.person)} and o.at = ${sql.ref(of.at)} limit 1)`

/** How those who hold something were urged last, of a row that names `urged_at`, `urged_by`, `urged_for` and `urged_text`. */
export const urgedFrom = (row: string) => {
  const of = (column: string) => sql.ref(`${row}.${column}`)
  return sql<Urged | null>`case when ${of('urged_at')} is not null then jsonb_build_object(
    'at', to_char(${of('urged_at')} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'text', ${of('urged_text')},
    'byName', (select b.full_name from person b where b.id = ${of('urged_by')}), 'actingForName', (select b.full_name from person b where b.id = ${of('urged_for')})) end`
}
