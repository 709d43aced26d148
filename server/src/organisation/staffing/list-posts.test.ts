import { staffing } from '@mocban/contract/organisation-staffing'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { asActor } from '../../platform/database/index.ts'
import { createTestDatabase, rowsRead, type TestDatabase } from '../../platform/testing/index.ts'
import { makeSmallProvince, type SmallProvince } from '../testing/small-province.ts'
import { listPosts } from './list-posts.ts'

let database: TestDatabase
let province: SmallProvince
const communes = 300
const each = 20

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  clock.set('2025-08-04T02:00:00Z')
  await database.owner.connection().execute(async (owner) => {
    await sql`set session_replication_role = replica`.execute(owner)
    await sql`
      with made as (
        insert into unit (id) select ${sql.raw("('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid")} from generate_series(1, ${communes}::int) n returning id),
      named as (
        insert into unit_version (unit_id, valid, name, short_name, name_en, abbreviation, kind, parent_id, agency_id, is_agency, ordinal)
        select id, '[2025-07-01,)', 'Xã ' || right(id::text, 3), 'Xã', 'Commune', 'X' || right(id::text, 3), 'commune', ${province.units.ubnd}, id, true, 10000 + right(id::text, 3)::int from made returning unit_id)
      insert into position (id, unit_id, agency_id, title, rank, valid)
        select gen_random_uuid(), unit_id, unit_id, 'Chuyên viên ' || n, n, '[2025-07-01,)' from named cross join generate_series(1, ${each}::int) n`.execute(
      owner,
    )
    await sql`update position set title = 'Thợ in mộc bản' where unit_id = '00000000-0000-4000-8000-000000000300' and rank = 7`.execute(
      owner,
    )
    await sql`set session_replication_role = origin`.execute(owner)
  })
  await sql`analyze position, unit_version`.execute(database.owner)
  return () => database.drop()
})

/** One page, with how many posts were read for it. */
const ask = (query: Record<string, unknown>) =>
  asActor(database.app, province.people.administrator, async (tx) => {
    const before = await rowsRead(tx, 'position')
    const page = await listPosts(tx, { on: '2025-08-04', ...(staffing.posts.query?.parse(query) as { limit: number }) })
    return { ...page, read: (await rowsRead(tx, 'position')) - before }
  })

describe('a list of posts', () => {
  it.each([{ q: 'thợ in mộc bản' }, { figure: 'fits' }, { lack: 'field' }, { field: '48' }])(
    'with a filter that little fits looks at no more posts than its window, and says how far it looked: %o',
    async (filter) => {
      const page = await ask(filter)
      expect(page.items).toEqual([])
      expect(page.lookedTo).toMatch(/^Xã /)
      expect(page.next).toBeTruthy()
      // Each to be counted, to be looked at, and for its title.
      expect(page.read).toBeLessThan(3 * 2500 + 100)
    },
  )

  it('finds what is last by looking further, and then says that there is no more', async () => {
    const found: string[] = []
    let after: string | undefined
    let pages = 0
    do {
      const page = await ask({ q: 'tho in moc ban', ...(after ? { after } : {}) })
      found.push(...page.items.map((one) => one.title))
      after = page.next
      pages += 1
    } while (after)
    expect(found).toEqual(['Thợ in mộc bản'])
    expect(pages).toBe(3)
  })

  it('without a filter reads what is shown, each post once', async () => {
    const seen = new Set<string>()
    let after: string | undefined
    for (let n = 0; n < 4; n++) {
      const page = await ask({ limit: 50, of: 'communes', ...(after ? { after } : {}) })
      expect(page.lookedTo).toBeUndefined()
      expect(page.read).toBeLessThan(400)
      expect(page.items).toHaveLength(50)
      for (const one of page.items) seen.add(one.positionId)
      after = page.next
    }
    expect(seen.size).toBe(200)
  })
})
