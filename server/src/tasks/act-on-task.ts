import type { RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { principal, record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { type By, transitions } from './states.ts'
import { noOpenSubtasks, type Task, taskForAct } from './task-for-act.ts'
import { moved, type UndoNote } from './undo-act.ts'

type Input = RouteInput<typeof tasks.act>['body']

const kinds: Record<Input['act'], string> = {
  accept: 'task.accepted',
  refuse: 'task.refused',
  block: 'task.blocked',
  wait: 'task.waiting',
  resume: 'task.resumed',
  deliver: 'task.delivered',
  verify: 'task.verified',
  return: 'task.returned',
  cancel: 'task.cancelled',
}

/**
 * Moves a task along its table of states. Where the table asks for words (a reason, a result) they are needed; a task with open subtasks is not delivered.
 * @throws request.not-found, record.changed, task.act-not-now, task.reason-needed, task.subtasks-open
 */
export async function actOnTask(tx: Tx, actor: Actor, taskId: string, input: Input): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, input.act, input.version)
  const rule = transitions[input.act]
  if (rule.words && !input.text) throw refuse('task.reason-needed')
  if (input.act === 'deliver') await noOpenSubtasks(tx, taskId)
  const before = await tx.selectFrom('task').where('id', '=', taskId).select(moved).executeTakeFirstOrThrow()
  const standing = rule.to === 'blocked' || rule.to === 'waiting'
  await tx
    .updateTable('task')
    .set({
      state: rule.to ?? task.state,
      version: sql`version + 1`,
      standstill: standing ? input.text : null,
      standstill_since: standing ? sql`app.now()` : null,
      ...(input.act === 'accept' ? { accepted_at: sql`app.now()` } : {}),
      ...(input.act === 'deliver'
        ? { delivered_at: sql`app.now()`, result: input.text, progress: 100, ...notUrged }
        : {}),
      ...(input.act === 'return' ? { delivered_at: null, progress: lastReported(taskId) } : {}),
      ...(input.act === 'verify'
        ? { closed_at: sql`app.now()`, rating: input.rating ?? null, rating_note: input.text || null }
        : {}),
      ...(input.act === 'cancel' ? { closed_at: sql`app.now()` } : {}),
    })
    .where('id', '=', taskId)
    .execute()
  await record(tx, actor, {
    kind: kinds[input.act],
    recordId: taskId,
    recordList: 'task',
    data: {
      title: task.title,
      reason: input.text,
      text: input.text,
      rating: input.rating ?? null,
      undo: { act: input.act, before } satisfies UndoNote,
    },
    concerns: concerned(task, rule.by),
  })
  return { version: task.version + 1 }
}

const notUrged = { urged_at: null, urged_by: null, urged_for: null, urged_text: null }

/** What is returned is not done: it stands where it was last reported to. */
const lastReported = (taskId: string) =>
  sql<number>`coalesce((select r.percent from task_progress r where r.task_id = ${taskId} order by r.at desc, r.id desc limit 1), 0)`

/** The other side is told: what the lead does concerns the assigner, and the other way round. */
export function concerned(task: Pick<Task, 'holder' | 'assignedBy'>, by: By) {
  const lead = sql<string>`${task.holder}::uuid`
  const assigner = principal.person(task.assignedBy)
  return by === 'lead' ? [assigner] : by === 'either' ? [lead, assigner] : [lead]
}
