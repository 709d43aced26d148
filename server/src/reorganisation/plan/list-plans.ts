import type { PlanRow } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { after, page, type Tx } from '../../platform/database/index.ts'
import { unsettled } from './order-plan.ts'

/** Plans of the agencies one administers, newest first. */
export async function listPlans(tx: Tx, query: { after?: string | undefined; limit: number }) {
  const place = after(query.after)
  const { rows } = await sql<PlanRow & { at: string }>`
    select r.id, r.title, r.basis, r.effective_on::text as "effectiveOn", r.state, r.created_at::text as at,
           to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
           jsonb_build_object('id', h.id, 'name', h.full_name) as "createdBy",
           (select count(*)::int from reorganisation_operation o where o.reorganisation_id = r.id) as operations,
           (select count(*)::int from reorganisation_question q where q.reorganisation_id = r.id and ${unsettled}) as unsettled
      from reorganisation r join person h on h.id = r.created_by
     ${place ? sql`where (r.created_at, r.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
     order by r.created_at desc, r.id desc limit ${query.limit + 1}`.execute(tx)
  return page(
    rows,
    query.limit,
    (row) => ({ at: row.at.replace(' ', 'T'), id: row.id }),
    ({ at: _, ...row }) => row,
  )
}
