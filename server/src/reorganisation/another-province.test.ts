import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { chart } from '@mocban/contract/organisation-chart'
import { reorganisation } from '@mocban/contract/reorganisation'
import { type NewList, newList, type OldList, oldList } from '@mocban/contract/reorganisation-lists'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { someFacts } from '../documents/testing/register.ts'
import { serveModules } from '../modules.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import { sealEvents, verifyEvents } from '../platform/events/index.ts'
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../platform/testing/index.ts'
import { workModules } from '../workers.ts'
import { makePlan, questionsOf, settleAll } from './testing/plans.ts'
import { type ProvinceOfList, provinceOfList } from './testing/province-of-list.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/**
 * A province that nobody has heard of, given in the same two files as Bắc Ninh: two provinces, three districts and twelve communes become one with four. One
 * predecessor matches nothing and one matches twice; everything else goes by itself, with what the twelve were working on.
 */

const named = (code: string, fullName: string) => ({ code, fullName, fullNameEn: fullName })
const old: OldList = oldList.parse({
  asOf: '2025-06-30',
  provinces: [
    {
      ...named('71', 'Tỉnh Sông Trăng'),
      districts: [
        {
          ...named('711', 'Thị xã Bến Trăng'),
          communes: [
            named('71101', 'Phường Bến Trăng'),
            named('71102', 'Phường Cửa Đình'),
            named('71103', 'Xã Bãi Dâu'),
            named('71104', 'Xã Vạn Chài'),
          ],
        },
        {
          ...named('712', 'Huyện Đồng Sen'),
          communes: [
            named('71201', 'Thị trấn Đồng Sen'),
            named('71202', 'Xã Sen Hồ'),
            named('71203', 'Xã Tân Lập'),
            named('71204', 'Xã Đầm Ngát'),
          ],
        },
      ],
    },
    {
      ...named('72', 'Tỉnh Núi Voi'),
      districts: [
        {
          ...named('721', 'Huyện Thạch Lâm'),
          communes: [
            named('72101', 'Thị trấn Thạch Lâm'),
            named('72102', 'Xã Suối Bạc'),
            named('72103', 'Xã Tân Lập'),
            named('72104', 'Xã Đèo Gió'),
          ],
        },
      ],
    },
  ],
})
const unit = (code: string, kind: 'commune' | 'ward', name: string, predecessors: string[]) => ({
  ...named(code, `${kind === 'ward' ? 'Phường' : 'Xã'} ${name}`),
  name,
  kind,
  predecessors,
})
const renewed: NewList = newList.parse({
  asOf: '2025-07-01',
  province: { ...named('71', 'Tỉnh Sông Trăng'), predecessors: ['Tỉnh Sông Trăng', 'Tỉnh Núi Voi'] },
  units: [
    unit('79001', 'ward', 'Bến Trăng', ['Phường Bến Trăng', 'Phường Cửa Đình', 'Xã Bãi Dâu', 'Xã Vạn Trài']),
    unit('79002', 'commune', 'Đồng Sen', ['Thị trấn Đồng Sen', 'Xã Sen Hồ', 'Xã Đầm Ngát']),
    unit('79003', 'commune', 'Thạch Lâm', ['Thị trấn Thạch Lâm', 'Xã Suối Bạc']),
    unit('79004', 'commune', 'Đèo Gió', ['Xã Đèo Gió', 'Xã Tân Lập']),
  ],
})
const ofBenTrang = ['71101 Phường Bến Trăng', '71102 Phường Cửa Đình', '71103 Xã Bãi Dâu', '71104 Xã Vạn Chài']

let database: TestDatabase
let server: TestServer
let province: ProvinceOfList
/** Of each of the four communes that become one: a document before its head, one that nobody has presented, an open task. */
const presented: string[] = []
const registered: string[] = []
const open: string[] = []
const place = (key: string) => province.at.get(key) as ProvinceOfList['at'] extends Map<string, infer P> ? P : never
/** Where somebody stands today, in the first of their posts. */
async function now({ personId }: Standing): Promise<Standing & { unitId: string; title: string }> {
  const { rows } = await sql<{ positionId: string; unitId: string; title: string }>`
    select q.id as "positionId", q.unit_id as "unitId", q.title from appointment x join position q on q.id = x.position_id
     where x.person_id = ${personId} and x.valid @> ${clock.today()}::date order by q.rank limit 1`.execute(
    database.owner,
  )
  return { personId, ...(rows[0] as { positionId: string; unitId: string; title: string }) }
}

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startTestServer(database.app, serveModules, workModules)
  clock.set('2025-06-30T02:00:00Z')
  province = await provinceOfList(database, old, { clerks: true })
  for (const key of ofBenTrang) {
    const { clerk, head, unitId } = place(key)
    if (!clerk) throw new Error('a commune without a registry')
    for (const kept of [presented, registered]) {
      const facts = someFacts({ arrivedOn: '2025-06-30', issuedOn: '2025-06-27', symbol: `${key.slice(0, 5)}/BKHCN` })
      const { documentId } = await server.ask(clerk, incoming.register, {
        body: { facts, files: [], duplicatesSeen: true } as never,
      })
      kept.push(documentId)
    }
    const facts = { title: `Việc của ${key}`, lead: { unitId, ...head } }
    open.push((await server.ask(head, tasks.create, { body: { facts } as never })).taskId)
    const id = presented.at(-1) ?? ''
    const { version } = await server.ask(clerk, documents.record, { params: { id } })
    await server.ask(clerk, handling.present, { params: { id }, body: { version, to: { unitId, ...head }, note: '' } })
  }
})
afterAll(async () => {
  clock.set(null)
  await server?.close()
  await database?.drop()
})

