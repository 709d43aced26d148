import { documents } from '@mocban/contract/documents'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { actFor } from '../../organisation/testing/act-for.ts'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import { createTestDatabase, rowsRead, type TestDatabase } from '../../platform/testing/index.ts'
import { listDocuments } from './list-documents.ts'

let database: TestDatabase
let province: SmallProvince
const whole = 40_000

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  const { people, units } = province
  // Loaded in bulk: nothing is searched or told here. The oldest two alone are urgent, and one of them alone tells of a bridge.
  await database.owner.connection().execute(async (owner) => {
    await sql`set session_replication_role = replica`.execute(owner)
    await sql`
      with made as (
        insert into document (agency_id, travel, state, type_code, abstract, urgency, created_by, listed_at)
        select ${units.ubnd}, 'internal', 'draft', 'cong-van', case when n = 1 then 'Cầu Bồ Sơn' else 'Đường' end, case when n <= 2 then 'urgent' else 'normal' end,
               ${people.chairman.personId}, timestamptz '2020-01-01' + n * interval '7 minutes'
          from generate_series(1, ${whole}::int) n returning id, agency_id, listed_at)
      insert into audience (record_id, principal, list, reason, at)
        select id, app.leaders_of(agency_id), 'internal', 'leader-above', listed_at from made`.execute(owner)
    await sql`set session_replication_role = origin`.execute(owner)
  })
  await sql`analyze audience, document`.execute(database.owner)
})
afterAll(() => database.drop())

/** One page, with how many rows of documents and their audience were read for it. */
const ask = (filter: Record<string, unknown>, who: Standing = province.people.chairman) =>
  asActor(database.app, who, async (tx) => {
    const before = await rowsRead(tx, 'audience', 'document')
    const { items, next, lookedBack } = await listDocuments(tx, documents.list.query?.parse(filter) as never)
    return { items, next, lookedBack, read: (await rowsRead(tx, 'audience', 'document')) - before }
  })

it.each([
  ['a type that nothing has', { type: 'ke-hoach' }, 20_500],
  ['words that none has', { q: 'không đâu có' }, 8_500],
  ['words that none has, in all books', { q: 'không đâu có', travel: 'internal' }, 8_500],
  ['nothing late', { late: 'true' }, 20_500],
])(
  'reads no more for %s than its window, however much there is, and says how far it looked',
  async (_, filter, most) => {
    const { items, next, lookedBack, read } = await ask(filter)
    expect(items).toEqual([])
    expect(next).toBeTruthy()
    expect(Date.parse(lookedBack ?? '')).toBeGreaterThan(Date.parse('2020-02-01'))
    // A whole minute, which is no record's own.
    expect(Date.parse(lookedBack ?? '') % 60_000).toBe(0)
    expect(read).toBeGreaterThan(most)
    // Each once in the index to see where the window ends, once more to look at it, and its document.
    expect(read).toBeLessThanOrEqual(3 * most)
  },
)

it('looks through so many for a deputy within whose scope there is nothing, and says how far', async () => {
  const { people, units } = province
  const deputy = await actFor(database, people.chairman, people.wardSpecialist, { units: [units.kinhBac] })
  const { items, next, lookedBack, read } = await ask({}, deputy)
  expect(items).toEqual([])
  expect(next).toBeTruthy()
  expect(lookedBack).toBeTruthy()
  expect(read).toBeLessThanOrEqual(5 * 4_500)
})

it('reads little where the page is full at once', async () => {
  const { items, next, lookedBack, read } = await ask({ open: 'true', limit: 20 })
  expect(items).toHaveLength(20)
  expect(next).toBeTruthy()
  expect(lookedBack).toBeUndefined()
  expect(read).toBeLessThan(1_500)
})

it('finds the oldest by looking further, each once, and then says that there is no more', async () => {
  for (const [filter, found] of [
    [{ urgency: 'urgent' }, 2],
    [{ q: 'bo son' }, 1],
    [{ urgency: 'urgent', to: '2020-01-03', from: '2020-01-01' }, 2],
    [{ urgency: 'express' }, 0],
  ] as const) {
    const ids: string[] = []
    let after: string | undefined
    let pages = 0
    let before = Number.POSITIVE_INFINITY
    do {
      const page = await ask({ ...filter, ...(after ? { after } : {}) })
      ids.push(...page.items.map((one) => one.id))
      if (page.lookedBack) expect(Date.parse(page.lookedBack)).toBeLessThan(before)
      before = Date.parse(page.lookedBack ?? '')
      after = page.next
      pages++
    } while (after)
    expect(new Set(ids).size).toBe(found)
    expect(ids).toHaveLength(found)
    expect(pages).toBe('to' in filter ? 1 : 'q' in filter ? 5 : 2)
  }
})
