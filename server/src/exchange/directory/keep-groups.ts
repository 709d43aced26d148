import type { OutsideGroup } from '@mocban/contract/exchange-directory'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

interface GroupInput {
  name: string
  members: string[]
}

/** Recipients that are often addressed together: the agency's own, and those of agencies that it follows, which it may use but not change. */
export async function listGroups(tx: Tx, actor: Actor): Promise<OutsideGroup[]> {
  const { rows } = await sql<OutsideGroup>`
    select g.id, g.name, g.version, g.agency_id = ${actor.agencyId} as own,
      coalesce((select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name) order by o.code)
        from outside_group_member m join outside_agency_now o on o.id = m.outside_id where m.group_id = g.id), '[]') as members
      from outside_group g order by g.name, g.id`.execute(tx)
  return rows
}

/** Keeps recipients as a group of the agency. @throws exchange.group-taken, request.invalid where nobody named is in the directory today */
export async function addGroup(tx: Tx, actor: Actor, input: GroupInput): Promise<{ id: string }> {
  const id = newId()
  await tx
    .insertInto('outside_group')
    .values({ id, agency_id: actor.agencyId, name: input.name, changed_by: actor.personId })
    .execute()
    .catch(taken)
  const codes = await putMembers(tx, id, input.members)
  await record(tx, actor, { kind: 'exchange.group-added', recordId: id, data: told(input.name, codes) })
  return { id }
}

/** Another name, other members, of a group of the agency's own. @throws request.not-found, record.changed, exchange.group-taken, request.invalid */
export async function changeGroup(
  tx: Tx,
  actor: Actor,
  id: string,
  input: GroupInput & { version: number },
): Promise<Record<string, never>> {
  await groupForAct(tx, actor, id, input.version)
  await tx
    .updateTable('outside_group')
    .set({
      name: input.name,
      version: sql`version + 1`,
      changed_at: sql`app.now()`,
      changed_by: actor.personId,
    })
    .where('id', '=', id)
    .execute()
    .catch(taken)
  await tx.deleteFrom('outside_group_member').where('group_id', '=', id).execute()
  const codes = await putMembers(tx, id, input.members)
  await record(tx, actor, { kind: 'exchange.group-changed', recordId: id, data: told(input.name, codes) })
  return {}
}

/** Takes a group of the agency's own away; what was sent to its members stays. @throws request.not-found, record.changed */
export async function removeGroup(tx: Tx, actor: Actor, id: string, version: number): Promise<Record<string, never>> {
  const { name } = await groupForAct(tx, actor, id, version)
  await tx.deleteFrom('outside_group').where('id', '=', id).execute()
  await record(tx, actor, { kind: 'exchange.group-removed', recordId: id, data: { name } })
  return {}
}

async function groupForAct(tx: Tx, actor: Actor, id: string, version: number): Promise<{ name: string }> {
  const { rows } = await sql<{ name: string; version: number; who: string; when: string; own: boolean; count: number }>`
    select g.name, g.version, coalesce(p.full_name, '—') as who, g.changed_by = app.person() as own,
      (select count(*) from outside_group_member m where m.group_id = g.id) as count,
      to_char(g.changed_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY') as when
      from outside_group g left join person p on p.id = g.changed_by
     where g.id = ${id} and g.agency_id = ${actor.agencyId} for update of g`.execute(tx)
  const [group] = rows
  if (!group) throw refuse('request.not-found')
  if (group.version !== version)
    throw refuse('record.changed', {
      by: group.own ? 'yourself' : 'somebody',
      who: group.who,
      when: group.when,
      act: { kind: 'exchange.group-changed', data: { name: group.name, count: group.count } },
    })
  return group
}

async function putMembers(tx: Tx, id: string, members: string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with put as (
      insert into outside_group_member (group_id, outside_id)
      select ${id}, o.id from outside_agency_now o where o.id = any (${members}::uuid[]) returning outside_id)
    select o.code from put join outside_agency_now o on o.id = put.outside_id order by o.code`.execute(tx)
  if (rows.length === 0) throw refuse('request.invalid', { what: 'members' })
  return rows.map((row) => row.code)
}

const told = (name: string, codes: string[]) => ({ name, count: codes.length, codes })

function taken(error: { code?: string }): never {
  throw error.code === '23505' ? refuse('exchange.group-taken') : error
}
