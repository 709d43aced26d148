import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'

/** Who stands for whom after any number of reorganisations, compared with a model in plain code. */

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const first = Date.parse('2025-07-01')
const day = (n: number) => new Date(first + n * 86_400_000).toISOString().slice(0, 10)
const last = 6

/** A unit of a random province: an agency or part of one, from the first day; gone on `ends`, and then another's, that is still there. */
interface Drawn {
  agency: boolean
  of: number
  ends: number
  heir: number
}
const province = fc.array(
  fc.record({ agency: fc.boolean(), of: fc.nat(8), ends: fc.integer({ min: 1, max: last + 4 }), heir: fc.nat(8) }),
  { minLength: 3, maxLength: 9 },
)

interface Unit {
  id: string
  isAgency: boolean
  agency: Unit
  ends: number
  heir: Unit | null
}

/** Makes it a province that may be: parts end no later than their agency, heirs are there on the day. */
function settle(drawn: Drawn[]): Unit[] {
  const units: Unit[] = drawn.map((one) => ({
    id: newId(),
    isAgency: one.agency,
    agency: null as never,
    ends: one.ends > last ? Number.POSITIVE_INFINITY : one.ends,
    heir: null,
  }))
  const [root] = units
  if (root) Object.assign(root, { isAgency: true, ends: Number.POSITIVE_INFINITY })
  const agencies = units.filter((one) => one.isAgency)
  units.forEach((unit, n) => {
    unit.agency = unit.isAgency ? unit : (agencies[(drawn[n]?.of ?? 0) % agencies.length] as Unit)
    if (unit.ends > unit.agency.ends) unit.ends = unit.agency.ends
  })
  units.forEach((unit, n) => {
    const there = units.filter((one) => one.ends > unit.ends)
    if (unit.ends <= last) unit.heir = there[(drawn[n]?.heir ?? 0) % there.length] ?? null
  })
  return units
}

async function put(units: Unit[]) {
  const db = database.owner
  const valid = (unit: Unit) => (unit.ends > last ? `[${day(0)},)` : `[${day(0)},${day(unit.ends)})`)
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('unit')
      .values(units.map(({ id }) => ({ id })))
      .execute()
    await tx
      .insertInto('unit_version')
      .values(
        units.map((unit) => ({
          unit_id: unit.id,
          valid: valid(unit),
          kind: unit.isAgency ? 'department' : 'division',
          is_agency: unit.isAgency,
          agency_id: unit.agency.id,
          parent_id: unit.isAgency ? null : unit.agency.id,
          name: unit.id,
          short_name: unit.id,
          abbreviation: 'X',
          name_en: unit.id,
        })),
      )
      .execute()
    for (const unit of units)
      if (unit.heir)
        await tx
          .insertInto('succession')
          .values({ unit_id: unit.id, successor_id: unit.heir.id, from_day: day(unit.ends) })
          .execute()
  })
}

const heirOn = (unit: Unit, n: number): Unit => (unit.heir && unit.ends <= n ? heirOn(unit.heir, n) : unit)
const sorted = (units: Unit[]) => units.map((one) => one.id).sort()

