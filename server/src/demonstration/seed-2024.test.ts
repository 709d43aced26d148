import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'
import { demonstrationRoles2024, demonstrationState, rolesOf, type SeedCounts, seedDemonstration } from './index.ts'
import { tellProvinces2024 } from './story/tell-2024.ts'

let database: TestDatabase
let counts: SeedCounts
const files = {
  putBytes: async (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex') }),
}
const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(database.owner)).rows
const one = async <T>(query: ReturnType<typeof sql<T>>) => (await rows(query))[0] as T

beforeAll(async () => {
  database = await createTestDatabase()
  counts = await seedDemonstration({ ownerUrl: database.ownerUrl, files, province: '2024' })
}, 300_000)
afterAll(() => database.drop())

describe('the demonstration as it was in mid-2024', () => {
  it('is told the same for the same seed, and says which it is', async () => {
    const said = (seed: number) =>
      createHash('sha256')
        .update(JSON.stringify(tellProvinces2024(seed).map(({ province, world }) => [province, [...world.rows]])))
        .digest('hex')
    expect(said(57)).toBe(said(57))
    const state = await demonstrationState(database.ownerUrl)
    expect(state).toBe('demonstration-2024')
    expect(rolesOf(state)).toBe(demonstrationRoles2024)
  }, 60_000)

  it('has two provinces with their departments, 18 districts and 335 communes, each with its people', async () => {
    const agencies = await rows<{ kind: string; count: number }>(
      sql`select kind, count(*)::int as count from unit_version where is_agency group by kind order by kind`,
    )
    const of = Object.fromEntries(agencies.map((row) => [row.kind, row.count]))
    expect(of).toMatchObject({ province: 2, district: 18, department: 32 })
    expect((of.commune ?? 0) + (of.ward ?? 0)).toBe(335)
    const lacking = await rows(sql`
      select u.name from unit_version u where u.kind in ('commune', 'ward', 'district') and u.is_agency and not (
        select count(*) filter (where q.title = 'Chủ tịch') = 1 and count(*) filter (where q.title = 'Phó Chủ tịch') >= 1
           and count(*) filter (where 'number' = any (q.capabilities)) = 1 and count(*) filter (where 'draft' = any (q.capabilities)) >= 3
          from position q join appointment x on x.position_id = q.id where q.agency_id = u.unit_id)`)
    expect(lacking).toEqual([])
    const names = new Set(
      (await rows<{ user_name: string }>(sql`select user_name from person`)).map((p) => p.user_name),
    )
    expect(names.size).toBe(counts.people)
    expect(demonstrationRoles2024.filter((role) => !names.has(role.userName))).toEqual([])
  })

  it('has some 600 documents with files and about 1,000 tasks, open in every commune, and nothing after the eve of the merger', async () => {
    expect(counts.documents).toBeGreaterThan(500)
    expect(counts.documents).toBeLessThan(1000)
    const { tasks, open, idle } = await one<{ tasks: number; open: number; idle: number }>(sql`
      select count(*)::int as tasks, count(*) filter (where state not in ('closed', 'refused'))::int as open,
             (select count(*)::int from unit_version u where u.kind in ('commune', 'ward') and u.is_agency
               and not exists (select from task t where t.agency_id = u.unit_id and t.state not in ('closed', 'refused'))) as idle
        from task`)
    expect(tasks).toBeGreaterThan(900)
    expect(open).toBeGreaterThan(600)
    expect(idle).toBe(0)
    const late = await one<{ late: number }>(sql`
      select (select count(*) from document where greatest(created_at, listed_at) > '2025-06-30 17:00+07')::int
           + (select count(*) from event where at > '2025-06-30 17:00+07')::int
           + (select count(*) from task where created_at > '2025-06-30 17:00+07')::int as late`)
    expect(late.late).toBe(0)
    const bare = await rows(sql`
      select d.id from document d where d.state in ('issued', 'registered', 'presented', 'directed', 'processing', 'finished')
         and not exists (select from document_file f where f.document_id = d.id)`)
    expect(bare).toEqual([])
  })

  it('has in every district a decision of 2024 with its number and seal', async () => {
    const without = await rows(sql`
      select u.name from unit_version u where u.kind = 'district' and not exists (
        select from document d where d.agency_id = u.unit_id and d.travel = 'outgoing' and d.state = 'issued'
           and d.issued_on < '2025-01-01' and d.number is not null and u.seal_text is not null)`)
    expect(without).toEqual([])
  })

  it('counts every register 1, 2, 3 …', async () => {
    const gaps = await rows(sql`
      select register_id from register_entry group by register_id having max(number) <> count(*) or min(number) <> 1`)
    expect(gaps).toEqual([])
  })
})
