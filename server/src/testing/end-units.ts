import { sql } from 'kysely'
import { newId, type Standing, type Tx } from '../platform/database/index.ts'
import type { TestDatabase } from '../platform/testing/index.ts'

/** What a unit is for a test: its kind and name, and whose it is. */
export interface NewUnit {
  kind: string
  name: string
  parent: string
  /** An agency has one. */
  code?: string
}
export interface Ending<Post extends string> {
  day: string
  /** Units that begin. */
  begin: Record<string, NewUnit>
  /** Units that end, each with its heir: a key of `begin`, or the id of a unit that goes on. */
  heirs: Record<string, string>
  /** Posts that move with their holders, and into which unit. */
  posts: Record<Post, { who: Standing; unit: string; rank?: number }>
}

/**
 * Ends units on a day and hands what they held to their heirs, by the tables alone, as whatever carries out a reorganisation leaves them: open work
 * has new holders, closed work keeps its own. Answers the ids of the new units and who holds which new post.
 */
export async function endUnits<Post extends string>(database: TestDatabase, ending: Ending<Post>) {
  const units: Record<string, string> = Object.fromEntries(Object.keys(ending.begin).map((key) => [key, newId()]))
  const unit = (key: string) => units[key] ?? key
  const people = {} as Record<Post, Standing>
  await database.owner.transaction().execute(async (tx) => {
    await sql`select set_config('app.now', ${`${ending.day}T00:00:00+07:00`}, true)`.execute(tx)
    for (const [key, one] of Object.entries(ending.begin)) await begin(tx, unit(key), unit(one.parent), one, ending.day)
    await sql`create temp table moved_post (old uuid, new uuid, unit uuid, agency uuid) on commit drop`.execute(tx)
    await sql`create temp table moved_unit (old uuid, new uuid, agency uuid) on commit drop`.execute(tx)
    for (const [key, post] of Object.entries(ending.posts) as [Post, Ending<Post>['posts'][Post]][]) {
      const positionId = newId()
      people[key] = { personId: post.who.personId, positionId }
      await movePost(tx, { ...post, positionId, unit: unit(post.unit), day: ending.day })
    }
    for (const [old, heir] of Object.entries(ending.heirs)) await end(tx, old, unit(heir), ending.day)
    await handOn(tx)
  })
  return { units, people }
}

async function begin(tx: Tx, id: string, parent: string, one: NewUnit, day: string) {
  await sql`insert into unit (id) values (${id})`.execute(tx)
  await sql`
    insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, exchange_code)
    select ${id}, daterange(${day}, null), ${one.kind}, ${Boolean(one.code)},
           coalesce((select ${id}::uuid where ${Boolean(one.code)}), (select agency_id from unit_version where unit_id = ${parent} and valid @> ${day}::date)),
           ${parent}, ${one.name}, ${one.name}, 'UBND', ${one.name}, ${one.code ?? null}`.execute(tx)
}

interface Move {
  who: Standing
  positionId: string
  unit: string
  rank?: number
  day: string
}
async function movePost(tx: Tx, { who, positionId, unit, rank, day }: Move) {
  await sql`
    insert into position (id, unit_id, agency_id, title, leads, rank, capabilities, valid)
    select ${positionId}, ${unit}, v.agency_id, q.title, q.leads, coalesce(${rank ?? null}, q.rank), q.capabilities, daterange(${day}, null)
      from position q, unit_version v where q.id = ${who.positionId} and v.unit_id = ${unit} and v.valid @> ${day}::date`.execute(
    tx,
  )
  await sql`insert into appointment (person_id, position_id, valid) values (${who.personId}, ${positionId}, daterange(${day}, null))`.execute(
    tx,
  )
  await sql`insert into post_succession (position_id, successor_id, from_day) values (${who.positionId}, ${positionId}, ${day})`.execute(
    tx,
  )
  await sql`insert into moved_post select ${who.positionId}, id, unit_id, agency_id from position where id = ${positionId}`.execute(
    tx,
  )
}

async function end(tx: Tx, old: string, heir: string, day: string) {
  await sql`update unit_version set valid = valid * daterange(null, ${day}) where unit_id = ${old}`.execute(tx)
  await sql`update appointment set valid = valid * daterange(null, ${day}) where position_id in (select id from position where unit_id = ${old})`.execute(
    tx,
  )
  await sql`update position set valid = valid * daterange(null, ${day}) where unit_id = ${old}`.execute(tx)
  await sql`insert into succession (unit_id, successor_id, from_day) values (${old}, ${heir}, ${day})`.execute(tx)
  await sql`insert into moved_unit select ${old}, ${heir}, agency_id from unit_version where unit_id = ${heir} and valid @> ${day}::date`.execute(
    tx,
  )
}

/** What is open gets new holders and stays where it was made. */
async function handOn(tx: Tx) {
  for (const statement of [
    sql`update handling h set unit_id = p.unit, position_id = p.new, holder = p.new from moved_post p where h.ended_at is null and h.holder = p.old`,
    sql`update handling h set unit_id = u.new, holder = app.leaders_of(u.new) from moved_unit u where h.ended_at is null and h.holder = app.leaders_of(u.old)`,
    sql`update task k set lead_unit_id = p.unit, lead_agency_id = p.agency, lead_position_id = p.new, holder = p.new from moved_post p where k.closed_at is null and k.holder = p.old`,
    sql`update review v set unit_id = p.unit, position_id = p.new, holder = p.new from moved_post p where v.state in ('asked', 'later') and v.holder = p.old`,
    sql`update document d set created_position = p.new, drafting_unit_id = p.unit, agency_id = p.agency from moved_post p where d.state = 'draft' and d.created_position = p.old`,
    sql`update register r set closed = true from moved_unit u where r.agency_id = u.old`,
  ])
    await statement.execute(tx)
}
