import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type Tx } from '../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'

/**
 * Writes to the tables as somebody who knows nothing of the rules would, and looks afterwards, day by day and in plain code, whether the chart
 * stands: whatever the database took must be whole.
 */

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const first = Date.parse('2025-07-01')
const day = (n: number) => new Date(first + n * 86_400_000).toISOString().slice(0, 10)
const range = (from: number, to: number) => (to >= 12 ? `[${day(from)},)` : `[${day(from)},${day(to)})`)

type Step =
  | { act: 'version'; unit: number; from: number; days: number; parent: number; agency: boolean; of: number }
  | { act: 'cut'; unit: number; on: number }
  | { act: 'remove'; unit: number; at: number }
  | { act: 'post'; unit: number; from: number; days: number }
  | { act: 'hold'; post: number; from: number; days: number }

const at = fc.integer({ min: 0, max: 11 })
const some = fc.integer({ min: 0, max: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('version' as const),
      unit: some,
      from: at,
      days: fc.integer({ min: 1, max: 12 }),
      parent: fc.integer({ min: -2, max: 4 }),
      agency: fc.boolean(),
      of: some,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('cut' as const), unit: some, on: at }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), unit: some, at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('post' as const),
      unit: some,
      from: at,
      days: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('hold' as const),
      post: some,
      from: at,
      days: fc.integer({ min: 1, max: 12 }),
    }),
  },
)

