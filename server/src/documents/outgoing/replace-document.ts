import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { recallDelivery } from './delivery-status.ts'
import { moveDocument } from './load-draft.ts'
import { toldHere } from './tell-units.ts'

/** Asks every recipient of a document for it back and tells their registry why. Answers how many were asked, and how many had not taken it yet. */
export async function takeBackDeliveries(
  tx: Tx,
  actor: Actor,
  input: {
    documentId: string
    kind: 'document.sender-recalled' | 'document.sender-replaced'
    reason: string
    symbol: string | null
    /** The symbol of what takes its place. */
    by?: string
  },
): Promise<{ asked: number; atOnce: number }> {
  const deliveries = await tx
    .selectFrom('delivery')
    .where('document_id', '=', input.documentId)
    .where('status', 'not in', ['02', '13', '15'])
    .orderBy('id')
    .select(['id', 'status', 'channel'])
    .execute()
  for (const delivery of deliveries) {
    await recallDelivery(tx, actor, delivery.id, input.reason)
    await sql`select app.tell_recipient(${delivery.id}, ${input.kind}, ${JSON.stringify({
      reason: input.reason,
      symbol: input.symbol,
      by: input.by,
      sender: actor.agencyName,
    })}::jsonb)`.execute(tx)
  }
  const atOnce = deliveries.filter((one) => one.status === '01' && one.channel === 'in-province').length
  return { asked: deliveries.length - atOnce, atOnce }
}

/** A document that another takes the place of (Decree 30/2020, Art. 18: an error in content is put right by a document of the same form). */
export async function endReplaced(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; bySymbol: string },
): Promise<void> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .where('agency_id', 'in', actor.agencies)
    .where('state', 'in', ['issued', 'recalled'])
    .select(['id', 'symbol', 'state', 'travel', 'created_by'])
    .forUpdate()
    .executeTakeFirst()
  if (!document) return
  const reason = `Được thay thế bằng văn bản số ${input.bySymbol}`
  if (document.state === 'issued')
    await takeBackDeliveries(tx, actor, {
      documentId: document.id,
      kind: 'document.sender-replaced',
      reason,
      symbol: document.symbol,
      by: input.bySymbol,
    })
  await moveDocument(tx, document.id, { state: 'replaced' })
  await record(tx, actor, {
    kind: 'document.replaced',
    recordId: document.id,
    recordList: document.travel,
    data: { symbol: document.symbol, by: input.bySymbol },
    concerns: [principal.person(document.created_by), ...(await toldHere(tx, document.id))],
  })
}
