import type { outgoing } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

type Told = RouteAnswer<typeof outgoing.told>

/** The documents of which recipients told something last, with what was told (statuses of Decision 28/2018) and how many have registered or refused them. At most 5. */
export async function toldByRecipients(tx: Tx): Promise<Told> {
  const { rows } = await sql<Told[number]>`
    with told as (
      select y.*
        from unnest((select app.agencies())::uuid[]) a (id) cross join lateral (
          select y.document_id, y.status, y.recipient_name, y.status_at from delivery y
           where y.sender_agency_id = a.id and y.status in ('02', '03', '04', '05', '06', '15', '16', 'failed') and y.status_at > app.now() - interval '14 days'
           order by y.status_at desc limit 60) y
    ), last as (
      select distinct on (document_id) * from told order by document_id, status_at desc
    ), shown as (
      select * from last order by status_at desc limit 5
    )
    select d.id as "documentId", d.symbol, d.abstract, n.recipients, n.registered, n.refused, s.status, s.recipient_name as "recipientName", s.status_at as at
      from shown s join document d on d.id = s.document_id cross join lateral (
        select count(*)::int as recipients, count(*) filter (where y.status in ('03', '04', '05', '06'))::int as registered,
               count(*) filter (where y.status = '02')::int as refused
          from delivery y where y.document_id = d.id) n
     order by s.status_at desc`.execute(tx)
  return rows
}
