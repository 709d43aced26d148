import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, often, posted, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { mustAnswerFor } from './openings.ts'

/**
 * Gives a record a class of confidentiality, another one, or none. Leaders above, clerks and all others who see it by a group go on seeing it only if they belong
 * to the class; whoever has a part in it of their own does. Nobody closes a record to themselves by this.
 * @throws request.not-found, access.not-yours, access.closes-to-yourself
 */
export async function classifyRecord(
  tx: Tx,
  actor: Actor,
  recordId: string,
  { classId, reason }: { classId: string | null; reason: string },
): Promise<Record<string, never>> {
  const list = await mustAnswerFor(tx, recordId, true)
  const { rows } = await sql<{ id: string; name: string; active: boolean; carried: boolean }>`
    select c.id, c.name, c.active, r.record_id is not null as carried from confidentiality_class c
      left join record_class r on r.record_id = ${recordId} and r.class_id = c.id
     where c.id = ${classId}::uuid or r.record_id is not null`.execute(tx)
  const wanted = rows.find((one) => one.id === classId)
  const before = rows.find((one) => one.carried)
  if (classId && !wanted?.active) throw refuse('request.not-found')
  if (wanted === before) return {}
  await sql`select app.classify(${recordId}, ${classId}::uuid)`.execute(tx)
  const { rows: after } = await sql<{ sees: boolean }>`select app.sees(${recordId}) as sees`.execute(tx)
  if (!after[0]?.sees) throw refuse('access.closes-to-yourself', { name: wanted?.name })
  await record(tx, actor, {
    kind: wanted ? 'access.classed' : 'access.unclassed',
    recordId,
    recordList: list,
    data: { class: (wanted ?? before)?.name, reason },
  })
  return {}
}

/**
 * The class with which a record begins, before anybody sees it: the one chosen, else the agency's rule for its type, else that of the records it comes from,
 * of whatever agency they are.
 * @throws request.not-found
 */
export async function classNewRecord(
  tx: Tx,
  recordId: string,
  { chosen, typeCode, from = [] }: { chosen?: string | null | undefined; typeCode?: string; from?: string[] },
): Promise<void> {
  await sql`${posted}${often}
    select case when c.id is null then app.keep_class(${recordId}, array(select one::uuid from jsonb_array_elements_text(${JSON.stringify(from)}) one))
                else app.classify(${recordId}, c.id) end
      from (select coalesce(${chosen ?? null}::uuid,
        (select t.class_id from confidentiality_type t join confidentiality_class c on c.id = t.class_id and c.active
          where t.agency_id = app.agency() and t.type_code = ${typeCode ?? null})) as id offset 0) c
     where c.id is not null or ${from.length > 0}`.execute(tx)
}
