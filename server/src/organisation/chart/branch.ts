import type { ChartUnit } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { heldByPeople } from '../held-by-people.ts'

/** The units directly below one on a day, in the order of the chart; a branch is read when it is opened. */
export async function chartBranch(tx: Tx, input: { on: string; parent?: string | undefined }): Promise<ChartUnit[]> {
  const { rows } = await sql<ChartUnit>`
    select v.unit_id as id, v.parent_id as "parentId", v.kind, v.is_agency as "isAgency", v.name, v.abbreviation, head.head,
           (select count(*)::int from unit_version c where c.parent_id = v.unit_id and c.valid @> ${input.on}::date) as units,
           posts.posts, posts.vacant
      from unit_version v
      left join lateral (
        select jsonb_build_object('personId', h.id, 'fullName', h.full_name, 'title', q.title) as head
          from position q join appointment x on x.position_id = q.id and x.valid @> ${input.on}::date join person h on h.id = x.person_id
         where q.unit_id = v.unit_id and q.leads and q.valid @> ${input.on}::date order by q.rank, x.kind = 'acting', h.full_name limit 1
      ) head on true
      cross join lateral (
        select count(*)::int as posts, count(*) filter (where not exists (
                 select from appointment x where x.position_id = q.id and x.valid @> ${input.on}::date))::int as vacant
          from position q where q.unit_id = v.unit_id and q.valid @> ${input.on}::date and ${heldByPeople}
      ) posts
     where ${input.parent ? sql`v.parent_id = ${input.parent}::uuid` : sql`v.parent_id is null`} and v.valid @> ${input.on}::date
     order by v.ordinal, v.name limit 1000`.execute(tx)
  return rows
}
