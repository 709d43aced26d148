import type { RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { checkDeadline } from '../organisation/index.ts'
import { record } from '../platform/access/index.ts'
import { clock } from '../platform/clock.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { concerned } from './act-on-task.ts'
import { taskForAct } from './task-for-act.ts'

type Input = RouteInput<typeof tasks.change>['body']

/**
 * Changes what was asked. What stood before is kept in the event; another deadline needs a reason and stands in the history of deadlines, and a later one
 * counts as an extension, so that statistics cannot be bettered unseen.
 * @throws request.not-found, record.changed, task.act-not-now, task.reason-needed, task.deadline-past, calendar.deadline-unlikely
 */
export async function changeTask(tx: Tx, actor: Actor, taskId: string, input: Input): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, 'change', input.version)
  const { version: _, reason, dueOn, ...facts } = input
  const otherDeadline = dueOn !== undefined && dueOn !== task.dueOn
  if (otherDeadline && !reason) throw refuse('task.reason-needed')
  if (otherDeadline && dueOn < clock.today()) throw refuse('task.deadline-past', { date: dueOn })
  if (otherDeadline) checkDeadline(dueOn)
  const before = await tx
    .selectFrom('task')
    .where('id', '=', taskId)
    .select(['title', 'description', 'due_on as dueOn', 'importance', 'product', 'measure'])
    .executeTakeFirstOrThrow()
  const later = otherDeadline && task.dueOn !== null && dueOn > task.dueOn
  await tx
    .updateTable('task')
    .set({
      ...facts,
      ...(otherDeadline ? { due_on: dueOn } : {}),
      ...(later ? { extended: sql`extended + 1` } : {}),
      version: sql`version + 1`,
    })
    .where('id', '=', taskId)
    .execute()
  if (otherDeadline) await keepDeadline(tx, actor, taskId, { from: task.dueOn, to: dueOn, reason })
  await record(tx, actor, {
    kind: 'task.changed',
    recordId: taskId,
    recordList: 'task',
    data: { title: facts.title ?? task.title, ...(otherDeadline ? { dueOn } : {}), reason, before },
    concerns: concerned(task, 'assigner'),
  })
  return { version: task.version + 1 }
}

async function keepDeadline(
  tx: Tx,
  actor: Actor,
  taskId: string,
  { from, to, reason }: { from: string | null; to: string; reason: string },
): Promise<void> {
  // A request that waits is answered by the change.
  await tx
    .updateTable('task_extension')
    .set({ state: 'refused', answered_by: actor.personId, answered_at: sql`app.now()`, answer: reason })
    .where('task_id', '=', taskId)
    .where('state', '=', 'asked')
    .execute()
  await tx
    .insertInto('task_extension')
    .values({
      task_id: taskId,
      asked_by: actor.personId,
      from_date: from,
      wanted_on: to,
      granted_on: to,
      reason,
      state: 'granted',
      answered_by: actor.personId,
      answered_at: sql`app.now()`,
    })
    .execute()
}
