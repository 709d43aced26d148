import type { outgoing } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'

type Desk = RouteAnswer<typeof outgoing.desk>

/** Drafts that wait for who asks: to review, to approve, to be issued, or that came back to be put right. Urgent ones first, at most 200. */
export async function outgoingDesk(tx: Tx, actor: Actor): Promise<Desk> {
  const { rows } = await sql<Desk[number]>`
    select w.id as "reviewId", d.id as "documentId", w.kind, d.type_code as "typeCode", d.abstract, d.urgency, d.due_on as "dueOn", w.since,
      p.full_name as "draftedByName", coalesce(u.short_name, '') as "unitName"
    from (
      select v.id, v.document_id, v.kind, v.asked_at as since from review v where v.state = 'asked' and v.holder = any ((select app.principals())::uuid[])
      union all
      select r.document_id, r.document_id, 'issue', r.approved_at from draft r join document d on d.id = r.document_id
        where d.state = 'approved' and d.agency_id = any ((select app.agencies())::uuid[]) and r.approved_version = r.last_version and ${actor.capabilities.includes('issue')}
      union all
      select v.document_id, v.document_id, 'redraft', max(v.done_at) from review v join document d on d.id = v.document_id
        where v.state = 'returned' and d.state = 'draft' and d.created_by = (select app.person()) group by v.document_id
    ) w
    join document d on d.id = w.document_id and d.state in ('draft', 'in-review', 'approved')
    join person p on p.id = d.created_by
    left join unit_known u on u.id = d.drafting_unit_id
    order by case d.urgency when 'express' then 0 when 'very-urgent' then 1 when 'urgent' then 2 else 3 end, w.since
    limit 200`.execute(tx)
  return rows
}
