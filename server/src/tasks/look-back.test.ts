import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actFor } from '../organisation/testing/act-for.ts'
import { makeSmallProvince, type SmallProvince } from '../organisation/testing/small-province.ts'
import { asActor, type Standing, type Tx } from '../platform/database/index.ts'
import { createTestDatabase, rowsRead, type TestDatabase } from '../platform/testing/index.ts'
import { listOrigins } from './list-origins.ts'
import { listTasks } from './list-tasks.ts'

let database: TestDatabase
let province: SmallProvince
const whole = 40_000

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  const { people, units } = province
  // Loaded in bulk: nothing is told here. The oldest two alone are held by the chairman and count as key, and one of them alone tells of a bridge.
  await database.owner.connection().execute(async (owner) => {
    await sql`set session_replication_role = replica`.execute(owner)
    await sql`
      with made as (
        insert into task (agency_id, title, state, importance, origin, lead_unit_id, lead_agency_id, holder, assigned_by, assigned_position, listed_at)
        select ${units.ubnd}, case when n = 1 then 'Cầu Bồ Sơn' else 'Đường' end, 'assigned', case when n <= 2 then 'key' else 'normal' end, 'own', ${units.skhcn}, ${units.skhcn},
               case when n <= 2 then ${people.chairman.positionId}::uuid else ${people.director.positionId}::uuid end, ${people.viceChairman.personId}, ${people.viceChairman.positionId},
               timestamptz '2020-01-01' + n * interval '7 minutes'
          from generate_series(1, ${whole}::int) n returning id, agency_id, listed_at)
      insert into audience (record_id, principal, list, reason, at)
        select id, app.leaders_of(agency_id), 'task', 'leader-above', listed_at from made`.execute(owner)
    await sql`set session_replication_role = origin`.execute(owner)
  })
  await sql`analyze audience, task`.execute(database.owner)
})
afterAll(() => database.drop())

/** One page, with how many rows of tasks and their audience were read for it. */
const read = <Page extends object>(
  list: (tx: Tx, filter: never) => Promise<Page>,
  filter: Record<string, unknown>,
  who: Standing,
) =>
  asActor(database.app, who, async (tx) => {
    const before = await rowsRead(tx, 'audience', 'task')
    const page = await list(tx, tasks.list.query?.parse(filter) as never)
    return { ...page, read: (await rowsRead(tx, 'audience', 'task')) - before }
  })
const ask = (filter: Record<string, unknown>, who: Standing = province.people.chairman) => read(listTasks, filter, who)
const askOrigins = (filter: Record<string, unknown>, who: Standing = province.people.chairman) =>
  read(listOrigins, filter, who)

/** Somebody who acts for the chairman in what concerns one unit, of which there is nothing. */
const deputy = () =>
  actFor(database, province.people.chairman, province.people.wardSpecialist, { units: [province.units.kinhBac] })

it.each([
  ['an importance that nothing has', { importance: 'high' }, 20_500],
  ['words that none has', { q: 'không đâu có' }, 8_500],
  ['nothing late', { late: 'true' }, 20_500],
  ['a deputy within whose scope there is nothing', {}, 4_500],
])(
  'reads no more for %s than its window, however much there is, and says how far it looked',
  async (name, filter, most) => {
    const { items, next, lookedBack, read } = await ask(
      filter,
      name.startsWith('a deputy') ? await deputy() : undefined,
    )
    expect(items).toEqual([])
    expect(next).toBeTruthy()
    expect(Date.parse(lookedBack ?? '')).toBeGreaterThan(Date.parse('2020-02-01'))
    // A whole minute, which is no record's own.
    expect(Date.parse(lookedBack ?? '') % 60_000).toBe(0)
    expect(read).toBeGreaterThan(most)
    // Each once in the index to see where the window ends, and once more to look at it, its task, and whether who asks may see that.
    expect(read).toBeLessThanOrEqual(5 * most)
  },
)

it('reads little where the page is full at once', async () => {
  const { items, next, lookedBack, read } = await ask({ open: 'true', limit: 20 })
  expect(items).toHaveLength(20)
  expect(next).toBeTruthy()
  expect(lookedBack).toBeUndefined()
  expect(read).toBeLessThan(1_500)
})

it('finds what one holds at once, however old it is', async () => {
  const { items, next, lookedBack, read } = await ask({ scope: 'mine' })
  expect(items).toHaveLength(2)
  expect(next ?? lookedBack).toBeUndefined()
  expect(read).toBeLessThan(50)
})

it('finds the oldest by looking further, each once, and then says that there is no more', async () => {
  for (const [filter, found, pages] of [
    [{ importance: 'key' }, 2, 2],
    [{ q: 'bo son' }, 1, 5],
    [{ state: 'closed' }, 0, 2],
    [{ scope: 'mine', limit: 1 }, 2, 2],
  ] as const) {
    const ids: string[] = []
    let after: string | undefined
    let read = 0
    do {
      const page = await ask({ ...filter, ...(after ? { after } : {}) })
      ids.push(...page.items.map((one) => one.id))
      after = page.next
      read++
    } while (after)
    expect(new Set(ids).size, JSON.stringify(filter)).toBe(found)
    expect(ids).toHaveLength(found)
    expect(read).toBe(pages)
  }
})

describe('by what they came from, where one post has assigned all of them,', () => {
  it('reads no more than the windows and so many of each, and says how far it looked and since when it counted', async () => {
    const { items, next, lookedBack, read } = await askOrigins({})
    expect(items).toMatchObject([{ origin: 'own', countedSince: expect.any(String) }])
    expect(items[0]?.total).toBeGreaterThanOrEqual(1_000)
    expect(items[0]?.total).toBeLessThan(1_100)
    expect(next).toBeTruthy()
    expect(Date.parse(lookedBack ?? '') % 60_000).toBe(0)
    expect(read).toBeGreaterThan(20_500)
    expect(read).toBeLessThanOrEqual(5 * 20_500)
  })

  it('shows an origin once, however often one looks further, and then says that there is no more', async () => {
    const found: number[] = []
    let after: string | undefined
    do {
      const page = await askOrigins({ ...(after ? { after } : {}) })
      found.push(page.items.length)
      expect(page.read).toBeLessThanOrEqual(5 * 20_500)
      after = page.next
    } while (after)
    expect(found).toEqual([1, 0])
  })

  it('finds what one holds at once, however old it is', async () => {
    const { items, next, lookedBack, read } = await askOrigins({ scope: 'mine' })
    expect(items).toMatchObject([{ total: 2, countedSince: null }])
    expect(next ?? lookedBack).toBeUndefined()
    expect(read).toBeLessThan(2_500)
  })

  it('opens the tasks of one, newest first, and those of somebody who sees few among very many by looking further', async () => {
    const [{ id } = { id: '' }] = (await askOrigins({})).items
    const first = await ask({ sameOriginAs: id, limit: 20 })
    expect(first.items.map((one) => one.id)[0]).toBe(id)
    expect(first.next).toBeTruthy()
    expect(first.lookedBack).toBeUndefined()
    expect(first.read).toBeLessThan(2_500)
    const none = await ask({ sameOriginAs: id, importance: 'high' })
    expect(none.items).toEqual([])
    expect(none.lookedBack).toBeTruthy()
    expect(none.read).toBeLessThanOrEqual(5 * 20_500)
  })
})
