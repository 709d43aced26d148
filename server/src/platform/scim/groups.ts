import { plain } from '@mocban/contract/values'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import { type Actor, newId, type Tx } from '../database/index.ts'
import { filterToSql } from './filter.ts'
import { type PatchOperation, type Resource, schemas, withMeta } from './resource.ts'
import { notFound, ScimError } from './scim-error.ts'
import { readUser } from './users.ts'
import { tellWorkLeft } from './work-left.ts'

interface Row {
  id: string
  external_id: string | null
  title: string
  created: string
  changed: string
  members: { value: string; display: string }[]
}

/** Positions of the agency are the directory's groups: whoever is a member holds the position from today. */
const positions = (actor: Actor) => sql`
  select q.id, d.external_id, q.title, coalesce(d.created_at, '2000-01-01') as created, coalesce(d.changed_at, '2000-01-01') as changed,
         coalesce((select json_agg(json_build_object('value', h.id, 'display', h.full_name) order by h.full_name, h.id)
            from appointment a join person h on h.id = a.person_id where a.position_id = q.id and a.valid @> app.today()), '[]') as members
    from position q left join directory_entry d on d.resource_id = q.id and d.kind = 'group'
   where q.agency_id = ${actor.agencyId} and q.valid @> app.today()
     and not exists (select from service_account s where s.position_id = q.id)`

const columns = {
  id: sql`p.id`,
  displayname: sql`p.title`,
  externalid: sql`p.external_id`,
  'meta.created': sql`p.created`,
  'meta.lastmodified': sql`p.changed`,
}
const several = {
  members: {
    rows: sql`json_to_recordset(p.members) as e(value text, display text)`,
    columns: { value: sql`e.value`, display: sql`e.display` },
  },
}

const shown = (one: Row): Resource =>
  withMeta(
    'Groups',
    {
      schemas: [schemas.group],
      id: one.id,
      ...(one.external_id ? { externalId: one.external_id } : {}),
      displayName: one.title,
      members: one.members,
    },
    { created: one.created, lastModified: one.changed },
  )

export async function listGroups(tx: Tx, actor: Actor, query: { filter?: string; start: number; count: number }) {
  const where = query.filter ? filterToSql(query.filter, columns, several) : sql<boolean>`true`
  const total = await sql<{ n: number }>`select count(*)::int as n from (${positions(actor)}) p where ${where}`.execute(
    tx,
  )
  const { rows } = await sql<Row>`
    select * from (${positions(actor)}) p where ${where} order by p.title, p.id limit ${query.count} offset ${query.start - 1}`.execute(
    tx,
  )
  return { total: total.rows[0]?.n ?? 0, resources: rows.map(shown) }
}