/** One transaction of a few writes; what the database refuses is undone as a whole, as an act is. */
async function tryAll(units: string[], posts: string[], steps: Step[], person: string): Promise<boolean> {
  const made: string[] = []
  try {
    await database.owner.transaction().execute(async (tx) => {
      for (const one of steps) {
        const unit = 'unit' in one ? units[one.unit] : undefined
        if (one.act === 'version')
          await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
            values (${unit}, ${range(one.from, one.from + one.days)}, 'division', ${one.agency}, ${one.agency ? unit : units[one.of]},
                    ${units[one.parent] ?? null}, 'x', 'x', 'x', 'x')`.execute(tx)
        if (one.act === 'cut')
          await sql`update unit_version set valid = daterange(lower(valid), ${day(one.on)}) where unit_id = ${unit} and valid @> ${day(one.on)}::date
                    and lower(valid) < ${day(one.on)}::date`.execute(tx)
        if (one.act === 'remove')
          await sql`delete from unit_version where unit_id = ${unit} and valid @> ${day(one.at)}::date`.execute(tx)
        if (one.act === 'post') {
          const id = newId()
          await sql`insert into position (id, unit_id, agency_id, title, valid)
            values (${id}, ${unit}, ${unit}, 'x', ${range(one.from, one.from + one.days)})`.execute(tx)
          made.push(id)
        }
        if (one.act === 'hold' && posts[one.post])
          await sql`insert into appointment (person_id, position_id, valid)
            values (${person}, ${posts[one.post]}, ${range(one.from, one.from + one.days)})`.execute(tx)
      }
    })
  } catch (error) {
    // Checks and exclusions say no; anything else would be a fault of this test.
    if (!['23514', '23P01', '22000'].includes((error as { code?: string }).code ?? '')) throw error
    return false
  }
  posts.push(...made)
  return true
}

interface Version {
  unit: string
  parent: string | null
  agency: string
  isAgency: boolean
}

/** What is wrong with the chart of one day, by looking at nothing but that day. */
function faultsOf(versions: Version[]): string[] {
  const faults: string[] = []
  const byUnit = new Map(versions.map((one) => [one.unit, one]))
  if (byUnit.size !== versions.length) faults.push('two versions of a unit')
  for (const one of versions) {
    const seen = new Set([one.unit])
    for (let up = one.parent; up !== null; up = byUnit.get(up)?.parent ?? null) {
      if (!byUnit.has(up)) faults.push('under a unit that does not exist')
      if (seen.has(up)) {
        faults.push('under itself')
        break
      }
      seen.add(up)
    }
    if (!one.isAgency && !byUnit.get(one.agency)?.isAgency) faults.push('of an agency that is none')
    if (!one.isAgency && one.parent && byUnit.get(one.parent)?.agency !== one.agency) faults.push('of another agency')
  }
  return faults
}

async function look(units: string[]): Promise<string[]> {
  const faults: string[] = []
  const presence = new Map<string, string>()
  for (let n = 0; n <= 26; n += 1) {
    const { rows } = await sql<Version>`
      select unit_id as unit, parent_id as parent, agency_id as agency, is_agency as "isAgency" from unit_version
       where valid @> ${day(n)}::date and unit_id = any(${units}::uuid[])`.execute(database.owner)
    faults.push(...faultsOf(rows))
    const there = new Set(rows.map((one) => one.unit))
    for (const unit of units) presence.set(unit, (presence.get(unit) ?? '') + (there.has(unit) ? '1' : '0'))
    const { rows: homeless } = await sql`
      select from appointment x join position q on q.id = x.position_id
       where x.valid @> ${day(n)}::date and q.unit_id = any(${units}::uuid[])
         and (not q.valid @> ${day(n)}::date
              or (select max(coalesce(upper(v.valid), 'infinity')) from unit_version v where v.unit_id = q.unit_id) <= ${day(n)}::date)`.execute(
      database.owner,
    )
    if (homeless.length > 0) faults.push('a post held that is not there')
  }
  for (const days of presence.values()) if (/10+1/.test(days)) faults.push('a hole')
  return faults
}

describe('the organisation in time', { timeout: 120_000 }, () => {
  it('stands on every day, whatever is written', async () => {
    let taken = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 14 }),
        async (acts) => {
          const units = Array.from({ length: 5 }, () => newId())
          const person = newId()
          await database.owner
            .insertInto('unit')
            .values(units.map((id) => ({ id })))
            .execute()
          await database.owner.insertInto('person').values({ id: person, full_name: 'x', user_name: person }).execute()
          const posts: string[] = []
          for (const steps of acts) {
            if (await tryAll(units, posts, steps, person)) taken += 1
            else refused += 1
          }
          expect(await look(units)).toEqual([])
        },
      ),
      { numRuns: 30 },
    )
    // Both happen, or nothing was tried.
    expect(taken).toBeGreaterThan(30)
    expect(refused).toBeGreaterThan(30)
  })

  it('finds a circle that two people close at the same moment, each of them right alone', async () => {
    const [a, b, top] = [newId(), newId(), newId()]
    await database.owner
      .insertInto('unit')
      .values([{ id: a }, { id: b }, { id: top }])
      .execute()
    for (const id of [top, a, b])
      await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
        values (${id}, '[2025-07-01,)', 'department', true, ${id}, ${id === top ? null : top}, 'x', 'x', 'x', 'x')`.execute(
        database.owner,
      )
    const put = (unit: string, under: string) =>
      database.owner.transaction().execute(async (tx) => {
        await tx.updateTable('unit_version').set({ parent_id: under }).where('unit_id', '=', unit).execute()
      })
    const outcomes = await Promise.allSettled([put(a, b), put(b, a)])
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('ends no unit that has posts, people or units left', async () => {
    const [top, below] = [newId(), newId()]
    await database.owner
      .insertInto('unit')
      .values([{ id: top }, { id: below }])
      .execute()
    const put = (id: string, isAgency: boolean) =>
      sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
        values (${id}, '[2025-07-01,)', 'division', ${isAgency}, ${top}, ${isAgency ? null : top}, 'x', 'x', 'x', 'x')`.execute(
        database.owner,
      )
    await put(top, true)
    await put(below, false)
    const end = (unit: string) =>
      database.owner
        .updateTable('unit_version')
        .set({ valid: '[2025-07-01,2025-09-01)' })
        .where('unit_id', '=', unit)
        .execute()
    await expect(end(top)).rejects.toMatchObject({
      constraint: expect.stringMatching(/unit-has-children|unit-agency-absent/),
    })
    await database.owner.insertInto('position').values({ unit_id: below, agency_id: top, title: 'x' }).execute()
    await expect(end(below)).rejects.toMatchObject({ constraint: 'organisation.unit-has-posts' })
  })

  it('looks at everything that a transaction touched, also at what came after it had been looked at once', async () => {
    const [top, good, bad] = [newId(), newId(), newId()]
    await database.owner
      .insertInto('unit')
      .values([{ id: top }, { id: good }, { id: bad }])
      .execute()
    const version = (id: string, from: string, under: string | null) =>
      sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
        values (${id}, daterange(${from}, null), 'division', ${under === null}, ${under ?? id}, ${under}, 'x', 'x', 'x', 'x')`
    const attempt = (work: (tx: Tx) => Promise<unknown>) => database.owner.transaction().execute(work)
    await attempt((tx) => version(top, '2025-07-01', null).execute(tx))
    // Many good ones do not hide the bad one among them.
    const many = Array.from({ length: 40 }, () => newId())
    await database.owner
      .insertInto('unit')
      .values(many.map((id) => ({ id })))
      .execute()
    const early = { constraint: 'organisation.unit-parent-absent' }
    await expect(
      attempt(async (tx) => {
        for (const id of many) await version(id, '2025-08-01', top).execute(tx)
        await version(bad, '2025-06-01', top).execute(tx)
      }),
    ).rejects.toMatchObject(early)
    // Looked at half-way, then something else is written.
    await expect(
      attempt(async (tx) => {
        await version(good, '2025-08-01', top).execute(tx)
        await sql`set constraints all immediate`.execute(tx)
        await sql`set constraints all deferred`.execute(tx)
        await version(bad, '2025-06-01', top).execute(tx)
      }),
    ).rejects.toMatchObject(early)
    // What was taken back to a savepoint does not take its neighbours along.
    await expect(
      attempt(async (tx) => {
        await version(bad, '2025-06-01', top).execute(tx)
        await sql`savepoint half`.execute(tx)
        await version(good, '2025-08-01', top).execute(tx)
        await sql`rollback to savepoint half`.execute(tx)
      }),
    ).rejects.toMatchObject(early)
    await attempt((tx) => version(good, '2025-08-01', top).execute(tx))
    const { rows } = await sql`select from organisation_touched`.execute(database.owner)
    expect(rows, 'what was looked at is not kept').toHaveLength(0)
  })

  it('lets nobody hold a post beyond its days, from either side', async () => {
    const [unit, position, person] = [newId(), newId(), newId()]
    await database.owner.insertInto('unit').values({ id: unit }).execute()
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, name, short_name, abbreviation, name_en)
      values (${unit}, '[2025-07-01,)', 'department', true, ${unit}, 'x', 'x', 'x', 'x')`.execute(database.owner)
    await database.owner.insertInto('person').values({ id: person, full_name: 'x', user_name: person }).execute()
    await database.owner
      .insertInto('position')
      .values({ id: position, unit_id: unit, agency_id: unit, title: 'x', valid: '[2025-07-01,2025-12-01)' })
      .execute()
    const hold = (valid: string) =>
      database.owner.insertInto('appointment').values({ person_id: person, position_id: position, valid }).execute()
    await expect(hold('[2025-08-01,)')).rejects.toMatchObject({ constraint: 'organisation.post-absent' })
    await hold('[2025-08-01,2025-12-01)')
    const shorten = database.owner
      .updateTable('position')
      .set({ valid: '[2025-07-01,2025-09-01)' })
      .where('id', '=', position)
      .execute()
    await expect(shorten).rejects.toMatchObject({ constraint: 'organisation.post-held' })
  })
})
