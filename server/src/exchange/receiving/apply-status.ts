import { sql } from 'kysely'
import { newId } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { StatusMessage } from '../messages/message.ts'
import { type Arrived, step, type Taken } from './take-in.ts'

/**
 * What a recipient tells of a document that was sent to them, or that the sender of one wants it back (13). Applied in the order in which it happened,
 * whatever the order in which it comes. @throws exchange.status-of-nothing
 */
export async function applyStatus(arrived: Arrived, message: StatusMessage): Promise<Taken> {
  const { tx, sender, brought, signature, contentHash } = arrived
  const key = message.about.documentId
  const asksBack = message.status === '13'
  const { rows } = await sql<{
    deliveryId: string | null
    agencyId: string
    ownCode: string
    symbol: string
    abstract: string
  }>`
    select m.delivery_id as "deliveryId", m.agency_id as "agencyId", m.own_code as "ownCode", m.symbol, m.abstract from exchange_message m
     where m.direction = ${asksBack ? 'in' : 'out'} and m.business in ('new', 'replace', 'update') and m.partner_code = ${sender.code} and m.document_key = ${key}
       and m.state <> 'refused'
     order by m.at desc limit 1`.execute(tx)
  const about = rows[0]
  if (!about)
    throw refuse('exchange.status-of-nothing', { documentId: key, sender: sender.name, status: message.status })
  const before = await tx
    .selectFrom('exchange_message')
    .select('id')
    .where('direction', '=', 'in')
    .where('business', '=', 'status')
    .where('partner_code', '=', sender.code)
    .where('document_key', '=', key)
    .where('content_hash', '=', contentHash)
    .where('state', '=', 'taken')
    .executeTakeFirst()
  if (before) {
    await step(tx, before.id, 'repeated', { wayId: brought.wayId })
    return { outcome: 'repeated', messageIds: [before.id] }
  }
  const id = newId()
  await tx
    .insertInto('exchange_message')
    .values({
      id,
      direction: 'in',
      business: 'status',
      state: 'taken',
      agency_id: about.agencyId,
      own_code: about.ownCode,
      outside_id: sender.id,
      partner_code: sender.code,
      partner_name: sender.name,
      way_id: brought.wayId,
      delivery_id: about.deliveryId,
      document_key: key,
      symbol: about.symbol,
      abstract: about.abstract,
      status_code: message.status,
      happened_at: message.at,
      note: message.note,
      sha256: brought.sha256,
      size: brought.size,
      content_hash: contentHash,
      signature: JSON.stringify(signature),
      settled_at: sql`app.now()`,
    })
    .execute()
  const { rows: carried } = asksBack
    ? await sql<{
        did: string
      }>`select app.ask_back(${about.deliveryId}, 'document.sender-recalled', ${message.note}, ${sender.name}) as did`.execute(
        tx,
      )
    : await sql<{
        did: string
      }>`select app.carry_outside_status(${about.deliveryId}, ${message.status}, ${message.note}, ${message.at}) as did`.execute(
        tx,
      )
  await step(tx, id, 'taken', { signature: signature.state, did: carried[0]?.did })
  return { outcome: 'taken', messageIds: [id] }
}
