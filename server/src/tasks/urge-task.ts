import { sql } from 'kysely'
import { principal, record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { canActOnTask } from './states.ts'
import { lockTask } from './task-for-act.ts'

/**
 * Urges who leads a task, with a sentence. Nothing moves, so that whoever is reporting on it at this moment is not disturbed; their desk and their bell say it.
 * @throws request.not-found, task.act-not-now, task.reason-needed
 */
export async function urgeTask(
  tx: Tx,
  actor: Actor,
  taskId: string,
  input: { text: string },
): Promise<Record<string, never>> {
  if (!input.text) throw refuse('task.reason-needed')
  const task = await lockTask(tx, taskId)
  const { allowed, because } = canActOnTask('urge', task)
  if (!allowed) throw refuse('task.act-not-now', { because: because ?? '', act: 'urge' })
  const { leadPersonId } = task
  await tx
    .updateTable('task')
    .set({ urged_at: sql`app.now()`, urged_by: actor.personId, urged_for: actor.actingFor, urged_text: input.text })
    .where('id', '=', taskId)
    .execute()
  const { rows } = await sql<{ to: string }>`
    select coalesce((select p.full_name from person p where p.id = ${leadPersonId}), app.unit_name(${task.leadUnitId}, app.now())) as to`.execute(
    tx,
  )
  await record(tx, actor, {
    kind: 'task.urged',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, text: input.text, to: rows[0]?.to },
    concerns: [sql<string>`${task.holder}::uuid`, ...(leadPersonId ? [principal.person(leadPersonId)] : [])],
  })
  return {}
}
