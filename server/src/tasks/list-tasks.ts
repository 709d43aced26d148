import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { type RawBuilder, sql } from 'kysely'
import { urgedFrom } from '../platform/access/index.ts'
import { clock } from '../platform/clock.ts'
import { after, type Place, type Tx } from '../platform/database/index.ts'
import { lookBack, pageOf } from './look-back.ts'
import { atWork, lateTask } from './units-at-work.ts'

type Filter = RouteInput<typeof tasks.list>['query']

/** The columns of a row, from `task k`. */
export const rowColumns = sql`
  k.id, k.title, k.state, k.importance, k.due_on as "dueOn", k.progress, app.unit_name(k.lead_unit_id, coalesce(k.closed_at, app.now())) as "leadUnitName", x.full_name as "leadPersonName",
  p.full_name as "assignedByName", app.unit_name(k.agency_id, k.listed_at) as "agencyName", k.origin, d.symbol as "originSymbol", k.standstill, k.extended,
  k.listed_at as "listedAt", k.closed_at as "closedAt", k.delivered_at as "deliveredAt", ${urgedFrom('k')} as urged`
export const rowJoins = sql`
  left join person p on p.id = k.assigned_by
  left join person x on x.id = k.lead_person_id
  left join document d on d.id = k.origin_document_id`

type Row = TaskRow & { at: string; lookedBack: boolean }

/**
 * A page of tasks, newest first. What belongs to one document, unit or person begins with their tasks, by an index. Anything else begins with the audience: one ordered run for each
 * principal of who asks, merged; the filters apply inside the run. Where little fits, also because a delegation has a narrow scope, so many of the newest are looked at, step by step, and the
 * answer says back to which instant, and from where to look further: what a page costs does not grow with what there is.
 */
export async function listTasks(tx: Tx, filter: Filter): Promise<RouteAnswer<typeof tasks.list>> {
  const most = filter.limit + 1
  if (filter.sameOriginAs)
    return lookBack(filter, (from, window, some) => read(tx, lookInOrigin(filter, from, window, some)))
  const own = ownRuns(filter, after(filter.after), most)
  if (own) return pageOf(await read(tx, own), filter.limit)
  return lookBack(filter, (from, window, some) => read(tx, look(filter, from, window, some)))
}

/** The rows of a run; of what was looked through, a row without a task says to where. */
async function read(tx: Tx, run: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select v.at, v.record_id is null as "lookedBack", ${rowColumns} from (${run}) v left join task k on k.id = v.record_id ${rowJoins}
     where k.id is not null or v.record_id is null
     order by v.at desc, v.record_id desc`.execute(tx)
  return rows
}

/** The newest `window` of what who asks may see, and among them what fits. Where the window ends is a column, so that the index is read no further: of any other expression the policies would be asked first. Each task by its row of the audience: were it the other way round, all that fit the filter would be read. */
function look(filter: Filter, place: Place | undefined, window: number, most: number): RawBuilder<unknown> {
  const at = sql`${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid`
  return sql`
    with back as materialized (select coalesce(app.window_end('task', ${at}, ${window}::int), '-infinity') as until)
    (select distinct on (m.at, m.record_id) m.record_id, m.at
       from back cross join unnest((select app.principals())) p (id) cross join lateral (
         select a.record_id, a.at from audience a cross join lateral (select from task k where k.id = a.record_id ${conditionsOf(filter)} offset 0) k
          where a.principal = p.id and a.list = 'task' ${place ? sql`and (a.at, a.record_id) < (${at})` : sql``}
            and a.at >= back.until
          order by a.at desc, a.record_id desc limit ${most}) m
      order by m.at desc, m.record_id desc limit ${most})
    union all select null, until from back where until > '-infinity'`
}

/** The newest `window` tasks of an origin, whoever may see them, and among them what fits and may be seen. */
function lookInOrigin(filter: Filter, place: Place | undefined, window: number, most: number): RawBuilder<unknown> {
  const before = place ? sql`and (k.listed_at, k.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``
  return sql`
    with o as materialized (select k.origin_group from task k where k.id = ${filter.sameOriginAs}),
    back as materialized (select app.origin_since(o.origin_group, ${place?.at ?? 'infinity'}::timestamptz, ${place?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid, ${window}) as until from o)
    (select k.id as record_id, k.listed_at as at from o cross join back cross join lateral (
       select k.id, k.listed_at from task k where k.origin_group = o.origin_group and k.listed_at >= back.until ${before} ${conditionsOf(filter)}
        order by k.listed_at desc, k.id desc limit ${most}) k)
    union all select null, until from back where until > '-infinity'`
}

/** What begins with the tasks of somebody or something, each of them by an index; null for any other list. */
export function ownRuns(filter: Filter, place: Place | undefined, most: number): RawBuilder<unknown> | null {
  const run = (on: RawBuilder<unknown>) => sql`(
    select k.id as record_id, k.listed_at as at from task k
     where ${on} ${place ? sql`and (k.listed_at, k.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``} ${conditionsOf(filter)}
     order by k.listed_at desc, k.id desc limit ${most})`
  const each = (column: string) =>
    sql`(select m.* from unnest((select app.principals())) p (id) cross join lateral ${run(sql`${sql.ref(column)} = p.id`)} m)`
  const me = (column: string) => run(sql`${sql.ref(column)} = (select app.person())`)
  const runs =
    filter.documentId || filter.heldBy
      ? [run(sql`true`)]
      : filter.scope === 'mine'
        ? [each('k.holder'), me('k.lead_person_id')]
        : filter.scope === 'assigned'
          ? [me('k.assigned_by'), each('k.assigned_position')]
          : null
  return (
    runs && sql`select m.* from (${sql.join(runs, sql` union `)}) m order by m.at desc, m.record_id desc limit ${most}`
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
