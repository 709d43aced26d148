import { grantAudience, principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOpenWorkFile, workFileList } from './find-work-file.ts'

/** Names a person in a file and lets them see it. Its documents and tasks stay closed to them where they were. */
export async function addPerson(
  tx: Tx,
  actor: Actor,
  file: { id: string; listedAt: string },
  personId: string,
): Promise<string> {
  const person = await tx
    .selectFrom('person')
    .select('full_name')
    .where('id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!person) throw refuse('request.not-found')
  await grantAudience(tx, { id: file.id, list: workFileList, at: file.listedAt }, [
    { principal: principal.person(personId), reason: 'member' },
  ])
  await tx
    .insertInto('work_file_person')
    .values({ work_file_id: file.id, person_id: personId, added_by: actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return person.full_name
}

/** The same as an act of its own; the person is told. */
export async function addPersonToFile(
  tx: Tx,
  actor: Actor,
  id: string,
  personId: string,
): Promise<Record<string, never>> {
  const file = await findOpenWorkFile(tx, id)
  const name = await addPerson(tx, actor, { id, listedAt: file.listed_at }, personId)
  await record(tx, actor, {
    kind: 'work-file.person-added',
    recordId: id,
    recordList: workFileList,
    data: { name, personId },
    concerns: [principal.person(personId)],
  })
  return {}
}
