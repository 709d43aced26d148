import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { endStep, type FinishKind, setDocumentState, stepForAct } from './step.ts'
import type { UndoNote } from './undo.ts'

/**
 * Finishes one's own step: by an answering document, by a report, or for the file. The document is finished when nothing that somebody
 * was asked to lead or direct is open; the agency it came from is told (status 06).
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function finish(
  tx: Tx,
  actor: Actor,
  input: {
    stepId: string
    version: number
    kind: FinishKind
    note: string
    answerId?: string | null
  },
): Promise<{ documentFinished: boolean }> {
  const step = await stepForAct(tx, actor, input.stepId, 'finish', input.version)
  // One that was chosen before the kind was changed is none.
  const answerId = (input.kind === 'answered' && input.answerId) || null
  if (input.kind === 'answered' && !answerId) throw refuse('document.act-not-now', { because: 'name-the-answer' })
  if (input.kind === 'reported' && !input.note) throw refuse('document.act-not-now', { because: 'write-the-report' })
  let related: string | null = null
  if (answerId) {
    const answer = await tx.selectFrom('document').where('id', '=', answerId).select('state').executeTakeFirst()
    if (!answer) throw refuse('request.not-found')
    // Nobody has been answered by a draft: the sender would be told that it is done, and get nothing.
    if (answer.state !== 'issued') throw refuse('document.act-not-now', { because: 'answer-not-issued' })
    const added = await tx
      .insertInto('document_relation')
      .values({ from_id: answerId, to_id: step.documentId, kind: 'answers' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows) related = answerId
  }
  await endStep(tx, step, 'done', input.note, input.kind)
  const { finished } = await setDocumentState(tx, step.documentId)
  await record(tx, actor, {
    kind: finished ? 'document.finished' : 'document.step-finished',
    recordId: step.documentId,
    recordList: step.travel,
    data: {
      handlingId: step.id,
      kind: input.kind,
      note: input.note,
      answerId,
      undo: { act: 'finish', stepId: step.id, answerId: related } satisfies UndoNote,
    },
    concerns: [
      principal.person(step.askedBy),
      ...(finished ? [sql<string>`app.clerks_of(${step.documentAgencyId}::uuid)`] : []),
    ],
  })
  return { documentFinished: finished }
}
