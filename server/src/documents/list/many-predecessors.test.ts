import { documents } from '@mocban/contract/documents'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor, newId } from '../../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.ts'
import { listDocuments } from './list-documents.ts'

let database: TestDatabase
let province: SmallProvince
const each = 600

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  const { owner } = database
  const { people, units } = province
  const agencies = [units.ubnd]
  for (let n = 0; n < 6; n++) {
    const id = newId()
    agencies.push(id)
    await sql`insert into unit (id) values (${id})`.execute(owner)
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, name, short_name, abbreviation, name_en)
      values (${id}, '[2020-01-01,2025-07-01)', 'commune', true, ${id}, ${`Xã ${n}`}, 'x', 'UBND', 'x')`.execute(owner)
    await sql`insert into succession (unit_id, successor_id, from_day) values (${id}, ${units.ubnd}, '2025-07-01')`.execute(
      owner,
    )
  }
  await sql`
    with made as (
      insert into document (agency_id, travel, state, type_code, abstract, created_by, listed_at)
      select a.id, 'internal', 'draft', 'cong-van', 'x', ${people.chairman.personId}, timestamptz '2025-01-01' + n * interval '7 minutes' + a.place * interval '1 minute'
        from unnest(${agencies}::uuid[]) with ordinality a (id, place), generate_series(1, ${each}) n returning id, agency_id, listed_at)
    insert into audience (record_id, principal, list, reason, at)
      select id, app.leaders_of(agency_id), 'internal', 'leader-above', listed_at from made`.execute(owner)
  await sql`analyze audience, document`.execute(owner)
})
afterAll(() => database.drop())

it('the head of an agency that succeeds six others pages through all their documents, reading little more than is shown', async () => {
  const first = documents.list.query?.parse({ limit: 20 }) as never
  await asActor(database.app, province.people.chairman, async (tx) => {
    const { items } = await listDocuments(tx, first)
    expect(items).toHaveLength(20)
    // Of all seven agencies in turn, the newest first.
    expect(new Set(items.map((one) => one.listedAt)).size).toBe(20)
    const times = items.map((one) => Date.parse(one.listedAt))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const { rows } = await sql<{ whole: number; read: number }>`
      select seq_tup_read::int as whole, idx_tup_fetch::int as read from pg_stat_xact_user_tables where relname = 'audience'`.execute(
      tx,
    )
    expect(rows[0]?.whole).toBe(0)
    expect(rows[0]?.read).toBeGreaterThan(20)
    expect(rows[0]?.read).toBeLessThan((7 * each) / 5)
  })
})
