import { sql } from 'kysely'
import { type Database, posted, type Tx } from '../../platform/database/index.ts'
import type { Stray } from '../ways/way.ts'
import { step } from './take-in.ts'

/**
 * Something came over a way that brings no message: it stands among the messages as refused, with who sent it and why, and the registry of the province is
 * told; once, however often it is told here. Messages of ours that it says were not delivered are undelivered, and their registries decide.
 */
export async function tellStray(worker: Database, wayId: string, stray: Stray): Promise<void> {
  const reason = JSON.stringify({ code: stray.refusal.code, values: stray.refusal.values })
  await worker.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(6304, hashtext(${stray.mailId}))`.execute(tx)
    const { rows } = await sql<{ id: string }>`
      insert into exchange_message (direction, business, state, partner_name, way_id, document_key, abstract, reason, settled_at)
      select 'in', 'unread', 'refused', ${stray.sender}, ${wayId}, ${stray.mailId}, ${stray.subject}, ${reason}::jsonb, app.now()
       where not exists (select from exchange_message m where m.partner_code is null and m.document_key = ${stray.mailId} and m.business = 'unread' and m.way_id = ${wayId})
      returning id`.execute(tx)
    const id = rows[0]?.id
    if (!id) return
    await step(tx, id, 'refused', { code: stray.refusal.code })
    await sql`${posted}insert into event (agency_id, kind, data, concerns)
      select p.unit_id, 'exchange.stray-mail', jsonb_build_object('messageId', ${id}::text, 'sender', ${stray.sender}::text), array[app.clerks_of(p.unit_id)]
        from unit_version p where p.kind = 'province' and p.valid @> app.today() limit 1`.execute(tx)
    if (stray.returned.length > 0) await giveBack(tx, stray.returned, reason)
  })
}

/** What was handed to the mail server and came back. What the recipient has answered meanwhile did arrive. */
async function giveBack(tx: Tx, ids: string[], reason: string): Promise<void> {
  await sql`
    with back as (
      update exchange_message m set state = 'failed', reason = ${reason}::jsonb, settled_at = now()
       where m.id = any (${ids}::uuid[]) and m.direction = 'out' and m.state = 'sent'
         and (m.business not in ('new', 'replace') or exists (select from delivery d where d.id = m.delivery_id and d.status = 'sent'))
      returning m.id, m.delivery_id, m.agency_id, m.partner_name, m.symbol, m.business),
    steps as (insert into exchange_step (message_id, kind, data) select id, 'failed', ${reason}::jsonb from back),
    undone as (
      update delivery d set status = 'failed', status_at = now() from back b where d.id = b.delivery_id and b.business in ('new', 'replace'))
    insert into event (agency_id, kind, record_id, record_list, data, concerns)
    select b.agency_id, 'exchange.undelivered', y.document_id, case when y.document_id is not null then 'outgoing' end,
      jsonb_build_object('messageId', b.id, 'recipient', b.partner_name, 'symbol', b.symbol, 'code', 'exchange.mail-returned'), array[app.clerks_of(b.agency_id)]
      from back b join delivery y on y.id = b.delivery_id`.execute(tx)
}
