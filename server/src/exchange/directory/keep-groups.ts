import type { OutsideGroup } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Recipients that are often addressed together: the agency's own, and those of agencies that it follows, which it may use but not change. */
export async function listGroups(tx: Tx, actor: Actor): Promise<OutsideGroup[]> {
  const { rows } = await sql<OutsideGroup>`
    select g.id, g.name, g.agency_id = ${actor.agencyId} as own,
      coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.code)
        from outside_group_member m join outside_agency_now o on o.id = m.outside_id where m.group_id = g.id), '[]') as members
      from outside_group g order by g.name, g.id`.execute(tx)
  return rows
}

const putMembers = (tx: Tx, id: string, members: string[]) =>
  sql`insert into outside_group_member (group_id, outside_id)
    select ${id}, o.id from outside_agency_now o where o.id = any (${members}::uuid[])`.execute(tx)

/** Keeps recipients as a group of the agency; none takes the group away. */
export async function saveGroup(
  tx: Tx,
  actor: Actor,
  input: { name: string; members: string[] },
): Promise<Record<string, never>> {
  await tx.deleteFrom('outside_group').where('agency_id', '=', actor.agencyId).where('name', '=', input.name).execute()
  if (input.members.length === 0) return {}
  const id = newId()
  await tx.insertInto('outside_group').values({ id, agency_id: actor.agencyId, name: input.name }).execute()
  await putMembers(tx, id, input.members)
  return {}
}

/** Another name, other members, of a group of the agency's own. @throws request.not-found, exchange.group-taken */
export async function changeGroup(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { name: string; members: string[] },
): Promise<Record<string, never>> {
  const changed = await tx
    .updateTable('outside_group')
    .set({ name: input.name })
    .where('id', '=', id)
    .where('agency_id', '=', actor.agencyId)
    .executeTakeFirst()
    .catch((error: { code?: string }) => {
      throw error.code === '23505' ? refuse('exchange.group-taken') : error
    })
  if (!changed.numUpdatedRows) throw refuse('request.not-found')
  await tx.deleteFrom('outside_group_member').where('group_id', '=', id).execute()
  await putMembers(tx, id, input.members)
  return {}
}
