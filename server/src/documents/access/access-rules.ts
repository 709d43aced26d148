import type { accessRules, ConfidentialityClass } from '@mocban/contract/access'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The classes of one's agency, those in use first, with who belongs to them today. */
export async function listClasses(tx: Tx): Promise<ConfidentialityClass[]> {
  const { rows } = await sql<ConfidentialityClass>`
    select c.id, c.name, c.active,
      coalesce((select json_agg(t.type_code order by d.ordinal) from confidentiality_type t join document_type d on d.code = t.type_code
                 where t.class_id = c.id), '[]') as "typeCodes",
      coalesce((
        select json_agg(json_build_object('id', m.id, 'name', coalesce(q.title, u.name), 'note', coalesce(v.name, ''),
                 'kind', case when q.id is not null then 'position' when u.kind = 'committee' then 'committee' else 'unit' end) order by u.name, v.name, q.rank, q.title)
          from confidentiality_member m left join position q on q.id = m.position_id left join unit_known v on v.id = q.unit_id
          left join unit_known u on u.id = m.unit_id
         where m.class_id = c.id and m.valid @> app.now()), '[]') as members
      from confidentiality_class c order by c.active desc, c.name`.execute(tx)
  return rows
}

/** @throws access.name-taken */
export async function createClass(tx: Tx, actor: Actor, name: string): Promise<{ id: string }> {
  const id = newId()
  await tx
    .insertInto('confidentiality_class')
    .values({ id, agency_id: actor.agencyId, name })
    .execute()
    .catch((error) => nameTaken(error, name))
  await record(tx, actor, { kind: 'access.class-made', data: { name } })
  return { id }
}

/** A class that is no longer used keeps the records that carry it; no other gets it. @throws request.not-found, access.name-taken, access.type-taken */
export async function changeClass(
  tx: Tx,
  actor: Actor,
  id: string,
  { name, active, typeCodes }: RouteInput<typeof accessRules.change>['body'],
): Promise<Record<string, never>> {
  const found = await mustBeOurs(tx, actor, id)
  if (name !== undefined || active !== undefined)
    await tx
      .updateTable('confidentiality_class')
      .set({ ...(name === undefined ? {} : { name }), ...(active === undefined ? {} : { active }) })
      .where('id', '=', id)
      .execute()
      .catch((error) => nameTaken(error, name ?? ''))
  if (typeCodes) {
    await tx.deleteFrom('confidentiality_type').where('class_id', '=', id).execute()
    for (const typeCode of new Set(typeCodes))
      await tx
        .insertInto('confidentiality_type')
        .values({ agency_id: actor.agencyId, type_code: typeCode, class_id: id })
        .execute()
        .catch((error: { code?: string }) => {
          if (error.code === '23505') throw refuse('access.type-taken')
          throw error.code === '23503' ? refuse('request.invalid', { what: 'typeCodes' }) : error
        })
  }
  await record(tx, actor, {
    kind: 'access.class-changed',
    data: { name: found, newName: name === found ? undefined : name, types: typeCodes, active },
  })
  return {}
}

/** @throws request.not-found, access.belongs-already */
export async function addMember(
  tx: Tx,
  actor: Actor,
  id: string,
  { positionId, unitId }: RouteInput<typeof accessRules.addMember>['body'],
): Promise<{ id: string }> {
  const name = await mustBeOurs(tx, actor, id)
  // Committees cross agencies; posts and units are the agency's own.
  const { rows } = await sql<{ name: string }>`
    select q.title as name from position q where q.id = ${positionId ?? null}::uuid and q.agency_id = ${actor.agencyId} and q.valid @> app.today()
    union all
    select u.name from unit_now u where u.id = ${unitId ?? null}::uuid and (u.agency_id = ${actor.agencyId} or u.kind = 'committee')`.execute(
    tx,
  )
  const [member] = rows
  if (!member) throw refuse('request.not-found')
  const seat = { classId: id, positionId: positionId ?? null, unitId: unitId ?? null }
  return belong(tx, actor, seat, { class: name, name: member.name })
}

/** @throws request.not-found */
export async function endMember(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  const { rows } = await sql<{ class: string; name: string }>`
    select c.name as class, coalesce(q.title, u.name) as name from confidentiality_member m
      join confidentiality_class c on c.id = m.class_id and c.agency_id = any (${[...actor.agencies]}::uuid[])
      left join position q on q.id = m.position_id left join unit_known u on u.id = m.unit_id
     where m.id = ${id} and m.valid @> app.now()`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  await sql`update confidentiality_member set valid = tstzrange(lower(valid), app.now(), case when lower(valid) = app.now() then '[]' else '[)' end)
             where id = ${id}`.execute(tx)
  await record(tx, actor, { kind: 'access.member-ended', data: { ...found } })
  return {}
}

/**
 * Who was taken out by a slip of the hand belongs again, from now on: that they were out meanwhile stays true.
 * @throws request.not-found (also a quarter of an hour later), access.belongs-already
 */
export async function restoreMember(tx: Tx, actor: Actor, id: string): Promise<{ id: string }> {
  const { rows } = await sql<{ class: string; name: string } & Seat>`
    select c.name as class, coalesce(q.title, u.name) as name, m.class_id as "classId", m.position_id as "positionId", m.unit_id as "unitId"
      from confidentiality_member m
      join confidentiality_class c on c.id = m.class_id and c.agency_id = any (${[...actor.agencies]}::uuid[])
      left join position q on q.id = m.position_id left join unit_known u on u.id = m.unit_id
     where m.id = ${id} and upper(m.valid) between app.now() - interval '15 minutes' and app.now()`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  const { class: of, name, ...seat } = found
  return belong(tx, actor, seat, { class: of, name })
}

interface Seat {
  classId: string
  positionId: string | null
  unitId: string | null
}

/** From now on. @throws access.belongs-already */
async function belong(
  tx: Tx,
  actor: Actor,
  seat: Seat,
  called: { class: string; name: string },
): Promise<{ id: string }> {
  const id = newId()
  await sql`
    insert into confidentiality_member (id, class_id, position_id, unit_id, valid, added_by)
    values (${id}, ${seat.classId}, ${seat.positionId}, ${seat.unitId}, tstzrange(app.now(), null), ${actor.personId})`
    .execute(tx)
    .catch((error: { code?: string }) => {
      throw error.code === '23P01' ? refuse('access.belongs-already', { name: called.name }) : error
    })
  await record(tx, actor, { kind: 'access.member-added', data: called })
  return { id }
}

async function mustBeOurs(tx: Tx, actor: Actor, id: string): Promise<string> {
  const found = await tx
    .selectFrom('confidentiality_class')
    .select('name')
    .where('id', '=', id)
    .where('agency_id', 'in', actor.agencies)
    .executeTakeFirst()
  if (!found) throw refuse('request.not-found')
  return found.name
}

function nameTaken(error: { code?: string }, name: string): never {
  throw error.code === '23505' ? refuse('access.name-taken', { name }) : error
}