async function row(tx: Tx, actor: Actor, id: string): Promise<Row> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw notFound()
  const { rows } = await sql<Row>`select * from (${positions(actor)}) p where p.id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}
export const readGroup = async (tx: Tx, actor: Actor, id: string): Promise<Resource> => shown(await row(tx, actor, id))

interface Facts {
  title: string
  externalId: string | null
  members: string[]
}

export function groupFacts(body: unknown): Facts {
  const given = (body ?? {}) as Record<string, unknown>
  const title = typeof given.displayName === 'string' ? plain(given.displayName) : ''
  if (!title || title.length > 200) throw new ScimError(400, 'displayName is needed', 'invalidValue')
  return {
    title,
    externalId: typeof given.externalId === 'string' && given.externalId ? given.externalId.slice(0, 255) : null,
    members: membersIn(given.members ?? []),
  }
}

function membersIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return [
    ...new Set(
      list.map((one: { value?: unknown }) => {
        if (typeof one?.value !== 'string') throw new ScimError(400, 'a member has a value', 'invalidValue')
        return one.value.toLowerCase()
      }),
    ),
  ]
}

/** A new group is a position without any right: an administrator says what it may do. */
export async function createGroup(tx: Tx, actor: Actor, facts: Facts): Promise<string> {
  const id = newId()
  await tx
    .insertInto('position')
    .values({
      id,
      unit_id: actor.agencyId,
      agency_id: actor.agencyId,
      title: facts.title,
      valid: sql`daterange(app.today(), null)`,
    })
    .execute()
  await setGroup(tx, actor, id, facts)
  return id
}

export async function setGroup(tx: Tx, actor: Actor, id: string, facts: Facts): Promise<void> {
  const before = await row(tx, actor, id)
  const held = before.members.map((member) => member.value)
  const added = facts.members.filter((one) => !held.includes(one))
  const leavers = before.members.filter((one) => !facts.members.includes(one.value))
  const removed = leavers.map((one) => one.value)
  const kept = before.title === facts.title && before.external_id === facts.externalId
  // A repeat changes nothing and leaves no trace, whatever the order of members.
  if (kept && added.length + removed.length === 0) return
  const names: string[] = []
  for (const personId of added) {
    const person = await readUser(tx, actor, personId).catch(() => {
      throw new ScimError(400, `no such user: ${personId}`, 'invalidValue')
    })
    names.push(String(person.displayName))
    await sql`insert into appointment (person_id, position_id, kind, valid)
      select ${personId}, ${id}, case when exists (select from appointment a where a.person_id = ${personId} and a.kind = 'main' and a.valid @> app.today())
        then 'concurrent' else 'main' end, daterange(app.today(), null)`.execute(tx)
  }
  for (const personId of removed) {
    await sql`delete from appointment where person_id = ${personId} and position_id = ${id} and lower(valid) = app.today()`.execute(
      tx,
    )
    await sql`update appointment set valid = daterange(lower(valid), app.today())
      where person_id = ${personId} and position_id = ${id} and valid @> app.today()`.execute(tx)
  }
  if (before.title !== facts.title)
    await tx.updateTable('position').set({ title: facts.title }).where('id', '=', id).execute()
  await sql`
    insert into directory_entry (resource_id, agency_id, kind, external_id) values (${id}, ${actor.agencyId}, 'group', ${facts.externalId})
    on conflict (resource_id) do update set external_id = excluded.external_id, changed_at = now()`
    .execute(tx)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'directory_entry_external')
        throw new ScimError(409, 'this externalId exists', 'uniqueness')
      throw error
    })
  await record(tx, actor, {
    kind: 'directory.group-set',
    recordId: id,
    data: {
      name: facts.title,
      added: names,
      removed: leavers.map((one) => one.display),
    },
  })
  for (const { value, display } of leavers)
    await tellWorkLeft(tx, actor, { personId: value, name: display, positionId: id })
}

/** Adding who is there and removing who is not are no faults: a client that repeats or comes late ends where it should. */
export async function patchedGroup(tx: Tx, actor: Actor, id: string, operations: PatchOperation[]): Promise<Facts> {
  const before = await row(tx, actor, id)
  const facts: Facts = {
    title: before.title,
    externalId: before.external_id,
    members: before.members.map((member) => member.value),
  }
  for (const { op, path, value } of operations) {
    const one = /^members\[\s*value\s+eq\s+"([^"]+)"\s*\]$/i.exec(path)?.[1]?.toLowerCase()
    const name = path.toLowerCase()
    if (name === 'displayname' && op !== 'remove') facts.title = groupFacts({ displayName: value }).title
    else if (name === 'externalid') facts.externalId = op === 'remove' ? null : String(value).slice(0, 255)
    else if (one && op === 'remove') facts.members = facts.members.filter((member) => member !== one)
    else if (name === 'members') {
      const given = value === undefined || value === null ? null : membersIn(value)
      if (op === 'replace') facts.members = given ?? []
      else if (op === 'add') facts.members = [...new Set([...facts.members, ...(given ?? [])])]
      else facts.members = given ? facts.members.filter((member) => !given.includes(member)) : []
    } else if (name !== 'id' && name !== 'schemas') throw new ScimError(400, `no attribute ${path}`, 'invalidPath')
  }
  return facts
}
