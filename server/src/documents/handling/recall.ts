import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { recallDelivery } from '../outgoing/delivery-status.ts'
import { recordEnd, reopenBefore, stepForAct } from './step.ts'
import type { UndoNote } from './undo.ts'

/** What one recall moved, so that it can be put back: the steps as they were, the deliveries by their status, the step before that is open again. */
export interface Recalled {
  steps: { id: string; state: string; endedAt: string | null; endNote: string | null }[]
  deliveries: { id: string; status: string }[]
  reopened: { id: string; endedAt: string | null; endNote: string | null } | null
}

/**
 * Takes back what one asked, with everything that was passed on from it and is still open. The step before is open again
 * where nothing else that was asked in the same act is under way. `earlier`: what was recalled of the document in the same act; all of it is taken back together.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function recall(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number; reason: string },
  earlier: Recalled[] = [],
): Promise<Recalled[]> {
  const step = await stepForAct(tx, actor, input.stepId, 'recall', input.version)
  const { rows } = await sql<Recalled['steps'][number] & { holder: string; deliveryId: string | null }>`
    with recursive below as (
      select h.id from handling h where h.document_id = ${step.documentId} and h.id = ${step.id}
      -- Within the document, which has an index: by the step alone every step of the province would be looked at.
      union all select h.id from handling h join below b on h.document_id = ${step.documentId} and h.parent_id = b.id
    ), before as (
      select h.id, h.state, h.ended_at, h.end_note from handling h join below b on b.id = h.id where h.ended_at is null or h.id = ${step.id} for update of h
    )
    update handling h set state = 'recalled', ended_at = app.now(), end_note = ${input.reason}, version = h.version + 1
    from before where h.id = before.id
    returning h.id, before.state, before.ended_at as "endedAt", before.end_note as "endNote", h.holder, h.delivery_id as "deliveryId"`.execute(
    tx,
  )
  const deliveries: Recalled['deliveries'] = []
  for (const { deliveryId } of rows) {
    const status = deliveryId && (await recallDelivery(tx, actor, deliveryId, input.reason))
    if (status) deliveries.push({ id: deliveryId, status })
  }
  const others = await tx
    .selectFrom('handling')
    .where('document_id', '=', step.documentId)
    .where('parent_id', '=', step.parentId)
    .where('role', 'in', ['lead', 'collaborate'])
    .where('state', 'not in', ['recalled', 'returned'])
    .select('id')
    .executeTakeFirst()
  const { reopened, finished } = await reopenBefore(tx, {
    parentId: others ? null : step.parentId,
    documentId: step.documentId,
  })
  const steps = rows.map(({ id, state, endedAt, endNote }) => ({ id, state, endedAt, endNote }))
  const recalled = [...earlier, { steps, deliveries, reopened }]
  const undo: UndoNote = { act: 'recall', stepId: step.id, recalled }
  await record(tx, actor, {
    kind: 'document.recalled-step',
    recordId: step.documentId,
    recordList: step.travel,
    data: { handlingId: step.id, reason: input.reason, undo },
    concerns: rows.map((row) => sql<string>`${row.holder}::uuid`),
  })
  if (finished) await recordEnd(tx, actor, step, undo)
  return recalled
}
