import { sql } from 'kysely'
import { grantAudience, principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { addPerson } from './add-person.ts'
import { workFileList } from './find-work-file.ts'
import { putDocument } from './put-document.ts'

interface Wanted {
  title: string
  summary: string
  keepYears: number | null
  documentIds: string[]
  personIds: string[]
}

/**
 * Opens a work file in the unit of who asks (Decree 30/2020, Art. 29: opened when the matter begins). Number and notation are the unit's next of the
 * year; the leaders of the unit and above see it, and who is named.
 */
export async function openWorkFile(tx: Tx, actor: Actor, wanted: Wanted): Promise<{ id: string; code: string }> {
  const id = newId()
  const listedAt = clock.now()
  const year = Number(clock.today().slice(0, 4))
  await grantAudience(
    tx,
    { id, list: workFileList, at: listedAt },
    [
      { principal: principal.person(actor.actingFor ?? actor.personId), reason: 'handles' },
      { principal: principal.position(actor.positionId), reason: 'handles' },
    ],
    [actor.unitId],
  )
  const { rows } = await sql<{ ordinal: number; abbreviation: string }>`
    select app.next_work_file(${actor.unitId}, ${year}) as ordinal, (select abbreviation from unit_now where id = ${actor.unitId}) as abbreviation`.execute(
    tx,
  )
  const ordinal = rows[0]?.ordinal ?? 1
  const code = `${String(ordinal).padStart(2, '0')}/${year}/${rows[0]?.abbreviation ?? ''}`
  await tx
    .insertInto('work_file')
    .values({
      id,
      agency_id: actor.agencyId,
      unit_id: actor.unitId,
      year,
      ordinal,
      code,
      title: wanted.title,
      summary: wanted.summary,
      keep_years: wanted.keepYears,
      opened_by: actor.personId,
      responsible_id: actor.actingFor ?? actor.personId,
      listed_at: listedAt,
    })
    .execute()
  for (const documentId of wanted.documentIds) await putDocument(tx, actor, id, documentId)
  for (const personId of wanted.personIds)
    await addPerson(tx, actor, { id, listedAt: listedAt.toISOString() }, personId)
  await record(tx, actor, {
    kind: 'work-file.opened',
    recordId: id,
    recordList: workFileList,
    data: { code, title: wanted.title, documents: wanted.documentIds.length },
    concerns: wanted.personIds.map(principal.person),
  })
  return { id, code }
}
