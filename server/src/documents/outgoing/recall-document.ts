import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { draftForAct, moveDocument } from './load-draft.ts'
import { takeBackDeliveries } from './replace-document.ts'
import { toldHere } from './tell-units.ts'

/**
 * Recalls an issued document (Decree 30/2020, Art. 18): where the recipient's registry has not taken it yet it leaves their queue at once, others are
 * asked and answer. Units of the agency itself, to which an internal document went, are told. The number stays used; both sides keep that it was.
 * @throws record.changed, document.act-not-now
 */
export async function recallDocument(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; reason: string },
): Promise<{ asked: number; atOnce: number }> {
  const draft = await draftForAct(tx, actor, input.documentId, 'recall', input.version)
  const here = await toldHere(tx, draft.id)
  const sent = await takeBackDeliveries(tx, actor, {
    documentId: draft.id,
    kind: 'document.sender-recalled',
    reason: input.reason,
    symbol: draft.symbol,
  })
  const told = { ...sent, asked: sent.asked + here.length }
  await moveDocument(tx, draft.id, { state: 'recalled' })
  await record(tx, actor, {
    kind: 'document.recalled',
    recordId: draft.id,
    recordList: draft.travel,
    data: { reason: input.reason, symbol: draft.symbol, ...told },
    concerns: [principal.person(draft.createdBy), ...here],
  })
  return told
}