describe('another province, by the same two files', () => {
  let planId: string
  it('asks for the predecessor that matches nothing and the one that matches twice, and is not carried out before', async () => {
    clock.set('2025-07-01T01:00:00Z')
    const { administrator } = province
    const plan = await makePlan(server, administrator, '2025-07-01', [], {
      rules: { heads: 'of-main', formerHeads: null },
    })
    planId = plan.id
    const { version } = await server.ask(administrator, reorganisation.importLists, {
      params: { id: plan.id },
      body: { version: plan.version, old, new: renewed },
    })
    const asked = (await questionsOf(server, administrator, plan.id, 'no')).filter((one) =>
      one.kind.startsWith('predecessor-'),
    )
    expect(asked.map((one) => [one.kind, one.data.written]).sort()).toEqual([
      ['predecessor-ambiguous', 'Xã Tân Lập'],
      ['predecessor-not-found', 'Xã Vạn Trài'],
    ])
    const early = await server.call(administrator, reorganisation.carryOut, {
      params: { id: plan.id },
      body: { version },
    })
    expect(early.status).toBe(409)
  })

  it('is checked and carried out when they are settled', async () => {
    await settleAll(server, province.administrator, planId)
    const { version } = await server.ask(province.administrator, reorganisation.read, { params: { id: planId } })
    await server.ask(province.administrator, reorganisation.carryOut, { params: { id: planId }, body: { version } })
    await server.jobs.runWaiting()
    const done = await server.ask(await now(province.administrator), reorganisation.read, { params: { id: planId } })
    expect([done.state, done.failure]).toEqual(['done', null])
    // Every open task, step, draft and register, every post, seat and code: by the tables themselves.
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
    const { rows } = await sql<{ name: string }>`
      select name from unit_version where kind in ('ward', 'commune') and valid @> '2025-07-01'::date order by name`.execute(
      database.owner,
    )
    expect(rows.map((one) => one.name.replace('Ủy ban nhân dân ', ''))).toEqual([
      'phường Bến Trăng',
      'xã Đèo Gió',
      'xã Đồng Sen',
      'xã Thạch Lâm',
    ])
  })

  it('has every task and document of the four on one desk, the first morning', async () => {
    const head = await now(place(ofBenTrang[0] ?? '').head)
    const { items } = await server.ask(head, tasks.list, { query: { limit: 100 } } as never)
    expect(items.map((one) => one.id)).toEqual(expect.arrayContaining(open))
    // Whoever was the head of one of them has brought what lay before them; whoever leads them all sees it.
    for (const [n, key] of ofBenTrang.entries()) {
      const { toDo } = await server.ask(await now(place(key).head), handling.desk, {})
      expect(toDo.map((one) => one.documentId)).toEqual([presented[n]])
      await server.ask(head, documents.record, { params: { id: presented[n] ?? '' } })
    }
    // The links of before open them.
    const clerk = await now(place(ofBenTrang[1] ?? '').clerk as Standing)
    expect(clerk.unitId).toBe(head.unitId)
    for (const id of registered) {
      const { version, state } = await server.ask(clerk, documents.record, { params: { id } })
      expect(state).toBe('registered')
      await server.ask(clerk, handling.present, { params: { id }, body: { version, to: { ...head }, note: '' } })
    }
  })

  it('closes each book with its last number and goes on in one of its own', async () => {
    const clerk = await now(place(ofBenTrang[2] ?? '').clerk as Standing)
    const numbers: number[] = []
    for (const n of [1, 2, 3]) {
      const facts = someFacts({ arrivedOn: '2025-07-01', issuedOn: '2025-06-27', symbol: `${n}/MOI` })
      numbers.push(
        (await server.ask(clerk, incoming.register, { body: { facts, files: [], duplicatesSeen: true } as never }))
          .number,
      )
    }
    expect(numbers).toEqual([1, 2, 3])
    const { rows } = await sql<{ closed: boolean; last: number }>`
      select closed, last_number as last from register where agency_id = any (${ofBenTrang.map((key) => place(key).unitId)}) and travel = 'incoming'`.execute(
      database.owner,
    )
    expect(rows).toEqual(ofBenTrang.map(() => ({ closed: true, last: 2 })))
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })

  it('is found by the old names and reached by the old codes', async () => {
    const head = await now(place(ofBenTrang[0] ?? '').head)
    const found = await server.ask(head, chart.search, { query: { q: 'Cửa Đình' } })
    expect(found.map((one) => one.unitId)).toContain(place('71102 Phường Cửa Đình').unitId)
    const card = await server.ask(head, chart.unit, {
      params: { id: place('71102 Phường Cửa Đình').unitId },
      query: {},
    })
    expect(card.successor?.id).toBe(head.unitId)
    const byName = await server.ask(head, search.documents, { query: { q: '71102/BKHCN' } } as never)
    expect(byName.items.map((one) => one.documentId)).toContain(presented[1])
    const { rows } = await sql<{ unit: string }>`
      select app.unit_of_code(code, ${clock.today()}::date) as unit from unnest(${ofBenTrang.map((key) => place(key).code)}::text[]) code`.execute(
      database.owner,
    )
    expect(rows.map((one) => one.unit)).toEqual(ofBenTrang.map(() => head.unitId))
    // What was done under the old name is told under it.
    const told = await server.ask(head, trail.ofRecord, { params: { id: presented[1] ?? '' }, query: {} })
    expect(JSON.stringify(told)).toContain('Cửa Đình')
  })

  it('has a trail that verifies', async () => {
    await sealEvents(database.worker, Number.POSITIVE_INFINITY)
    expect(await verifyEvents(database.owner)).toMatchObject({ unsealed: 0, problems: [] })
  })
})
