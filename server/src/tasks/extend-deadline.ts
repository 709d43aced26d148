import { sql } from 'kysely'
import { checkDeadline } from '../organisation/index.ts'
import { record } from '../platform/access/index.ts'
import { clock } from '../platform/clock.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { concerned } from './act-on-task.ts'
import { taskForAct } from './task-for-act.ts'

/** Asks for more time; the deadline stays until it is granted. @throws request.not-found, record.changed, task.act-not-now, task.deadline-past, task.extension-not-later, calendar.deadline-unlikely */
export async function askExtension(
  tx: Tx,
  actor: Actor,
  taskId: string,
  input: { version: number; wantedOn: string; reason: string },
): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, 'ask-extension', input.version)
  requireLater(task.dueOn, input.wantedOn)
  await tx
    .insertInto('task_extension')
    .values({
      task_id: taskId,
      asked_by: actor.personId,
      from_date: task.dueOn,
      wanted_on: input.wantedOn,
      reason: input.reason,
    })
    .execute()
  await tx.updateTable('task').set({ version: sql`version + 1` }).where('id', '=', taskId).execute()
  await record(tx, actor, {
    kind: 'task.extension-asked',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, dueOn: input.wantedOn, reason: input.reason },
    concerns: concerned(task, 'lead'),
  })
  return { version: task.version + 1 }
}

/** Grants or refuses the time asked for; what the deadline was stays in the history. @throws request.not-found, record.changed, task.act-not-now, task.reason-needed, task.deadline-past, task.extension-not-later, calendar.deadline-unlikely */
export async function answerExtension(
  tx: Tx,
  actor: Actor,
  taskId: string,
  input: { version: number; grant: boolean; dueOn?: string | null; answer: string },
): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, 'answer-extension', input.version)
  if (!input.grant && !input.answer) throw refuse('task.reason-needed')
  const granted = input.grant ? sql<string>`coalesce(${input.dueOn ?? null}::date, wanted_on)` : null
  const answered = await tx
    .updateTable('task_extension')
    .set({
      state: input.grant ? 'granted' : 'refused',
      granted_on: granted,
      answered_by: actor.personId,
      answered_at: sql`app.now()`,
      answer: input.answer || null,
    })
    .where('task_id', '=', taskId)
    .where('state', '=', 'asked')
    .returning('granted_on')
    .executeTakeFirstOrThrow()
  const dueOn = answered.granted_on ?? task.dueOn
  if (answered.granted_on) requireLater(task.dueOn, answered.granted_on)
  await tx
    .updateTable('task')
    .set({ due_on: dueOn, version: sql`version + 1`, ...(input.grant ? { extended: sql`extended + 1` } : {}) })
    .where('id', '=', taskId)
    .execute()
  await record(tx, actor, {
    kind: input.grant ? 'task.extension-granted' : 'task.extension-refused',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, dueOn, reason: input.answer },
    concerns: concerned(task, 'assigner'),
  })
  return { version: task.version + 1 }
}

/** More time is a later day, and one that has not gone by. */
function requireLater(dueOn: string | null, date: string): void {
  if (date < clock.today()) throw refuse('task.deadline-past', { date })
  checkDeadline(date)
  if (dueOn !== null && date <= dueOn) throw refuse('task.extension-not-later', { date: dueOn })
}
