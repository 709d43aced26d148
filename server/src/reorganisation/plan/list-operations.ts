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
        select jsonb_object_agg(u.id, u.name) as names from unit_known u
         where u.id in (select (m)[1]::uuid from regexp_matches(o.data::text, '"unitId": "([0-9a-f-]{36})"', 'g') m)
      ) n on true
     where o.reorganisation_id = ${planId} and o.ordinal > ${ordinalAfter(query.after)}
       ${query.kind ? sql`and o.data ->> 'kind' = ${query.kind}` : sql``}
       ${q ? sql`and (app.bare(o.data::text) like ${q} or app.bare(n.names::text) like ${q})` : sql``}
     order by o.ordinal limit ${query.limit + 1}`.execute(tx)
  return pageOf(rows, query.limit, (row) => row.ordinal)
}