describe('after any reorganisations', { timeout: 120_000 }, () => {
  it('each unit has one heir, and stands for exactly those whose heir it is', async () => {
    await fc.assert(
      fc.asyncProperty(province, fc.integer({ min: 0, max: last }), async (drawn, n) => {
        const units = settle(drawn)
        await put(units)
        const { rows } = await sql<{ id: string; heir: string; units: string[]; agencies: string[] }>`
          select id, app.successor_of(id, ${day(n)}) as heir, array(select unnest(app.stands_for(id, ${day(n)})) order by 1) as units,
                 array(select unnest(app.stands_for_agencies(id, ${day(n)})) order by 1) as agencies
            from unnest(${units.map((one) => one.id)}::uuid[]) id`.execute(database.owner)
        for (const unit of units) {
          const found = rows.find((row) => row.id === unit.id)
          expect(found?.heir).toBe(heirOn(unit, n).id)
          if (unit.ends <= n) continue
          expect(found?.units).toEqual(sorted(units.filter((one) => heirOn(one, n) === unit)))
          if (!unit.isAgency) continue
          const ours = units.filter((one) => one.isAgency && heirOn(one, n).agency === unit)
          expect(found?.agencies).toEqual(sorted(ours))
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('a post after any reorganisations', { timeout: 120_000 }, () => {
  const group = (kind: string, id: string) => {
    const hash = createHash('md5').update(`${kind}:${id}`).digest('hex')
    return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  const posts = fc.array(
    fc.record({ unit: fc.nat(8), leads: fc.boolean(), clerk: fc.boolean(), administers: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  )

  it('stands for its own unit and agency, and for all that these succeed, and for nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(province, posts, fc.integer({ min: 0, max: last }), async (drawn, drawnPosts, n) => {
        const units = settle(drawn)
        await put(units)
        for (const [at, { leads, clerk, administers, unit: place }] of drawnPosts.entries()) {
          const unit = units[place % units.length] as Unit
          if (unit.ends <= n) continue
          // A post that took the place of another, which took the place of a third.
          const line = [newId(), newId(), newId()] as [string, string, string]
          const [id, before, first] = line
          const capabilities = [...(clerk ? ['register'] : []), ...(administers ? ['administer'] : [])]
          await database.owner
            .insertInto('position')
            .values(
              line.map((one) => ({
                id: one,
                unit_id: unit.id,
                agency_id: unit.agency.id,
                title: 'x',
                leads,
                capabilities,
                valid: one === id && unit.ends > last ? `[${day(0)},)` : `[${day(0)},${day(1)})`,
              })),
            )
            .execute()
          await database.owner
            .insertInto('post_succession')
            .values([
              { position_id: before, successor_id: id, from_day: day(1) },
              { position_id: first, successor_id: before, from_day: day(2) },
            ])
            .execute()
          const person = newId()
          const { rows } = await sql<{ principals: string[] }>`
            select array_agg(distinct principal order by principal) as principals from app.principals_of(${person}, ${id}, ${day(n)})`.execute(
            database.owner,
          )
          const agencies = units.filter((one) => one.isAgency && heirOn(one, n).agency === unit.agency)
          const expected = [
            person,
            id,
            ...(n >= 1 ? [before] : []),
            ...(n >= 2 ? [first] : []),
            ...(leads ? units.filter((one) => heirOn(one, n) === unit).map((one) => group('leaders', one.id)) : []),
            ...(clerk ? agencies.map((one) => group('clerks', one.id)) : []),
            ...(administers ? [] : agencies.map((one) => group('everyone', one.id))),
          ]
          expect(rows[0]?.principals, `post ${at} on day ${n}`).toEqual(expected.sort())
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('a succession', () => {
  const plain = (isAgency: boolean, ends: number): Unit => {
    const unit: Unit = { id: newId(), isAgency, agency: null as never, ends, heir: null }
    unit.agency = unit
    return unit
  }
  const failing = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      (error: { constraint?: string }) => error.constraint,
    )
  const succeed = (unit: Unit, heir: Unit, from: number) =>
    database.owner
      .insertInto('succession')
      .values({ unit_id: unit.id, successor_id: heir.id, from_day: day(from) })
      .execute()

  it('is of one that has ended, by one that is there, and comes back to nobody', async () => {
    const [gone, next, living] = [plain(true, 1), plain(true, 3), plain(true, Number.POSITIVE_INFINITY)]
    await put([gone, next, living])
    expect(await failing(succeed(living, next, 1))).toBe('organisation.succession-of-living')
    expect(await failing(succeed(next, gone, 3))).toBe('organisation.successor-absent')
    await succeed(gone, next, 1)
    expect(await failing(succeed(next, gone, 3))).toBe('organisation.succession-cycle')
    await succeed(next, living, 3)
    expect(await failing(succeed(gone, living, 3))).toBe('succession_pkey')
  })

  it('lets an old exchange code reach the heir for as long as it holds, unless it is another’s', async () => {
    const [gone, next, living] = [plain(true, 1), plain(true, 3), plain(true, Number.POSITIVE_INFINITY)]
    await put([gone, next, living])
    await succeed(gone, next, 1)
    await succeed(next, living, 3)
    const db = database.owner
    const code = newId()
    await sql`update unit_version set exchange_code = ${code} where unit_id = ${gone.id}`.execute(db)
    await sql`insert into exchange_code_alias (code, unit_id, valid) values (${code}, ${gone.id}, daterange(${day(1)}, ${day(5)}))`.execute(
      db,
    )
    const reached = async (n: number) =>
      (await sql<{ id: string | null }>`select app.unit_of_code(${code}, ${day(n)}) as id`.execute(db)).rows[0]?.id
    expect([await reached(0), await reached(1), await reached(3), await reached(5)]).toEqual([
      gone.id,
      next.id,
      living.id,
      null,
    ])
  })

  it('leaves each unit its name of every day', async () => {
    const [gone] = [plain(true, 3)]
    await put([gone])
    const name = async (n: number) =>
      (await sql<{ name: string }>`select app.unit_name(${gone.id}, ${day(n)}::date) as name`.execute(database.owner))
        .rows[0]?.name
    await sql`update unit_version set valid = daterange(${day(0)}, ${day(1)}) where unit_id = ${gone.id}`.execute(
      database.owner,
    )
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, name, short_name, abbreviation, name_en)
      values (${gone.id}, daterange(${day(1)}, ${day(3)}), 'ward', true, ${gone.id}, 'later', 'x', 'x', 'x')`.execute(
      database.owner,
    )
    expect([await name(-9), await name(0), await name(1), await name(2), await name(9)]).toEqual([
      gone.id,
      gone.id,
      'later',
      'later',
      'later',
    ])
  })
})
