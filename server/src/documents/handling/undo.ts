import { sql } from 'kysely'
import { changedSince, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { recallDelivery, unrecallDelivery } from '../outgoing/delivery-status.ts'
import { type Recalled, recall } from './recall.ts'
import { canUndo, type UndoAct } from './states.ts'
import { lockStep, type Step, setDocumentState } from './step.ts'

/** What an act notes with its event, so that it can be taken back exactly. */
export interface UndoNote {
  act: UndoAct
  /** The step that was acted on. */
  stepId: string
  /** What was asked by it: with a direction, or as this one step. */
  directionId?: string
  askedId?: string
  /** The act gave the document its deadline. */
  dueSet?: boolean
  /** The step before that a return opened again, and how it had ended. */
  reopened?: { id: string; endedAt: string | null; endNote: string | null } | null
  /** The answer that finishing named, where it was not named before. */
  answerId?: string | null
  /** What was recalled, in the order in which it was. */
  recalled?: Recalled[]
}

/**
 * Takes back the act one has just done with a step: passing on, handing over, taking over, returning, recalling, finishing. Everything is as before, but for the
 * trail, which tells both. Refused once anybody has acted on the document since, or after a quarter of an hour.
 * @throws request.not-found, record.changed (somebody acted since), document.act-not-now
 */
export async function undo(
  tx: Tx,
  actor: Actor,
  input: { stepId: string; version: number },
): Promise<Record<string, never>> {
  const step = await lockStep(tx, input.stepId, input.version)
  const last = await lastAct(tx, actor, step)
  const permission = canUndo(step, last)
  if (!last || permission.because === 'acted-since') throw await changedSince(tx, step.documentId)
  if (!permission.allowed) throw refuse('document.act-not-now', { because: permission.because ?? '', act: 'undo' })
  const { note } = last
  const told = await takeBack(tx, actor, step, note)
  // What a recall ended is as it was already; every other act had ended an open step.
  if (note.act !== 'recall')
    await tx
      .updateTable('handling')
      .set({
        state: sql`case when accepted_at is null then 'waiting' else 'accepted' end`,
        ended_at: null,
        end_note: null,
        finish_kind: null,
        version: sql`version + 1`,
      })
      .where('id', '=', step.id)
      .execute()
  await setDocumentState(tx, step.documentId)
  await record(tx, actor, {
    kind: 'document.act-undone',
    recordId: step.documentId,
    recordList: step.travel,
    data: { handlingId: step.id, act: note.act },
    concerns: told.map((one) => sql<string>`${one}::uuid`),
  })
  return {}
}

/**
 * Takes back what one has just done with a document, whichever step it was about; of presenting, by recalling it. `act` is what was done: another act since is not touched.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function undoLast(tx: Tx, actor: Actor, documentId: string, act: UndoAct | 'present'): Promise<unknown> {
  const seen = await tx.selectFrom('document').where('id', '=', documentId).select('id').executeTakeFirst()
  if (!seen) throw refuse('request.not-found')
  const event = await tx
    .selectFrom('event')
    .where('record_id', '=', documentId)
    .where('kind', '<>', 'document.urged')
    .orderBy('id', 'desc')
    .select(['kind', 'data', 'person_id'])
    .executeTakeFirst()
  const data = event?.data as { undo?: UndoNote; handlingId?: string } | undefined
  const presented = event?.kind === 'document.presented' && act === 'present' && event.person_id === actor.personId
  const stepId = presented ? data?.handlingId : data?.undo?.act === act ? data.undo.stepId : undefined
  const step = stepId && (await tx.selectFrom('handling').where('id', '=', stepId).select('version').executeTakeFirst())
  if (!stepId || !step) throw await changedSince(tx, documentId)
  const input = { stepId, version: step.version }
  return presented ? recall(tx, actor, { ...input, reason: '' }) : undo(tx, actor, input)
}

const takeBack = (tx: Tx, actor: Actor, step: Step, note: UndoNote): Promise<string[]> =>
  note.act === 'return'
    ? closeReopened(tx, step, note)
    : note.act === 'recall'
      ? askAgain(tx, actor, step, note)
      : note.act === 'finish'
        ? unfinish(tx, step, note)
        : takeBackAsked(tx, actor, step, note)

/** The document's last act, as far as it may be taken back by who asks. */
async function lastAct(tx: Tx, actor: Actor, step: Step) {
  const row = await tx
    .selectFrom('event')
    .where('record_id', '=', step.documentId)
    .where('kind', '<>', 'document.urged')
    .orderBy('id', 'desc')
    .select(['person_id', 'position_id', 'data', sql<boolean>`at > app.now() - interval '15 minutes'`.as('justNow')])
    .executeTakeFirst()
  const note = (row?.data as { undo?: UndoNote } | undefined)?.undo
  if (!row || !note || note.stepId !== step.id) return null
  const byMe = row.person_id === actor.personId && row.position_id === actor.positionId
  return { act: note.act, note, byMe, justNow: row.justNow }
}

/** Recalls what followed from the act, and closes the document to those whom only the act opened it to. Answers whom to tell. */
async function takeBackAsked(tx: Tx, actor: Actor, step: Step, note: UndoNote): Promise<string[]> {
  const { rows } = await sql<{ id: string; holder: string; delivery_id: string | null }>`
    update handling set state = 'recalled', ended_at = app.now(), version = version + 1
    where document_id = ${step.documentId} and parent_id = ${step.id} and ended_at is null and asked_by = ${actor.personId}
      and (direction_id = ${note.directionId ?? null}::uuid or id = ${note.askedId ?? null}::uuid)
    returning id, holder, delivery_id`.execute(tx)
  for (const row of rows) if (row.delivery_id) await recallDelivery(tx, actor, row.delivery_id, '')
  const inside = rows.filter((row) => !row.delivery_id)
  if (inside.length > 0)
    await sql`select app.close_to(${step.documentId}, ${inside.map((row) => row.id)}::uuid[])`.execute(tx)
  if (note.directionId)
    await tx
      .updateTable('direction')
      .set({ taken_back_at: sql`app.now()` })
      .where('id', '=', note.directionId)
      .execute()
  if (note.dueSet) await tx.updateTable('document').set({ due_on: null }).where('id', '=', step.documentId).execute()
  return note.act === 'take-over' ? [step.holder] : inside.map((row) => row.holder)
}

/** What was recalled is asked again as it was: the last recall first. Who was told that it is no longer theirs is told again. */
async function askAgain(tx: Tx, actor: Actor, step: Step, note: UndoNote): Promise<string[]> {
  const holders: string[] = []
  for (const one of (note.recalled ?? []).toReversed()) {
    await closeReopened(tx, step, { ...note, reopened: one.reopened })
    const { rows } = await sql<{ holder: string }>`
      update handling h set state = was.state, ended_at = was."endedAt", end_note = was."endNote", version = h.version + 1
        from jsonb_to_recordset(${JSON.stringify(one.steps)}::jsonb) was (id uuid, state text, "endedAt" timestamptz, "endNote" text)
       where h.id = was.id and h.document_id = ${step.documentId} and h.state = 'recalled' returning h.holder`.execute(
      tx,
    )
    holders.push(...rows.map((row) => row.holder))
    for (const delivery of one.deliveries) await unrecallDelivery(tx, actor, delivery)
  }
  return [...new Set(holders)]
}

/** The step before had been opened again by the return: it is passed again, as it was. */
async function closeReopened(tx: Tx, step: Step, note: UndoNote): Promise<string[]> {
  if (note.reopened)
    await tx
      .updateTable('handling')
      .set({
        state: 'passed',
        ended_at: sql`coalesce(${note.reopened.endedAt}::timestamptz, app.now())`,
        end_note: note.reopened.endNote,
        version: sql`version + 1`,
      })
      .where('id', '=', note.reopened.id)
      .where('ended_at', 'is', null)
      .execute()
  return [step.askedBy]
}

/** Nothing is finished any more: not the answer's relation; the document, and the agency it came from, follow the step. */
async function unfinish(tx: Tx, step: Step, note: UndoNote): Promise<string[]> {
  if (note.answerId)
    await tx
      .deleteFrom('document_relation')
      .where('from_id', '=', note.answerId)
      .where('to_id', '=', step.documentId)
      .where('kind', '=', 'answers')
      .execute()
  return [step.askedBy]
}
