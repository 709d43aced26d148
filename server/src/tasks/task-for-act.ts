import type { TaskActName } from '@mocban/contract/tasks-record'
import { sql } from 'kysely'
import { changedSince } from '../platform/access/index.ts'
import type { Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { canActOnTask, type TaskFacts, type TaskState } from './states.ts'

/** What decides about a task, relative to who asks; `k` is the task's row. */
export const taskFacts = {
  lead: sql<boolean>`(k.holder = any ((select app.principals())::uuid[]) or k.lead_person_id = (select app.person()))`,
  assigner: sql<boolean>`(k.assigned_by = (select app.person()) or k.assigned_position = any ((select app.principals())::uuid[]))`,
  leadsLead: sql<boolean>`app.leaders_above(k.lead_unit_id) && (select app.principals())`,
  extensionAsked: sql<boolean>`exists (select from task_extension e where e.task_id = k.id and e.state = 'asked')`,
}

export interface Task extends TaskFacts {
  id: string
  version: number
  title: string
  agencyId: string
  leadAgencyId: string
  leadUnitId: string
  leadPersonId: string | null
  holder: string
  assignedBy: string
  assignedPosition: string
  dueOn: string | null
  listedAt: string
  progress: number
  documentId: string | null
}

/**
 * Locks a task for an act.
 * @throws request.not-found, record.changed (somebody acted since `version` was shown), task.act-not-now
 */
export async function taskForAct(tx: Tx, taskId: string, act: TaskActName, version: number): Promise<Task> {
  const task = await lockTask(tx, taskId, version)
  const permission = canActOnTask(act, task)
  // The page was read again meanwhile, under the hand of who writes: who ended it, and by what, is what they ask.
  if (permission.because === 'task-ended') throw await changedSince(tx, taskId)
  if (!permission.allowed) throw refuse('task.act-not-now', { because: permission.because ?? '', act })
  return task
}

/**
 * Locks a task, whatever is to be done with it; without a version, as it stands.
 * @throws request.not-found, record.changed
 */
export async function lockTask(tx: Tx, taskId: string, version?: number): Promise<Task> {
  const row = await tx
    .selectFrom('task as k')
    .where('k.id', '=', taskId)
    .select([
      'k.id',
      'k.version',
      'k.title',
      'k.state',
      'k.agency_id as agencyId',
      sql<string>`app.agency_now(k.lead_agency_id)`.as('leadAgencyId'),
      'k.lead_unit_id as leadUnitId',
      'k.lead_person_id as leadPersonId',
      'k.holder',
      'k.assigned_by as assignedBy',
      'k.assigned_position as assignedPosition',
      'k.due_on as dueOn',
      'k.listed_at as listedAt',
      'k.progress',
      'k.origin_document_id as documentId',
      taskFacts.lead.as('lead'),
      taskFacts.assigner.as('assigner'),
      taskFacts.leadsLead.as('leadsLead'),
      taskFacts.extensionAsked.as('extensionAsked'),
    ])
    .forUpdate('k')
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  const task: Task = { ...row, state: row.state as TaskState }
  if (version !== undefined && task.version !== version) throw await changedSince(tx, taskId)
  return task
}

/** What is delivered as a whole has no open part. @throws task.subtasks-open */
export async function noOpenSubtasks(tx: Tx, taskId: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`select app.open_parts(${taskId}) as count`.execute(tx)
  const count = rows[0]?.count ?? 0
  if (count > 0) throw refuse('task.subtasks-open', { count })
}
