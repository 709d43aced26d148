import { readFileSync } from 'node:fs'
import { reorganisation } from '@mocban/contract/reorganisation'
import { oldList } from '@mocban/contract/reorganisation-lists'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveModules } from '../modules.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../platform/testing/index.ts'
import { workModules } from '../workers.ts'
import { checkPlan, makePlan, questionsOf } from './testing/plans.ts'
import { provinceOfList } from './testing/province-of-list.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/** The merger of 1 July 2025 as the two published lists tell it: two provinces, 18 districts and 335 communes, each with its head, become one with 99. */

const data = (name: string) =>
  JSON.parse(readFileSync(new URL(`../demonstration/data/${name}.json`, import.meta.url), 'utf8'))

let database: TestDatabase
let server: TestServer
let administrator: Standing
beforeAll(async () => {
  database = await createTestDatabase()
  server = await startTestServer(database.app, serveModules, workModules)
  clock.set('2025-07-01T01:00:00Z')
  ;({ administrator } = await provinceOfList(database, oldList.parse(data('units-2024-06'))))
})
afterAll(async () => {
  clock.set(null)
  await server.close()
  await database.drop()
})

it('goes by itself but for what matches nothing or twice, and leaves nobody and nothing behind', async () => {
  const plan = await makePlan(server, administrator, '2025-07-01', [], {
    rules: { heads: 'of-main', formerHeads: null },
  })
  const imported = await server.ask(administrator, reorganisation.importLists, {
    params: { id: plan.id },
    body: { version: plan.version, old: data('units-2024-06'), new: data('units-2025-07') },
  })
  const asked = await questionsOf(server, administrator, plan.id, 'no')
  const names = asked.filter((one) => one.kind.startsWith('predecessor-'))
  expect(names.length).toBeGreaterThanOrEqual(35)
  let { version } = imported
  for (let round = 0; round < 4; round++) {
    for (const kind of [
      'predecessor-not-found',
      'predecessor-ambiguous',
      'unit-without-successor',
      'double-name',
      'double-abbreviation',
    ] as const)
      ({ version } = await server.ask(administrator, reorganisation.settleAlike, {
        params: { id: plan.id },
        body: { version, kind },
      }))
    const { check } = await checkPlan(server, administrator, plan.id)
    expect(check.state).toBe('done')
    if (Object.keys(check.unsettled).length === 0) break
  }
  expect(await questionsOf(server, administrator, plan.id, 'no')).toEqual([])
  await server.ask(administrator, reorganisation.carryOut, { params: { id: plan.id }, body: { version } })
  await server.jobs.runWaiting()
  // Who ordered it sits in the merged province now, and goes on there.
  const post = await database.owner
    .selectFrom('appointment')
    .select('position_id')
    .where('person_id', '=', administrator.personId)
    .where(sql<boolean>`valid @> '2025-07-01'::date`)
    .executeTakeFirst()
  const who = { personId: administrator.personId, positionId: post?.position_id ?? '' }
  const done = await server.ask(who, reorganisation.read, { params: { id: plan.id } })
  expect(done.failure).toBeNull()
  expect(done.state).toBe('done')
  expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  const { rows } = await sql<{ provinces: number; communes: number; heads: number }>`
    select count(*) filter (where kind = 'province')::int as provinces, count(*) filter (where kind in ('ward', 'commune'))::int as communes,
           (select count(*)::int from position q join appointment x on x.position_id = q.id and x.valid @> '2025-07-01'::date
             where q.valid @> '2025-07-01'::date and q.leads and q.rank = 1) as heads
      from unit_version where valid @> '2025-07-01'::date`.execute(database.owner)
  expect(rows[0]).toEqual({ provinces: 1, communes: 99, heads: 100 })
  // The one that the lists leave as it was writes on in its book of the year in which the day lies, whenever it is carried out; all others have ended.
  const { rows: open } = await sql<{ agency: string }>`
    select u.name as agency from register r join unit_version u on u.unit_id = r.agency_id and u.valid @> '2025-07-01'::date
     where r.year = 2025 and not r.closed`.execute(database.owner)
  expect(open).toEqual([{ agency: expect.stringMatching(/xã Tuấn Đạo/i) }])
}, 120_000)
