import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { reportOwnDelivery } from '../outgoing/delivery-status.ts'
import { setDocumentState, stepForAct } from './step.ts'

/**
 * Accepts what is asked: from now on the work is theirs and in process.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function accept(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number },
): Promise<Record<string, never>> {
  const step = await stepForAct(tx, actor, input.stepId, 'accept', input.version)
  await tx
    .updateTable('handling')
    .set({
      state: 'accepted',
      accepted_at: sql`app.now()`,
      seen_at: sql`coalesce(seen_at, app.now())`,
      version: sql`version + 1`,
    })
    .where('id', '=', step.id)
    .execute()
  await setDocumentState(tx, step.documentId)
  await reportOwnDelivery(tx, step.documentId, '05')
  await record(tx, actor, {
    kind: 'document.accepted',
    recordId: step.documentId,
    recordList: step.travel,
    data: { handlingId: step.id },
    concerns: [principal.person(step.askedBy)],
  })
  return {}
}
