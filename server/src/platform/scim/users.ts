import { plain } from '@mocban/contract/values'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import { type Actor, newId, type Tx } from '../database/index.ts'
import { realm } from '../sign-in/index.ts'
import { filterToSql } from './filter.ts'
import { type PatchOperation, type Resource, schemas, withMeta } from './resource.ts'
import { notFound, ScimError } from './scim-error.ts'
import { tellWorkLeft } from './work-left.ts'

interface Row {
  id: string
  external_id: string | null
  user_name: string
  full_name: string
  email: string | null
  active: boolean
  title: string | null
  created: string
  changed: string
  outside: boolean
}
/** What a directory may set of a person. */
export interface UserFacts {
  userName: string
  fullName: string
  email: string | null
  active: boolean
  externalId: string | null
}

/** People of the directory: those it brought, and those all of whose posts lie in the agencies it is for. Who was withdrawn is not there. */
const people = (actor: Actor) => sql`
  select h.id, d.external_id, h.user_name, h.full_name, h.email, h.active, x.title, coalesce(x.outside, false) as outside,
         coalesce(d.created_at, h.created_at) as created, coalesce(d.changed_at, h.created_at) as changed
    from person h
    left join directory_entry d on d.resource_id = h.id and d.kind = 'user'
    left join lateral (
      select min(q.title) as title, bool_or(q.agency_id not in (${realm(actor.agencyId)})) as outside
        from appointment a join position q on q.id = a.position_id
       where a.person_id = h.id and a.valid @> app.today() and q.valid @> app.today()) x on true
   where not h.service and case when d.resource_id is null then x.outside is false else d.withdrawn_at is null end`

const columns = {
  id: sql`p.id`,
  username: sql`p.user_name`,
  externalid: sql`p.external_id`,
  displayname: sql`p.full_name`,
  'name.formatted': sql`p.full_name`,
  active: sql`p.active`,
  title: sql`p.title`,
  'meta.created': sql`p.created`,
  'meta.lastmodified': sql`p.changed`,
}
/** There is one address, that of the office. */
const several = {
  emails: {
    rows: sql`(select p.email as value where p.email <> '') e`,
    columns: { value: sql`e.value`, type: sql`'work'`, primary: sql`true` },
  },
}

export async function listUsers(tx: Tx, actor: Actor, query: { filter?: string; start: number; count: number }) {
  const where = query.filter ? filterToSql(query.filter, columns, several) : sql<boolean>`true`
  const total = await sql<{ n: number }>`select count(*)::int as n from (${people(actor)}) p where ${where}`.execute(tx)
  const { rows } = await sql<Row>`
    select * from (${people(actor)}) p where ${where} order by lower(p.user_name), p.id limit ${query.count} offset ${query.start - 1}`.execute(
    tx,
  )
  return { total: total.rows[0]?.n ?? 0, resources: rows.map(shown) }
}

export async function readUser(tx: Tx, actor: Actor, id: string): Promise<Resource> {
  return shown(await row(tx, actor, id))
}

