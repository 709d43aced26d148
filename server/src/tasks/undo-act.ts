import { sql } from 'kysely'
import { changedSince, record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { concerned } from './act-on-task.ts'
import { canUndoTask, transitions, type UndoableAct } from './states.ts'
import { lockTask, noOpenSubtasks } from './task-for-act.ts'

/** The columns of a task that an act moves, and that taking it back puts back. */
export const moved = [
  'state',
  'standstill',
  'standstill_since',
  'accepted_at',
  'delivered_at',
  'closed_at',
  'result',
  'progress',
  'rating',
  'rating_note',
  'urged_at',
  'urged_by',
  'urged_for',
  'urged_text',
] as const

/** What an act notes with its event, so that it can be taken back exactly. */
export interface UndoNote {
  act: UndoableAct
  before: Record<(typeof moved)[number], string | number | null>
}

/**
 * Takes back the act one has just done with a task; the trail tells both. Refused once anybody has acted on the task since, or after a quarter of an hour.
 * @throws request.not-found, record.changed (somebody acted since), task.act-not-now, task.subtasks-open
 */
export async function undoTaskAct(
  tx: Tx,
  actor: Actor,
  taskId: string,
  input: { version: number },
): Promise<{ version: number }> {
  const task = await lockTask(tx, taskId, input.version)
  const last = await lastAct(tx, actor, taskId)
  const permission = canUndoTask(task.state, last)
  if (!last || permission.because === 'acted-since') throw await changedSince(tx, taskId)
  if (!permission.allowed) throw refuse('task.act-not-now', { because: permission.because ?? '', act: 'undo' })
  if (last.note.before.state === 'delivered') await noOpenSubtasks(tx, taskId)
  if (['verify', 'cancel'].includes(last.act) && (await isPartOfDelivered(tx, taskId)))
    throw refuse('task.act-not-now', { because: 'task-delivered', act: 'undo' })
  await tx
    .updateTable('task')
    .set({ ...(last.note.before as object), version: sql`version + 1` })
    .where('id', '=', taskId)
    .execute()
  await record(tx, actor, {
    kind: 'task.act-undone',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, act: last.act },
    concerns: concerned(task, transitions[last.act].by),
  })
  return { version: task.version + 1 }
}

async function isPartOfDelivered(tx: Tx, taskId: string): Promise<boolean> {
  const { rows } = await sql<{ delivered: boolean }>`select app.whole_is_delivered(${taskId}) as delivered`.execute(tx)
  return rows[0]?.delivered ?? false
}

async function lastAct(tx: Tx, actor: Actor, taskId: string) {
  const row = await tx
    .selectFrom('event')
    .where('record_id', '=', taskId)
    .where('kind', '<>', 'task.urged')
    .orderBy('id', 'desc')
    .select(['person_id', 'position_id', 'data', sql<boolean>`at > app.now() - interval '15 minutes'`.as('justNow')])
    .executeTakeFirst()
  const note = (row?.data as { undo?: UndoNote } | undefined)?.undo
  if (!row || !note) return null
  const byMe = row.person_id === actor.personId && row.position_id === actor.positionId
  return { act: note.act, note, byMe, justNow: row.justNow }
}
