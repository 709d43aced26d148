import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOpenWorkFile, workFileList } from './find-work-file.ts'

/** Links a record that who asks may see, a task above all. */
export async function addRecord(tx: Tx, actor: Actor, id: string, recordId: string): Promise<Record<string, never>> {
  await findOpenWorkFile(tx, id)
  const seen = await tx
    .selectFrom('audience')
    .select('list')
    .where('record_id', '=', recordId)
    .limit(1)
    .executeTakeFirst()
  if (!seen) throw refuse('request.not-found')
  await tx
    .insertInto('work_file_record')
    .values({ work_file_id: id, record_id: recordId, list: seen.list, added_by: actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(tx, actor, {
    kind: 'work-file.record-added',
    recordId: id,
    recordList: workFileList,
    data: { recordId },
  })
  return {}
}

/** Unlinks a record. */
export async function removeRecord(tx: Tx, actor: Actor, id: string, recordId: string): Promise<Record<string, never>> {
  await findOpenWorkFile(tx, id)
  const gone = await tx
    .deleteFrom('work_file_record')
    .where('work_file_id', '=', id)
    .where('record_id', '=', recordId)
    .returning('record_id')
    .executeTakeFirst()
  if (!gone) throw refuse('request.not-found')
  await record(tx, actor, {
    kind: 'work-file.record-removed',
    recordId: id,
    recordList: workFileList,
    data: { recordId },
  })
  return {}
}