async function row(tx: Tx, actor: Actor, id: string): Promise<Row> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw notFound()
  const { rows } = await sql<Row>`select * from (${people(actor)}) p where p.id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

const shown = (one: Row): Resource =>
  withMeta(
    'Users',
    {
      schemas: [schemas.user],
      id: one.id,
      ...(one.external_id ? { externalId: one.external_id } : {}),
      userName: one.user_name,
      name: { formatted: one.full_name },
      displayName: one.full_name,
      ...(one.title ? { title: one.title } : {}),
      ...(one.email ? { emails: [{ value: one.email, type: 'work', primary: true }] } : {}),
      active: one.active,
    },
    { created: one.created, lastModified: one.changed },
  )

/** For so long after the directory closed an account, a request to open it may be one that was sent before and came late. */
const late = sql`interval '1 hour'`

/** Brings a person. One whom this directory withdrew before comes back as who they were. */
export async function createUser(tx: Tx, actor: Actor, facts: UserFacts): Promise<string> {
  const { rows } = await sql<{ id: string; withdrawn: boolean; just: boolean }>`
    select h.id, coalesce(d.withdrawn_at is not null and d.agency_id = ${actor.agencyId}, false) as withdrawn,
           coalesce(d.closed_at > now() - ${late}, false) as just
      from person h left join directory_entry d on d.resource_id = h.id and d.kind = 'user'
     where lower(h.user_name) = lower(${facts.userName})`.execute(tx)
  const before = rows[0]
  if (before && !before.withdrawn) throw new ScimError(409, 'this userName exists', 'uniqueness')
  if (before?.just && facts.active)
    throw new ScimError(409, 'this person was withdrawn less than an hour ago: ask again later')
  const id = before?.id ?? newId()
  if (!before)
    await tx.insertInto('person').values({ id, user_name: facts.userName, full_name: facts.fullName }).execute()
  // Brought closed, to be opened when the day has come.
  await write(tx, actor, id, facts, before ? sql`now()` : sql`'-infinity'`)
  await record(tx, actor, { kind: 'directory.user-set', recordId: id, data: { name: facts.fullName } })
  return id
}

/** `seen`: who asks has named the version that there is, so they know that the account is closed. */
export async function setUser(tx: Tx, actor: Actor, id: string, facts: UserFacts, seen: boolean): Promise<void> {
  const before = await row(tx, actor, id)
  const same = (Object.keys(facts) as (keyof UserFacts)[]).every((key) => factsOf(before)[key] === facts[key])
  // The same once more is no act.
  if (same) return
  if (before.outside) throw new ScimError(403, 'this person holds a post outside this directory')
  if (!before.active && facts.active && !seen) await mustBeOpenable(tx, id)
  const taken = await sql`select from person where lower(user_name) = lower(${facts.userName}) and id <> ${id}`.execute(
    tx,
  )
  if (taken.rows.length > 0) throw new ScimError(409, 'this userName exists', 'uniqueness')
  await write(tx, actor, id, facts)
  const kind = facts.active ? 'directory.user-set' : 'directory.user-withdrawn'
  await record(tx, actor, { kind, recordId: id, data: { name: facts.fullName } })
  if (before.active && !facts.active) await tellWorkLeft(tx, actor, { personId: id, name: facts.fullName })
}

/** Closing is easily put right, opening by a request that came late is not: what was just closed, or by somebody else, is opened by who says that they know. */
async function mustBeOpenable(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql`
    select from directory_entry where resource_id = ${id} and kind = 'user' and closed_at <= now() - ${late}`.execute(
    tx,
  )
  if (rows.length === 0) throw new ScimError(428, 'this account was closed since: name its version in If-Match')
}

/** Withdraws a person: the account is closed, what they did and hold stays. */
export async function withdrawUser(tx: Tx, actor: Actor, id: string): Promise<void> {
  const before = await row(tx, actor, id)
  if (before.outside) throw new ScimError(403, 'this person holds a post outside this directory')
  await write(tx, actor, id, { ...factsOf(before), active: false })
  await sql`update directory_entry set withdrawn_at = now() where resource_id = ${id}`.execute(tx)
  await record(tx, actor, { kind: 'directory.user-withdrawn', recordId: id, data: { name: before.full_name } })
  if (before.active) await tellWorkLeft(tx, actor, { personId: id, name: before.full_name })
}

async function write(tx: Tx, actor: Actor, id: string, facts: UserFacts, closed = sql`now()`): Promise<void> {
  const closedAt = facts.active ? sql`null` : closed
  await sql`update person set user_name = ${facts.userName}, full_name = ${facts.fullName}, email = ${facts.email}, active = ${facts.active}
    where id = ${id}`.execute(tx)
  const { rows } = await sql`
    insert into directory_entry (resource_id, agency_id, kind, external_id, closed_at) values (${id}, ${actor.agencyId}, 'user', ${facts.externalId}, ${closedAt}::timestamptz)
    on conflict (resource_id) do update set external_id = excluded.external_id, changed_at = now(), withdrawn_at = null,
      closed_at = case when excluded.closed_at is null or directory_entry.closed_at is null then excluded.closed_at else directory_entry.closed_at end
      where directory_entry.agency_id = excluded.agency_id returning 1`
    .execute(tx)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'directory_entry_external')
        throw new ScimError(409, 'this externalId exists', 'uniqueness')
      throw error
    })
  if (rows.length === 0) throw new ScimError(403, 'another directory brought this person')
}

const factsOf = (one: Row): UserFacts => ({
  userName: one.user_name,
  fullName: one.full_name,
  email: one.email,
  active: one.active,
  externalId: one.external_id,
})

const text = (value: unknown, most: number): string | null => {
  const given = typeof value === 'string' ? plain(value) : ''
  return given && given.length <= most ? given : null
}
const yes = (value: unknown) => value !== false && !/^false$/i.test(String(value))

/** The facts of a whole resource, for POST and PUT. */
export function userFacts(body: unknown): UserFacts {
  const given = (body ?? {}) as Record<string, unknown>
  const name = (given.name ?? {}) as Record<string, unknown>
  const joined = [name.familyName, name.middleName, name.givenName].filter((part) => typeof part === 'string').join(' ')
  const userName = text(given.userName, 60)
  const fullName = text(given.displayName, 200) ?? text(name.formatted, 200) ?? text(joined, 200)
  if (!userName || !/^[\w.@-]+$/.test(userName)) throw new ScimError(400, 'userName: a–z 0–9 . _ - @', 'invalidValue')
  if (!fullName) throw new ScimError(400, 'displayName or name is needed', 'invalidValue')
  return {
    userName,
    fullName,
    email: emailOf(given.emails),
    active: yes(given.active ?? true),
    externalId: text(given.externalId, 255),
  }
}

function emailOf(value: unknown): string | null {
  const list = (Array.isArray(value) ? value : []) as { value?: unknown; type?: unknown; primary?: unknown }[]
  const best = list.find((one) => one.primary === true) ?? list.find((one) => one.type === 'work') ?? list[0]
  return text(best?.value, 254)
}

/** The facts after the operations of a PATCH. Attributes that a person here does not have are passed over, as the standard allows. */
export async function patchedUser(tx: Tx, actor: Actor, id: string, operations: PatchOperation[]): Promise<UserFacts> {
  const facts = factsOf(await row(tx, actor, id))
  for (const { op, path, value } of operations) {
    const gone = op === 'remove'
    const name = path.toLowerCase()
    if (name === 'active') facts.active = gone ? false : yes(value)
    else if (name === 'username' && !gone) facts.userName = userFacts({ userName: value, displayName: 'x' }).userName
    else if (name === 'displayname' || name === 'name.formatted') facts.fullName = text(value, 200) ?? facts.fullName
    else if (name === 'name' && !gone)
      facts.fullName = text((value as { formatted?: unknown })?.formatted, 200) ?? facts.fullName
    else if (name === 'externalid') facts.externalId = gone ? null : text(value, 255)
    else if (name === 'emails') facts.email = gone ? null : emailOf(value)
    // Another kind of address is none that is kept here.
    else if (/^emails\[\s*(type\s+eq\s+"work"|primary\s+eq\s+true)\s*\](\.value)?$/.test(name))
      facts.email = gone ? null : name.endsWith(']') ? emailOf([value]) : text(value, 254)
  }
  return facts
}
