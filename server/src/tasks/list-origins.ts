import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import type { TaskOrigin } from '@mocban/contract/tasks-lists'
import { sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import { after, page, type Tx } from '../platform/database/index.ts'
import { conditionsOf } from './list-tasks.ts'

/**
 * Where tasks come from, each with how far its tasks are; the origin of the newest task first. As in the list, one ordered run of the audience for each principal: of the
 * tasks of one origin the newest stands for it, so that a page costs the same however many there are. Counted is what the filter shows and who asks may see.
 */
export async function listOrigins(
  tx: Tx,
  filter: RouteInput<typeof tasks.origins>['query'],
): Promise<RouteAnswer<typeof tasks.origins>> {
  const place = after(filter.after)
  const shown = conditionsOf(filter)
  const { rows } = await sql<TaskOrigin & { at: string }>`
    select v.at, v.record_id as id,
      case when h.parent_id is not null then 'task' when h.origin_document_id is not null then 'document' else 'own' end as origin,
      d.id as "documentId", w.id as "taskId", d.symbol, coalesce(d.abstract, w.title) as title,
      (select g.text from direction g where g.id = h.origin_direction_id) as direction,
      p.full_name as "assignedByName", q.title as "assignedTitle", app.unit_name(h.agency_id, h.listed_at) as "agencyName", n.*
    from (
      select distinct on (m.at, m.record_id) m.record_id, m.at
        from unnest((select app.principals())) p (id)
        cross join lateral (
          select c.record_id, c.at from (
            select a.record_id, a.at, k.origin_group from audience a join task k on k.id = a.record_id
             where a.principal = p.id and a.list = 'task' ${place ? sql`and (a.at, a.record_id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``} ${shown}) c
           where not exists (select from task k where k.origin_group = c.origin_group and (k.listed_at, k.id) > (c.at, c.record_id) ${shown})
           order by c.at desc, c.record_id desc limit ${filter.limit + 1}
        ) m
       order by m.at desc, m.record_id desc limit ${filter.limit + 1}
    ) v
    join task h on h.id = v.record_id
    join person p on p.id = h.assigned_by join position q on q.id = h.assigned_position
    left join document d on d.id = h.origin_document_id and h.parent_id is null
    left join task w on w.id = h.parent_id
    cross join lateral (
      select count(*)::int as total, count(*) filter (where k.state in ('delivered', 'closed'))::int as done,
        count(*) filter (where k.closed_at is null and k.delivered_at is null and k.due_on < ${clock.today()}::date)::int as late,
        coalesce(round(avg(case when k.state in ('delivered', 'closed') then 100 else k.progress end)), 0)::int as progress,
        min(k.due_on) filter (where k.closed_at is null and k.delivered_at is null) as "nextDue"
        from task k where k.origin_group = h.origin_group and k.state <> 'cancelled' ${shown}
    ) n
    order by v.at desc, v.record_id desc`.execute(tx)
  return page(
    rows,
    filter.limit,
    (row) => ({ at: row.at, id: row.id }),
    ({ at: _, ...row }) => row,
  )
}
