import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import type { TaskOrigin } from '@mocban/contract/tasks-lists'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Place, Tx } from '../platform/database/index.ts'
import { conditionsOf, ownRuns } from './list-tasks.ts'
import { lookBack } from './look-back.ts'

type Filter = RouteInput<typeof tasks.origins>['query']

/** So many tasks of one origin are counted, the newest; of a post that assigns for years they have no end. */
const counted = 1000

/**
 * Where tasks come from, each with how far its tasks are; the origin of the newest task first. As in the list, so many of the newest are looked at, or of one's own, and the newest of an origin among
 * them stands for it. Counted is what the filter shows and who asks may see, of so many of the newest: a page costs the same however many there are.
 */
export async function listOrigins(tx: Tx, filter: Filter): Promise<RouteAnswer<typeof tasks.origins>> {
  return lookBack(filter, (place, window, most) => read(tx, filter, place, window, most))
}

async function read(tx: Tx, filter: Filter, place: Place | undefined, window: number, most: number) {
  const { rows } = await sql<TaskOrigin & { at: string; lookedBack: boolean }>`
    select v.at, v.record_id is null as "lookedBack", v.record_id as id,
      case when h.parent_id is not null then 'task' when h.origin_document_id is not null then 'document' else 'own' end as origin,
      d.id as "documentId", w.id as "taskId", d.symbol, coalesce(d.abstract, w.title) as title,
      (select g.text from direction g where g.id = h.origin_direction_id) as direction,
      p.full_name as "assignedByName", q.title as "assignedTitle", app.unit_name(h.agency_id, h.listed_at) as "agencyName",
      nullif(e.since, '-infinity') as "countedSince", n.*
    from (${newestOfEach(filter, place, window, most)}) v
    left join task h on h.id = v.record_id
    left join person p on p.id = h.assigned_by left join position q on q.id = h.assigned_position
    left join document d on d.id = h.origin_document_id and h.parent_id is null
    left join task w on w.id = h.parent_id
    -- A column, as where a window ends: of an expression the policies would be asked first.
    cross join lateral (select app.origin_since(h.origin_group, v.at, v.record_id, ${counted}) as since offset 0) e
    cross join lateral (
      select count(*)::int as total, count(*) filter (where k.state in ('delivered', 'closed'))::int as done,
        count(*) filter (where k.closed_at is null and k.delivered_at is null and k.due_on < ${clock.today()}::date)::int as late,
        coalesce(round(avg(case when k.state in ('delivered', 'closed') then 100 else k.progress end)), 0)::int as progress,
        min(k.due_on) filter (where k.closed_at is null and k.delivered_at is null) as "nextDue"
        from task k where k.origin_group = h.origin_group and k.listed_at >= e.since and (k.listed_at, k.id) <= (v.at, v.record_id) and k.state <> 'cancelled' ${conditionsOf(filter)}
    ) n
    where h.id is not null or v.record_id is null
    order by v.at desc, v.record_id desc`.execute(tx)
  return rows
}

/** The newest task of each origin in a window, without those whose origin was shown before the place; after them, without a task, how far was looked. */
function newestOfEach(filter: Filter, place: Place | undefined, window: number, most: number): RawBuilder<unknown> {
  const at = sql`${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid`
  // One after the other until the page is full: an origin is looked up only where it may be shown.
  const notShown = sql`
    where (select true from app.origin_until(n.origin_group, ${at}, ${counted}) u (until) cross join lateral (
      select from task k where k.origin_group = n.origin_group and (k.listed_at, k.id) >= (${at}) and k.listed_at < u.until ${conditionsOf(filter)} limit 1) k) is null`
  return sql`
    with ${seen(filter, place, window)}, newest as materialized (
      select distinct on (s.origin_group) s.origin_group, s.at, s.record_id from seen s order by s.origin_group, s.at desc, s.record_id desc
    )
    (select n.record_id, n.at from (select * from newest order by at desc, record_id desc offset 0) n ${place ? notShown : sql``}
      order by n.at desc, n.record_id desc limit ${most})
    union all select null, until from back where until > '-infinity'`
}

/** What is looked at, `seen`, and until when, `back`: one's own tasks by their index, anything else by the audience. */
function seen(filter: Filter, place: Place | undefined, window: number): RawBuilder<unknown> {
  const own = ownRuns(filter, place, window)
  if (own)
    return sql`
      own as materialized (${own}),
      back as materialized (select case when count(*) = ${window}::int then min(at) + interval '1 millisecond' else '-infinity' end as until from own),
      seen as (select o.record_id, o.at, k.origin_group from back cross join own o join task k on k.id = o.record_id where o.at >= back.until)`
  const at = sql`${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid`
  return sql`
    back as materialized (select coalesce(app.window_end('task', ${at}, ${window}::int), '-infinity') as until),
    seen as (
      select a.record_id, a.at, k.origin_group
        from back cross join unnest((select app.principals())) p (id)
        join lateral (select a.record_id, a.at from audience a where a.principal = p.id and a.list = 'task' ${place ? sql`and (a.at, a.record_id) < (${at})` : sql``} and a.at >= back.until offset 0) a on true
        cross join lateral (select k.origin_group from task k where k.id = a.record_id ${conditionsOf(filter)} offset 0) k)`
}
