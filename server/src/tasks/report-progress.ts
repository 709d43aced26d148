import type { RouteInput } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { record } from '../platform/access/index.ts'
import type { Actor, Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'
import { concerned } from './act-on-task.ts'
import { taskForAct } from './task-for-act.ts'

type Input = RouteInput<typeof tasks.report>['body']

/**
 * Reports progress, with evidence where there is some: a document, a file, a number with its unit.
 * @throws request.not-found, record.changed, task.act-not-now, document.files-unknown
 */
export async function reportProgress(tx: Tx, actor: Actor, taskId: string, input: Input): Promise<{ version: number }> {
  const task = await taskForAct(tx, taskId, 'report', input.version)
  if (
    input.documentId &&
    !(await tx.selectFrom('document').where('id', '=', input.documentId).select('id').executeTakeFirst())
  )
    throw refuse('request.not-found')
  await tx
    .insertInto('task_progress')
    .values({
      task_id: taskId,
      person_id: actor.personId,
      percent: input.percent,
      text: input.text,
      document_id: input.documentId ?? null,
      sha256: input.file?.sha256 ?? null,
      file_name: input.file?.name ?? null,
      figure: input.figure?.value ?? null,
      figure_unit: input.figure?.unit ?? null,
    })
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === '42501' || error.code === '23503' ? refuse('document.files-unknown') : error
    })
  await tx
    .updateTable('task')
    .set({ progress: input.percent, version: sql`version + 1` })
    .where('id', '=', taskId)
    .execute()
  await record(tx, actor, {
    kind: 'task.reported',
    recordId: taskId,
    recordList: 'task',
    data: { title: task.title, progress: input.percent, text: input.text },
    concerns: concerned(task, 'lead'),
  })
  return { version: task.version + 1 }
}
