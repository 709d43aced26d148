import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { endStep, recordEnd, reopenBefore, stepForAct } from './step.ts'
import type { UndoNote } from './undo.ts'

/**
 * Gives a step back to who asked, with the reason; their own step is open again, or the document is back with the clerk.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function returnStep(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number; reason: string },
): Promise<Record<string, never>> {
  const step = await stepForAct(tx, actor, input.stepId, 'return', input.version)
  await endStep(tx, step, 'returned', input.reason)
  const { reopened, finished } = await reopenBefore(tx, step)
  const undo: UndoNote = { act: 'return', stepId: step.id, reopened }
  await record(tx, actor, {
    kind: 'document.returned',
    recordId: step.documentId,
    recordList: step.travel,
    data: { handlingId: step.id, reason: input.reason, undo },
    concerns: [principal.person(step.askedBy)],
  })
  if (finished) await recordEnd(tx, actor, step, undo)
  return {}
}
