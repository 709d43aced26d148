import type { OperationRow } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { ordinalAfter, pageOf } from './ordinal-pages.ts'

interface Query {
  after?: string | undefined
  limit: number
  kind?: string | undefined
  q?: string | undefined
}

/** The operations of a plan in their order, with the names of the units they speak of. */
export async function listOperations(tx: Tx, planId: string, query: Query) {
  const q = query.q ? `%${bare(query.q)}%` : null
  const { rows } = await sql<OperationRow>`
    select o.id, o.ordinal, o.data as operation, coalesce(n.names, '{}') as names
      from reorganisation_operation o
      left join lateral (
        -- Two that are called alike, as the same department of two provinces, are told apart by what they stand under.
        select jsonb_object_agg(u.id, u.name || case when u.alike then coalesce(' (' || p.short_name || ')', '') else '' end) as names
          from (select k.id, k.name, k.parent_id, count(*) over (partition by k.name) > 1 as alike from unit_known k
                 where k.id in (select (m)[1]::uuid from regexp_matches(o.data::text, '"unitId": "([0-9a-f-]{36})"', 'g') m)) u
          left join unit_known p on p.id = u.parent_id
      ) n on true
     where o.reorganisation_id = ${planId} and o.ordinal > ${ordinalAfter(query.after)}
       ${query.kind ? sql`and o.data ->> 'kind' = ${query.kind}` : sql``}
       ${q ? sql`and (app.bare(o.data::text) like ${q} or app.bare(n.names::text) like ${q})` : sql``}
     order by o.ordinal limit ${query.limit + 1}`.execute(tx)
  return pageOf(rows, query.limit, (row) => row.ordinal)
}
