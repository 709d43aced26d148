import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import { after, page, type Tx } from '../platform/database/index.ts'
import { atWork, lateTask } from './units-at-work.ts'

type Filter = RouteInput<typeof tasks.list>['query']

/** The columns of a row, from `task k`. */
export const rowColumns = sql`
  k.id, k.title, k.state, k.importance, k.due_on as "dueOn", k.progress, app.unit_name(k.lead_unit_id, coalesce(k.closed_at, app.now())) as "leadUnitName", x.full_name as "leadPersonName",
  p.full_name as "assignedByName", app.unit_name(k.agency_id, k.listed_at) as "agencyName", k.origin, d.symbol as "originSymbol", k.standstill, k.extended,
  k.listed_at as "listedAt", k.closed_at as "closedAt", k.delivered_at as "deliveredAt"`
export const rowJoins = sql`
  join person p on p.id = k.assigned_by
  left join person x on x.id = k.lead_person_id
  left join document d on d.id = k.origin_document_id`

/** A page of tasks, newest first: one ordered run of the audience for each principal of who asks, merged; the filters apply inside the run. */
export async function listTasks(tx: Tx, filter: Filter): Promise<RouteAnswer<typeof tasks.list>> {
  const place = after(filter.after)
  const { rows } = await sql<TaskRow & { at: string }>`
    select v.at, ${rowColumns} from (
      select distinct on (m.at, m.record_id) m.record_id, m.at
        from unnest((select app.principals())) p (id)
        cross join lateral (
          select a.record_id, a.at from audience a join task k on k.id = a.record_id
           where a.principal = p.id and a.list = 'task'
             ${place ? sql`and (a.at, a.record_id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
             ${conditionsOf(filter)}
           order by a.at desc, a.record_id desc limit ${filter.limit + 1}
        ) m
       order by m.at desc, m.record_id desc limit ${filter.limit + 1}
    ) v join task k on k.id = v.record_id ${rowJoins}
    order by v.at desc, v.record_id desc`.execute(tx)
  return page(
    rows,
    filter.limit,
    (row) => ({ at: row.at, id: row.id }),
    ({ at: _, ...row }) => row,
  )
}

/** What a filter asks of `task k`. */
export function conditionsOf(filter: Omit<Filter, 'limit' | 'after'>): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = []
  if (filter.scope === 'mine')
    all.push(sql`and (k.holder = any ((select app.principals())::uuid[]) or k.lead_person_id = (select app.person()))`)
  if (filter.scope === 'assigned')
    all.push(
      sql`and (k.assigned_by = (select app.person()) or k.assigned_position = any ((select app.principals())::uuid[]))`,
    )
  if (filter.scope === 'unit')
    all.push(
      sql`and k.lead_unit_id = any ((select app.units_led() || array(select q.unit_id from position q where q.id = (select app.position())))::uuid[])`,
    )
  if (filter.scope === 'agency') all.push(sql`and k.lead_agency_id = any ((select app.agencies())::uuid[])`)
  if (filter.state?.length) all.push(sql`and k.state = any (${filter.state}::text[])`)
  if (filter.open) all.push(sql`and k.closed_at is null`)
  if (filter.late)
    all.push(sql`and k.closed_at is null and k.delivered_at is null and k.due_on < ${clock.today()}::date`)
  if (filter.importance) all.push(sql`and k.importance = ${filter.importance}`)
  if (filter.unitId) all.push(sql`and k.lead_unit_id = ${filter.unitId}`)
  if (filter.origin) all.push(sql`and k.origin = ${filter.origin}`)
  if (filter.sameOriginAs)
    all.push(sql`and k.origin_group = (select o.origin_group from task o where o.id = ${filter.sameOriginAs})`)
  if (filter.documentId) all.push(sql`and k.origin_document_id = ${filter.documentId}`)
  if (filter.dueFrom) all.push(sql`and k.due_on >= ${filter.dueFrom}::date`)
  if (filter.dueTo) all.push(sql`and k.due_on <= ${filter.dueTo}::date`)
  if (filter.q) all.push(sql`and unaccent(k.title) ilike unaccent(${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`})`)
  if (filter.heldBy)
    all.push(sql`and k.lead_unit_id = ${filter.heldBy} and (${atWork.inside} or ${atWork.assignedOut})`)
  if (filter.heldBy && filter.held) all.push(sql`and ${lateTask()} = ${filter.held === 'late'}`)
  if (filter.figure && filter.from && filter.to)
    all.push(sql`and ${figureCondition(filter.figure, filter.from, filter.to)}`)
  return all.length ? sql.join(all, sql` `) : sql``
}

/** Begin of a period and the instant after its end, in Vietnam. */
export const period = (from: string, to: string) => ({
  begin: sql`(${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`,
  end: sql`((${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')`,
})

/** Which tasks a figure of the statistics counts; the figure and its list ask the same. A task is done when it was delivered, by the deadline then in force. */
export function figureCondition(figure: NonNullable<Filter['figure']>, from: string, to: string): RawBuilder<boolean> {
  const { begin, end } = period(from, to)
  const done = sql`(k.state in ('delivered', 'closed') and k.delivered_at >= ${begin} and k.delivered_at < ${end})`
  // The date in Vietnam on which it was delivered, or the last day of the period that has come.
  const day = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone 'Asia/Ho_Chi_Minh')::date`
  const openAtEnd = sql`(k.listed_at < ${end} and k.state <> 'cancelled' and (k.delivered_at is null or k.delivered_at >= ${end}))`
  const lastDay = sql`least(${to}::date, ${clock.today()}::date)`
  const conditions: Record<NonNullable<Filter['figure']>, RawBuilder<boolean>> = {
    carriedOver: sql`(k.listed_at < ${begin} and k.state <> 'cancelled' and (k.delivered_at is null or k.delivered_at >= ${begin}))`,
    assigned: sql`(k.listed_at >= ${begin} and k.listed_at < ${end} and k.state <> 'cancelled')`,
    doneOnTime: sql`(${done} and (k.due_on is null or ${day(sql`k.delivered_at`)} <= k.due_on))`,
    doneLate: sql`(${done} and ${day(sql`k.delivered_at`)} > k.due_on)`,
    openInTime: sql`(${openAtEnd} and (k.due_on is null or k.due_on >= ${lastDay}))`,
    openLate: sql`(${openAtEnd} and k.due_on < ${lastDay})`,
    extended: sql`(k.extended > 0 and k.state <> 'cancelled' and k.listed_at < ${end} and (k.delivered_at is null or k.delivered_at >= ${begin}))`,
  }
  return conditions[figure]
}
