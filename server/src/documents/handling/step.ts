import { sql } from 'kysely'
import { changedSince, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { reportEnd } from '../outgoing/delivery-status.ts'
import { canAct, type StepAct, type StepFacts, type StepRole, type StepState } from './states.ts'
import type { UndoNote } from './undo.ts'

/** A step as use cases work on it. */
export interface Step extends StepFacts {
  id: string
  documentId: string
  /** The agency in which the document is worked on: its own, or the heir of its own. */
  documentAgencyId: string
  parentId: string | null
  unitId: string
  positionId: string | null
  personId: string | null
  holder: string
  askedBy: string
  askedPosition: string | null
  dueOn: string | null
  instruction: string | null
  deliveryId: string | null
  version: number
  documentState: string
  listedAt: string
  travel: string
}

/** What decides about a step, relative to who asks; `h` is the handling row. */
export const stepFacts = {
  mine: sql<boolean>`h.holder = any ((select app.principals())::uuid[])`,
  askedByMe: sql<boolean>`(h.asked_by = (select app.person()) or h.asked_position = any ((select app.principals())::uuid[]))`,
  leadsHolder: sql<boolean>`app.leaders_above(h.unit_id) && (select app.principals())`,
  elsewhere: sql<boolean>`h.delivery_id is not null`,
  openBelow: sql<boolean>`(h.state = 'passed' and exists (
    with recursive below as (
      select n.id, n.ended_at from handling n where n.document_id = h.document_id and n.parent_id = h.id
      union all select n.id, n.ended_at from handling n join below b on n.document_id = h.document_id and n.parent_id = b.id
    ) select from below where ended_at is null))`,
}

/**
 * Locks a step and its document for an act.
 * @throws request.not-found, record.changed (somebody acted since `version` was shown), document.act-not-now
 */
export async function stepForAct(tx: Tx, actor: Actor, stepId: string, act: StepAct, version: number): Promise<Step> {
  const step = await lockStep(tx, stepId, version)
  const permission = canAct(act, step, actor.capabilities)
  // The page was read again meanwhile, under the hand of who writes: who ended it, and by what, is what they ask.
  if (permission.because === 'step-ended') throw await changedSince(tx, step.documentId)
  if (!permission.allowed) throw refuse('document.act-not-now', { because: permission.because ?? '', act })
  return step
}

/**
 * Locks a step and its document, whatever is to be done with it.
 * @throws request.not-found, record.changed
 */
export async function lockStep(tx: Tx, stepId: string, version: number): Promise<Step> {
  const row = await tx
    .selectFrom('handling as h')
    .innerJoin('document as d', 'd.id', 'h.document_id')
    .where('h.id', '=', stepId)
    .select([
      'h.id',
      'h.document_id as documentId',
      sql<string>`app.agency_now(d.agency_id)`.as('documentAgencyId'),
      'd.state as documentState',
      'd.listed_at as listedAt',
      'd.travel',
      'h.parent_id as parentId',
      'h.role',
      'h.state',
      'h.unit_id as unitId',
      'h.position_id as positionId',
      'h.person_id as personId',
      'h.holder',
      'h.asked_by as askedBy',
      'h.asked_position as askedPosition',
      'h.due_on as dueOn',
      'h.instruction',
      'h.delivery_id as deliveryId',
      'h.version',
      stepFacts.mine.as('mine'),
      stepFacts.askedByMe.as('askedByMe'),
      stepFacts.leadsHolder.as('leadsHolder'),
      stepFacts.elsewhere.as('elsewhere'),
      stepFacts.openBelow.as('openBelow'),
    ])
    .forUpdate(['h', 'd'])
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  if (row.version !== version) throw await changedSince(tx, row.documentId)
  // Whoever waited for another act would else decide by what was open before it: only the locked rows were read anew.
  if (row.state === 'passed') {
    const now = tx.selectFrom('handling as h').where('h.id', '=', stepId).select(stepFacts.openBelow.as('openBelow'))
    row.openBelow = (await now.executeTakeFirst())?.openBelow ?? false
  }
  return { ...row, role: row.role as StepRole, state: row.state as StepState }
}

export type FinishKind = 'answered' | 'reported' | 'filed'

/** Ends a step and counts its version; `kind`: by what it was done with. */
export async function endStep(
  tx: Tx,
  step: Pick<Step, 'id'>,
  state: StepState,
  note?: string,
  kind: FinishKind | null = null,
): Promise<void> {
  await tx
    .updateTable('handling')
    .set({ state, ended_at: sql`app.now()`, end_note: note ?? null, finish_kind: kind, version: sql`version + 1` })
    .where('id', '=', step.id)
    .execute()
}

/**
 * Opens the step before again, after what followed from it was returned or recalled. Without one the document is back with the clerk.
 * Answers how the step that is open again had ended, and whether the document has ended by it.
 */
export async function reopenBefore(
  tx: Tx,
  step: Pick<Step, 'parentId' | 'documentId'>,
): Promise<{ reopened: { id: string; endedAt: string | null; endNote: string | null } | null; finished: boolean }> {
  const { rows } = await sql<{ id: string; endedAt: string | null; endNote: string | null }>`
    update handling h set state = 'waiting', ended_at = null, end_note = null, version = h.version + 1
    from (select id, ended_at, end_note from handling where id = ${step.parentId} and state = 'passed' for update) before
    where h.id = before.id returning h.id, before.ended_at as "endedAt", before.end_note as "endNote"`.execute(tx)
  const { finished } = await setDocumentState(tx, step.documentId)
  return { reopened: rows[0] ?? null, finished }
}

/**
 * Derives the document's state, and how it ended, from its steps (see `app.refresh_state`) and counts its version. The agency it came from hears of its end (status 06), whichever act
 * brought it; and that it is open again. Answers whether this act ended it.
 */
export async function setDocumentState(tx: Tx, documentId: string): Promise<{ finished: boolean }> {
  const { rows } = await sql<{ state: string; before: boolean }>`
    select app.refresh_state(${documentId}) as state, (select finished_at is not null from document where id = ${documentId}) as before`.execute(
    tx,
  )
  const finished = rows[0]?.state === 'finished'
  if (finished) await reportEnd(tx, documentId)
  else
    await sql`select app.report_reopened(y.incoming_id) from delivery y where y.incoming_id = ${documentId} and y.status = '06'`.execute(
      tx,
    )
  return { finished: finished && !rows[0]?.before }
}

/** The end of a document that nobody meant by their act, since nothing else of it was open: told as every end is, and taken back with the act. */
export async function recordEnd(tx: Tx, actor: Actor, step: Step, undo: UndoNote): Promise<void> {
  const { kind, note } = await tx
    .selectFrom('document')
    .where('id', '=', step.documentId)
    .select(['finish_kind as kind', 'finish_note as note'])
    .executeTakeFirstOrThrow()
  await record(tx, actor, {
    kind: 'document.finished',
    recordId: step.documentId,
    recordList: step.travel,
    data: { kind, note: note ?? '', undo },
    concerns: [sql<string>`app.clerks_of(${step.documentAgencyId}::uuid)`],
    follows: true,
  })
}
