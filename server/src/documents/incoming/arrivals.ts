import type { Arrival } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, often, posted, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { reportDelivery, reportEnd } from '../outgoing/delivery-status.ts'
import { takeBackDeliveries } from '../outgoing/replace-document.ts'

/** What arrived from agencies of the province and by exchange, also for agencies that have ended since, and waits for the clerk: urgent ones first, then the oldest. At most 200. */
export async function listArrivals(tx: Tx, deliveryId?: string): Promise<Arrival[]> {
  const chosen = deliveryId
    ? sql`(values (${deliveryId}::uuid, 1)) a (delivery_id, place)`
    : sql`app.first_arrivals(200) a`
  // Each by its key: a join would ask the policies about everything that was ever sent.
  const { rows } = await sql<Arrival>`${often}
    select y.id as "deliveryId", y.sender_agency_id as "senderAgencyId", coalesce(y.sender_name, app.unit_name(y.sender_agency_id, y.sent_at)) as "senderName", y.channel, s.kind, case when s.kind = 'forward' then app.asked_as(y.id) end as "askedAs", y.status, y.sent_at as "sentAt", s.facts,
      s.replaces_id is not null as replaces,
      coalesce((select json_agg(json_build_object('sha256', f.sha256, 'name', f.name, 'mediaType', f.media_type, 'role', f.role) order by f.ordinal)
                  from dispatch_file f where f.dispatch_id = y.dispatch_id), '[]') as files
    from ${chosen}
    cross join lateral (select * from delivery y where y.id = a.delivery_id offset 0) y
    cross join lateral (select s.kind, s.facts, s.replaces_id from dispatch s where s.id = y.dispatch_id offset 0) s
    where y.recipient_agency_id = any ((select app.agencies())::uuid[]) and y.incoming_id is null and y.status = '01'
    order by a.place`.execute(tx)
  return rows
}

/** One arrival that waits. @throws document.arrival-gone */
export async function readArrival(tx: Tx, deliveryId: string): Promise<Arrival> {
  const [arrival] = await listArrivals(tx, deliveryId)
  if (!arrival) throw refuse('document.arrival-gone')
  return arrival
}

/** Sends an arrival back with the reason (Decree 30/2020, Art. 21: misdirected or not in order; status 02). @throws document.arrival-gone */
export async function refuseArrival(
  tx: Tx,
  actor: Actor,
  input: { deliveryId: string; reason: string },
): Promise<Record<string, never>> {
  const arrival = await readArrival(tx, input.deliveryId)
  // Registered or refused by a colleague at this moment.
  if (!(await reportDelivery(tx, input.deliveryId, '02', input.reason))) throw refuse('document.arrival-gone')
  await record(tx, actor, {
    kind: 'delivery.refused',
    data: {
      deliveryId: input.deliveryId,
      reason: input.reason,
      symbol: arrival.facts.symbol,
      sender: arrival.senderName,
    },
  })
  return {}
}

/**
 * Answers the sender who asks for a registered document back (Decree 30/2020, Art. 18: 15 agreed, 16 refused with the reason). Agreed, the
 * document ends here, recalled or replaced: its open steps are recalled, and those to whom it was sent on are asked for it in turn; its number and the trail stay.
 */
export async function answerRecall(
  tx: Tx,
  actor: Actor,
  input: { deliveryId: string; agree: boolean; reason: string },
): Promise<Record<string, never>> {
  // First, as every act on a document does: what is handed over at this moment is waited for, and recalled with the rest.
  await sql`${posted}select from document where id = (select incoming_id from delivery where id = ${input.deliveryId}) for no key update`.execute(
    tx,
  )
  const delivery = await tx
    .selectFrom('delivery')
    .where('id', '=', input.deliveryId)
    .where('status', '=', '13')
    .where(sql<boolean>`recipient_agency_id = any ((select app.agencies())::uuid[])`)
    .select(['id', 'incoming_id'])
    .forUpdate()
    .executeTakeFirst()
  if (!delivery) throw refuse('document.arrival-gone')
  const { incoming_id: documentId } = delivery
  if (input.agree && documentId)
    await endTakenBack(tx, actor, { documentId, deliveryId: delivery.id, reason: input.reason })
  await reportDelivery(tx, input.deliveryId, input.agree ? '15' : '16', input.reason)
  // Of an end while their question waited they were not told.
  if (!input.agree && documentId) await reportEnd(tx, documentId)
  await record(tx, actor, {
    kind: input.agree ? 'document.recall-agreed' : 'document.recall-refused',
    ...(documentId ? { recordId: documentId, recordList: 'incoming' } : {}),
    data: { deliveryId: input.deliveryId, reason: input.reason },
  })
  return {}
}

async function endTakenBack(
  tx: Tx,
  actor: Actor,
  { documentId, deliveryId, reason }: { documentId: string; deliveryId: string; reason: string },
): Promise<void> {
  await sql`update handling set state = 'recalled', ended_at = app.now(), end_note = ${reason}, version = version + 1
    where document_id = ${documentId} and ended_at is null`.execute(tx)
  const { rows } = await sql<{ symbol: string | null }>`
    update document set state = case when app.replaced_by_sender(${deliveryId}) then 'replaced' else 'recalled' end, finished_at = app.now(), version = version + 1 where id = ${documentId} and state <> 'cancelled'
    returning symbol`.execute(tx)
  await takeBackDeliveries(tx, actor, {
    documentId,
    kind: 'document.sender-recalled',
    reason,
    symbol: rows[0]?.symbol ?? null,
  })
}
