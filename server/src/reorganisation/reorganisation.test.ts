import { execFileSync } from 'node:child_process'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { chart } from '@mocban/contract/organisation-chart'
import { reorganisation } from '@mocban/contract/reorganisation'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import {
  carryOutPlan,
  checkPlan,
  kinhBacTuSon,
  makePlan,
  plannedUnit,
  questionsOf,
  settleAll,
} from './testing/plans.ts'
import { standsNow } from './testing/stands-now.ts'
import { faultsOf } from './testing/what-must-hold.ts'
import { plantWork, type WorkOfEverySort } from './testing/work-of-every-sort.ts'

/** Four reorganisations one after the other in one province, with work of every sort open: merged, changed, split, dissolved, and put right again. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']
let units: SmallProvince['units']

const at = (day: string, time = '03:00') => clock.set(`${day}T${time}:00Z`)
const faults = () => faultsOf(database.owner, clock.now().toISOString())
const now = (who: Standing) => standsNow(database.owner, who)
const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })
const found = async (who: Standing, q: string) =>
  (await server.ask(who, search.documents, { query: { q } } as never)).items.map((one) => one.documentId)
const eventsOf = async (id: string) =>
  (await database.owner.selectFrom('event').select('kind').where('record_id', '=', id).orderBy('id').execute()).map(
    (one) => one.kind,
  )

let work: WorkOfEverySort

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  ;({ people, units } = province)
  at('2026-03-02')
  work = await plantWork(served)
  return served.close
})

describe('two wards become one', () => {
  let planId: string

  it('is checked: counted by unit and kind, compared, printed', async () => {
    await database.owner
      .updateTable('unit_version')
      .set({ ordinal: 115 })
      .where('unit_id', '=', units.kinhBac)
      .execute()
    const plan = await makePlan(server, people.administrator, '2026-03-03', [
      kinhBacTuSon(units),
      { kind: 'change', unitId: units.skhcn, facts: { name: 'Sở Khoa học, Công nghệ và Chuyển đổi số' } },
    ])
    planId = plan.id
    const settled = await settleAll(server, people.administrator, planId)
    expect(settled.check.totals).toMatchObject({
      documents: 6,
      arrivals: 2,
      drafts: 1,
      'tasks-open': 2,
      'work-files': 1,
      registers: 2,
      people: 5,
      'documents-open': 4,
    })
    const { items } = await server.ask(people.administrator, reorganisation.counts, {
      params: { id: planId },
      query: {},
    })
    expect(items.find((row) => row.unit.id === units.kinhBac)).toMatchObject({
      becomes: 'ends',
      counts: { documents: 5, 'documents-open': 2 },
      registers: [{ travel: 'incoming', lastNumber: 4 }],
    })
    const compared = await server.ask(people.administrator, reorganisation.comparison, {
      params: { id: planId },
      query: {},
    })
    expect(compared.items.map((row) => row.change).sort()).toEqual([
      'created',
      'created',
      'ended',
      'ended',
      'ended',
      'renamed',
    ])
    const { response } = await server.call(people.administrator, reorganisation.report, { params: { id: planId } })
    const paper = execFileSync('pdftotext', ['-layout', '-', '-'], { input: response.rawPayload, encoding: 'utf8' })
    for (const words of ['NGƯỜI LẬP', 'NGƯỜI KIỂM TRA', 'LÃNH ĐẠO PHÊ DUYỆT', 'đủ điều kiện để thực hiện', 'Phụ lục I'])
      expect(paper).toContain(words)
    // Who becomes head was decided, and it says by whom.
    expect(paper).toMatch(/2 người đứng đầu cùng về[\s\S]*Trịnh Văn Tú/)
  })

  it('is carried out on its day, whole, and nothing is lost', async () => {
    at('2026-03-03')
    expect(await faults()).toEqual([])
    const done = await carryOutPlan(server, people.administrator, planId)
    expect(done.failure).toBeNull()
    expect(done.state).toBe('done')
    expect(done.outcome?.moved).toMatchObject({
      documents: 4,
      people: 5,
      arrivals: 2,
      registersClosed: 2,
      workFiles: 1,
      drafts: 1,
    })
    expect(await faults()).toEqual([])
    const again = await server.call(people.administrator, reorganisation.carryOut, {
      params: { id: planId },
      body: { version: done.version },
    })
    expect(again.problem.code).toBe('reorganisation.not-now')
    // In the chart it stands where the first of the two stood, not before the whole province.
    const made = await database.owner
      .selectFrom('unit_version')
      .select('ordinal')
      .where('name', '=', 'Ủy ban nhân dân phường Kinh Bắc Từ Sơn')
      .execute()
    expect(made).toEqual([{ ordinal: 115 }])
  })

  it('leaves everybody in a post that follows, with what they brought, and one head', async () => {
    const chairman = await now(people.wardChairman)
    const deputy = await now(people.otherWardChairman)
    expect([chairman.title, deputy.title]).toEqual(['Chủ tịch', 'Phó Chủ tịch'])
    expect(chairman.unit).toBe('Ủy ban nhân dân phường Kinh Bắc Từ Sơn')
    const desk = await server.ask(chairman, handling.desk, { query: {} } as never)
    expect(desk.toDo.map((one) => one.documentId)).toContain(work.presented)
    const specialist = await now(people.wardSpecialist)
    const mine = await server.ask(specialist, handling.desk, { query: {} } as never)
    expect(mine.toDo.map((one) => one.documentId)).toContain(work.inProcess)
    expect((await server.ask(specialist, tasks.read, { params: { id: work.subtask } })).state).toBe('accepted')
    const told = await database.owner
      .selectFrom('event')
      .select(['data', 'concerns'])
      .where('kind', '=', 'person.moved')
      .execute()
    expect(told.find((one) => one.concerns.includes(specialist.personId))?.data).toMatchObject({
      documents: 1,
      tasks: 1,
      drafts: 1,
      // Of which agency the division is, before and after.
      from: expect.stringMatching(/, Phòng .+, Ủy ban nhân dân phường Kinh Bắc$/),
      to: expect.stringMatching(/, Phòng .+, Ủy ban nhân dân phường Kinh Bắc Từ Sơn$/),
    })
    // The old post stands for nobody any more.
    expect((await server.call(people.wardChairman, handling.desk, { query: {} } as never)).status).toBe(401)
  })

  it('lets work go on where it was: answered, finished, delivered, reviewed', async () => {
    const specialist = await now(people.wardSpecialist)
    const chairman = await now(people.wardChairman)
    const step = (await record(specialist, work.inProcess)).steps.find((one) => one.mine)
    await server.ask(specialist, handling.finish, {
      params: { id: step?.id ?? '' },
      body: { version: step?.version ?? 0, kind: 'filed' },
    })
    const asked = await server.ask(chairman, tasks.read, { params: { id: work.subtask } })
    await server.ask(chairman, tasks.answerExtension, {
      params: { id: work.subtask },
      body: { version: asked.version, grant: true, answer: '' } as never,
    })
    expect((await server.ask(chairman, tasks.read, { params: { id: work.task } })).state).toBe('accepted')
    const draft = await server.ask(specialist, outgoing.read, { params: { id: work.draft } })
    await server.ask(specialist, outgoing.submit, { params: { id: work.draft }, body: { version: draft.version } })
  })

  it('closes the old books and begins new ones at 1', async () => {
    const clerk = await now(people.wardClerk)
    const made = await registerSome(server, clerk, {
      symbol: '77/BKH',
      abstract: 'Văn bản đầu tiên',
      arrivedOn: '2026-03-03',
    })
    expect(made.number).toBe(1)
    const registers = await database.owner
      .selectFrom('register')
      .select(['closed', 'last_number'])
      .where('agency_id', '=', units.kinhBac)
      .execute()
    expect(registers).toEqual([{ closed: true, last_number: 4 }])
  })

  it('tells it in the trail of each record that was passed on, and leaves alone what was closed', async () => {
    expect(await eventsOf(work.presented)).toContain('document.succeeded')
    expect(await eventsOf(work.task)).toContain('task.succeeded')
    expect(await eventsOf(work.workFile)).toContain('work-file.succeeded')
    expect(await eventsOf(work.finished)).not.toContain('document.succeeded')
    const closed = await database.owner
      .selectFrom('task')
      .select(['lead_unit_id'])
      .where('id', '=', work.closedTask)
      .executeTakeFirst()
    expect(closed?.lead_unit_id).toBe(units.kinhBacEconomy)
    const chairman = await now(people.wardChairman)
    const told = await server.ask(chairman, trail.ofRecord, { params: { id: work.presented }, query: {} })
    expect(JSON.stringify(told)).toContain('Ủy ban nhân dân phường Kinh Bắc Từ Sơn')
  })

  it('keeps the seat, ends the delegation, carries the saved search, and the old code still reaches', async () => {
    const chairman = await now(people.wardChairman)
    const group = await server.ask(people.administrator, chart.unit, { params: { id: units.group }, query: {} })
    expect(group.members.map((one) => one.positionId)).toContain(chairman.positionId)
    const left = await database.owner
      .selectFrom('delegation')
      .select('id')
      .where(sql<boolean>`valid @> ${clock.now().toISOString()}::timestamptz`)
      .execute()
    expect(left).toEqual([])
    const specialist = await now(people.wardSpecialist)
    const saved = await database.owner
      .selectFrom('saved_search')
      .select('position_id')
      .where('person_id', '=', specialist.personId)
      .executeTakeFirst()
    expect(saved?.position_id).toBe(specialist.positionId)
    const { rows } = await sql<{
      unit: string
    }>`select app.unit_of_code('H05.41', ${clock.today()}::date) as unit`.execute(database.owner)
    expect(rows[0]?.unit).toBe(chairman.agencyId)
  })

  it('shows the old name on what was done under it, and finds the unit by it', async () => {
    const found = await server.ask(people.administrator, chart.search, { query: { q: 'Từ Sơn' } })
    expect(found.length).toBeGreaterThan(0)
    const { rows } = await sql<{ before: string; after: string }>`
      select app.unit_name(${units.skhcn}, '2026-03-02'::date) as before, app.unit_name(${units.skhcn}, '2026-03-03'::date) as after`.execute(
      database.owner,
    )
    expect(rows[0]).toEqual({ before: 'Sở Khoa học và Công nghệ', after: 'Sở Khoa học, Công nghệ và Chuyển đổi số' })
  })

  it('finds what was issued by the issuer’s name of then and of today, and by nobody else’s', async () => {
    expect(await found(people.director, 'Sở Khoa học và Công nghệ')).toContain(work.issued)
    expect(await found(people.director, 'so khoa hoc, cong nghe va chuyen doi so')).toContain(work.issued)
    expect(await found(people.director, 'Ủy ban nhân dân phường Kinh Bắc')).not.toContain(work.issued)
    // Who may not open it does not find it by its issuer either.
    expect(await found(people.officeSpecialist, 'Sở Khoa học và Công nghệ')).not.toContain(work.issued)
  })

  it('lets the registry of the new ward take what was sent to the old ones', async () => {
    const clerk = await now(people.wardClerk)
    const arrivals = await server.ask(clerk, incoming.arrivals, { query: {} } as never)
    expect(arrivals).toHaveLength(2)
  })
})

describe('a department is split, a division dissolved', () => {
  it('gives each part what is its own, and sends approved documents back to their drafters', async () => {
    at('2026-04-01')
    const plan = await makePlan(server, people.administrator, '2026-04-01', [
      {
        kind: 'split',
        unitId: units.skhcn,
        into: [
          {
            new: plannedUnit('khcn', 'Sở Khoa học', {
              kind: 'department',
              abbreviation: 'SKH',
              parent: { unitId: units.ubnd },
              exchangeCode: 'H05.02',
            }),
          },
          {
            new: plannedUnit('cds', 'Sở Chuyển đổi số', {
              kind: 'department',
              abbreviation: 'SCĐS',
              parent: { unitId: units.ubnd },
              exchangeCode: 'H05.77',
            }),
          },
        ],
        heir: 0,
        divisions: [{ unitId: units.skhcnDigital, to: 1 }],
        fate: { registers: 'close', delegations: 'end', divisions: 'match' },
      },
    ])
    const settled = await settleAll(server, people.administrator, plan.id)
    const notes = await questionsOf(server, people.administrator, plan.id)
    expect(notes.filter((one) => one.kind === 'open-number')).toMatchObject([{ weight: 'note', data: { count: 1 } }])
    expect(settled.check.totals.approved).toBe(1)
    const done = await carryOutPlan(server, people.administrator, plan.id)
    expect(done.failure).toBeNull()
    expect(done.outcome?.moved).toMatchObject({ returnedDrafts: 1, drafts: 2 })
    expect(await faults()).toEqual([])
    const head = await now(people.digitalHead)
    const director = await now(people.director)
    expect([head.unit, director.unit]).toEqual(['Phòng Chuyển đổi số', 'Sở Khoa học'])
    const specialist = await now(people.digitalSpecialist)
    expect(specialist.agencyId).toBe(head.agencyId)
    // What the department issued is found under all its names, and under its heir's.
    for (const name of ['Sở Khoa học và Công nghệ', 'Sở Khoa học, Công nghệ và Chuyển đổi số', 'Sở Khoa học'])
      expect(await found(director, name), name).toContain(work.issued)
    expect(await found(director, 'Sở Chuyển đổi số')).not.toContain(work.issued)
    expect((await record(specialist, work.approved)).state).toBe('draft')
    expect(await eventsOf(work.approved)).toContain('document.draft-sent-back')
  })
})

describe('a mistake found later', () => {
  it('is not corrected for the day that has been written: the plan says from which day on', async () => {
    at('2026-05-04')
    const { administrator } = people
    const ward = (await now(people.wardChairman)).agencyId
    const rename = { kind: 'change' as const, unitId: ward, facts: { name: 'Ủy ban nhân dân phường Kinh Từ' } }
    const plan = await makePlan(server, administrator, '2026-03-03', [rename])
    const { version } = await checkPlan(server, administrator, plan.id)
    const [asked] = await questionsOf(server, administrator, plan.id, 'no')
    expect([asked?.kind, asked?.data]).toEqual(['unit-changed-since', { what: 'begins', day: '2026-03-03' }])
    const params = { id: plan.id }
    await server.ask(administrator, reorganisation.change, { params, body: { version, effectiveOn: '2026-03-04' } })
    expect((await checkPlan(server, administrator, plan.id)).check.unsettled).toEqual({})
  })

  it('is corrected by another plan', async () => {
    at('2026-05-04')
    const ward = (await now(people.wardChairman)).agencyId
    const plan = await makePlan(server, people.administrator, '2026-05-04', [
      {
        kind: 'split',
        unitId: ward,
        into: [
          {
            new: plannedUnit('kb', 'Ủy ban nhân dân phường Kinh Bắc', {
              parent: { unitId: units.ubnd },
              exchangeCode: 'H05.41',
            }),
          },
          {
            new: plannedUnit('ts', 'Ủy ban nhân dân phường Từ Sơn', {
              parent: { unitId: units.ubnd },
              exchangeCode: 'H05.55',
            }),
          },
        ],
        heir: 0,
        divisions: [],
        fate: { registers: 'continue', delegations: 'end', divisions: 'match' },
      },
    ])
    const { version } = await server.ask(people.administrator, reorganisation.place, {
      params: { id: plan.id, personId: people.otherWardChairman.personId },
      body: {
        version: plan.version,
        placement: {
          place: 'unit',
          unit: { key: 'ts' },
          post: { title: 'Chủ tịch', leads: true, rank: 1, capabilities: ['direct', 'assign', 'approve', 'review'] },
        },
      },
    })
    expect(version).toBe(plan.version + 1)
    await settleAll(server, people.administrator, plan.id)
    const done = await carryOutPlan(server, people.administrator, plan.id)
    expect(done.failure).toBeNull()
    expect(await faults()).toEqual([])
    const chairman = await now(people.otherWardChairman)
    expect([chairman.unit, chairman.title]).toEqual(['Ủy ban nhân dân phường Từ Sơn', 'Chủ tịch'])
    // The heir writes on in the book where it was.
    const made = await registerSome(server, await now(people.wardClerk), {
      symbol: '78/BKH',
      abstract: 'Tiếp tục',
      arrivedOn: '2026-05-04',
    })
    expect(made.number).toBe(2)
    // Records of both reorganisations ago are still open to who succeeds.
    expect((await record(await now(people.wardChairman), work.finished)).symbol).toBe('4/BKH')
  })
})
