import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { recallDelivery } from '../outgoing/delivery-status.ts'
import { endStep, reopenBefore, stepForAct } from './step.ts'

/**
 * Takes back what one asked, with everything that was passed on from it and is still open. The step before is open again
 * where nothing else that was asked in the same act is under way.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function recall(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number; reason: string },
): Promise<Record<string, never>> {
  const step = await stepForAct(tx, actor, input.stepId, 'recall', input.version)
  if (step.deliveryId) await recallDelivery(tx, actor, step.deliveryId, input.reason)
  await endStep(tx, step, 'recalled', input.reason)
  const { rows } = await sql<{ holder: string; deliveryId: string | null }>`
    with recursive below as (
      -- Within the document, which has an index: by the step alone every step of the province would be looked at.
      select h.id from handling h where h.document_id = ${step.documentId} and h.parent_id = ${step.id}
      union all select h.id from handling h join below b on h.document_id = ${step.documentId} and h.parent_id = b.id
    )
    update handling h set state = 'recalled', ended_at = app.now(), end_note = ${input.reason}, version = h.version + 1
    from below b where h.id = b.id and h.ended_at is null returning h.holder, h.delivery_id as "deliveryId"`.execute(tx)
  for (const { deliveryId } of rows) if (deliveryId) await recallDelivery(tx, actor, deliveryId, input.reason)
  const others = await tx
    .selectFrom('handling')
    .where('document_id', '=', step.documentId)
    .where('parent_id', '=', step.parentId)
    .where('role', 'in', ['lead', 'collaborate'])
    .where('state', 'not in', ['recalled', 'returned'])
    .select('id')
    .executeTakeFirst()
  await reopenBefore(tx, { parentId: others ? null : step.parentId, documentId: step.documentId })
  await record(tx, actor, {
    kind: 'document.recalled-step',
    recordId: step.documentId,
    recordList: step.travel,
    data: { handlingId: step.id, reason: input.reason },
    concerns: [step.holder, ...rows.map((row) => row.holder)].map((one) => sql<string>`${one}::uuid`),
  })
  return {}
}
