import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { findOpenWorkFile, workFileList } from './find-work-file.ts'

/** Adds a note; the people of the file are told. */
export async function addNote(tx: Tx, actor: Actor, id: string, text: string): Promise<Record<string, never>> {
  const file = await findOpenWorkFile(tx, id)
  await tx.insertInto('work_file_note').values({ work_file_id: id, person_id: actor.personId, text }).execute()
  const people = await tx.selectFrom('work_file_person').select('person_id').where('work_file_id', '=', id).execute()
  await record(tx, actor, {
    kind: 'work-file.noted',
    recordId: id,
    recordList: workFileList,
    data: { text: text.slice(0, 200) },
    concerns: [file.responsible_id, ...people.map((one) => one.person_id)].map(principal.person),
  })
  return {}
}
