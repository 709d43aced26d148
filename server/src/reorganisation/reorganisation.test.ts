import { execFileSync } from 'node:child_process'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { delegations, organisationActs } from '@mocban/contract/organisation-acts'
import { chart } from '@mocban/contract/organisation-chart'
import { reorganisation } from '@mocban/contract/reorganisation'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { approveSome, draftSome, issueSome } from '../documents/outgoing/testing/draft.ts'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { carryOutPlan, checkPlan, makePlan, plannedUnit, questionsOf, settleAll } from './testing/plans.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/** Four reorganisations one after the other in one province, with work of every sort open: merged, changed, split, dissolved, and put right again. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']
let units: SmallProvince['units']

const at = (day: string, time = '03:00') => clock.set(`${day}T${time}:00Z`)
const faults = () => faultsOf(database.owner, clock.now().toISOString())
/** Where a person stands today, in their first post. */
const now = async ({
  personId,
}: Standing): Promise<Standing & { unitId: string; title: string; agencyId: string; unit: string }> => {
  const { rows } = await sql<{ positionId: string; unitId: string; title: string; agencyId: string; unit: string }>`
    select q.id as "positionId", q.unit_id as "unitId", q.title, q.agency_id as "agencyId", v.name as unit
      from appointment x join position q on q.id = x.position_id join unit_version v on v.unit_id = q.unit_id and v.valid @> ${clock.today()}::date
     where x.person_id = ${personId} and x.valid @> ${clock.today()}::date order by q.rank limit 1`.execute(
    database.owner,
  )
  return {
    personId,
    ...(rows[0] as { positionId: string; unitId: string; title: string; agencyId: string; unit: string }),
  }
}
const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })
const found = async (who: Standing, q: string) =>
  (await server.ask(who, search.documents, { query: { q } } as never)).items.map((one) => one.documentId)
const eventsOf = async (id: string) =>
  (
    await database.owner
      .selectFrom('event')
      .select(['kind', 'data'])
      .where('record_id', '=', id)
      .orderBy('id')
      .execute()
  ).map((one) => one.kind)

const work = {} as Record<
  | 'registered'
  | 'presented'
  | 'inProcess'
  | 'finished'
  | 'ofTuSon'
  | 'draft'
  | 'reviewed'
  | 'approved'
  | 'issued'
  | 'task'
  | 'subtask'
  | 'closedTask'
  | 'workFile',
  string
>

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  ;({ people, units } = province)
  at('2026-03-02')
  await plantWork()
  return served.close
})

async function plantWork() {
  const post = (who: Standing, unitId: string) => ({ unitId, ...who })
  const inWard = async (abstract: string, symbol: string) => {
    const { id, version } = await registerSome(server, people.wardClerk, { abstract, symbol, arrivedOn: '2026-03-02' })
    return { id, version }
  }
  const present = async (one: { id: string; version: number }, who: Standing, to: Standing, unitId: string) => {
    await server.ask(who, handling.present, {
      params: { id: one.id },
      body: { version: one.version, to: post(to, unitId) },
    })
    return one.id
  }
  const give = async (id: string) => {
    const [step] = (await record(people.wardChairman, id)).steps
    await server.ask(people.wardChairman, handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: post(people.wardSpecialist, units.kinhBacEconomy),
        text: 'Giao xử lý',
      },
    })
    return id
  }
  work.registered = (await inWard('Chờ trình', '1/BKH')).id
  work.presented = await present(
    await inWard('Đã trình', '2/BKH'),
    people.wardClerk,
    people.wardChairman,
    units.kinhBac,
  )
  work.inProcess = await give(
    await present(await inWard('Đang xử lý', '3/BKH'), people.wardClerk, people.wardChairman, units.kinhBac),
  )
  work.finished = await give(
    await present(await inWard('Đã xong', '4/BKH'), people.wardClerk, people.wardChairman, units.kinhBac),
  )
  const step = (await record(people.wardSpecialist, work.finished)).steps.find((one) => one.mine)
  await server.ask(people.wardSpecialist, handling.finish, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, kind: 'filed' },
  })
  work.ofTuSon = await present(
    await registerSome(server, people.otherWardClerk, {
      abstract: 'Của Từ Sơn',
      symbol: '5/BKH',
      arrivedOn: '2026-03-02',
    }),
    people.otherWardClerk,
    people.otherWardChairman,
    units.tuSon,
  )
  // Two letters of the department, on their way to both wards; one approved and not issued, one under review.
  work.issued = await draftSome(server, database, province)
  await issueSome(server, province, work.issued)
  work.approved = await draftSome(server, database, province)
  await approveSome(server, province, work.approved)
  work.reviewed = await draftSome(server, database, province)
  const { version } = await server.ask(people.digitalSpecialist, outgoing.read, { params: { id: work.reviewed } })
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id: work.reviewed }, body: { version } })
  work.draft = await draftSome(server, database, province, {
    who: people.wardSpecialist,
    signer: people.wardChairman,
    recipients: [{ agencyId: units.skhcn }],
  })
  const task = async (who: Standing, title: string, lead: object, parent?: string) =>
    (
      await server.ask(who, tasks.create, {
        body: { facts: { title, lead, dueOn: '2026-03-20' }, ...(parent ? { parentId: parent } : {}) } as never,
      })
    ).taskId
  work.task = await task(people.viceChairman, 'Báo cáo của phường', { unitId: units.kinhBac })
  const act = async (who: Standing, id: string, kind: string, more = {}) => {
    const { version } = await server.ask(who, tasks.read, { params: { id } })
    await server.ask(who, tasks.act, { params: { id }, body: { version, act: kind, ...more } as never })
  }
  await act(people.wardChairman, work.task, 'accept')
  work.subtask = await task(people.wardChairman, 'Phần của phòng', post(people.wardSpecialist, units.kinhBacEconomy))
  await act(people.wardSpecialist, work.subtask, 'accept')
  const seen = await server.ask(people.wardSpecialist, tasks.read, { params: { id: work.subtask } })
  await server.ask(people.wardSpecialist, tasks.askExtension, {
    params: { id: work.subtask },
    body: { version: seen.version, wantedOn: '2026-03-27', reason: 'Chờ số liệu' } as never,
  })
  work.closedTask = await task(people.wardChairman, 'Việc đã xong', post(people.wardSpecialist, units.kinhBacEconomy))
  await act(people.wardSpecialist, work.closedTask, 'accept')
  await act(people.wardSpecialist, work.closedTask, 'deliver', { text: 'Xong' })
  await act(people.wardChairman, work.closedTask, 'verify')
  const file = await server.ask(people.wardSpecialist, workFiles.open, {
    body: { title: 'Hồ sơ của phường' } as never,
  })
  work.workFile = Object.values(file as Record<string, string>)[0] ?? ''
  await server.ask(people.wardChairman, delegations.give, {
    body: {
      toPersonId: people.wardClerk.personId,
      from: '2026-03-02',
      lastDay: '2026-06-30',
      capabilities: ['direct'],
      reason: 'Đi công tác',
    } as never,
  })
  await server.ask(people.administrator, organisationActs.addMember, {
    params: { id: units.group },
    body: { role: 'member', positionId: people.wardChairman.positionId, from: '2026-03-02' },
  })
  await server.ask(people.wardSpecialist, search.save, {
    body: { name: 'Của tôi', query: { q: 'xử lý' }, notify: false } as never,
  })
  await server.jobs.runWaiting()
}

const kinhBacTuSon = () => ({
  kind: 'merge' as const,
  from: [{ unitId: units.kinhBac }, { unitId: units.tuSon }],
  into: {
    new: plannedUnit('kinh-bac', 'Ủy ban nhân dân phường Kinh Bắc Từ Sơn', {
      parent: { unitId: units.ubnd },
      exchangeCode: 'H05.99',
    }),
  },
  fate: { registers: 'close' as const, delegations: 'end' as const, divisions: 'match' as const },
})

describe('a plan', () => {
  it('is an administrator’s, and of no other agency than theirs', async () => {
    const given = await server.call(people.chairman, reorganisation.list, { query: {} })
    expect(given.problem.code).toBe('capability.needed')
    const plan = await makePlan(server, people.administrator, '2026-03-03', [])
    expect((await server.call(people.auditor, reorganisation.read, { params: { id: plan.id } })).status).toBe(403)
  })

  it('names the version that was seen: of two administrators the second is told', async () => {
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon()])
    const second = await server.call(people.administrator, reorganisation.change, {
      params: { id: plan.id },
      body: { version: plan.version - 1, title: 'Khác' },
    })
    expect(second.problem.code).toBe('reorganisation.changed')
  })

  it('is refused while empty, unchecked, unresolved, or before its day, and when it was changed after its check', async () => {
    const order = async (id: string, version: number) =>
      (await server.call(people.administrator, reorganisation.carryOut, { params: { id }, body: { version } })).problem
        ?.code
    const empty = await makePlan(server, people.administrator, '2026-03-03', [])
    expect(await order(empty.id, empty.version)).toBe('reorganisation.empty')
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon()])
    expect(await order(plan.id, plan.version)).toBe('reorganisation.not-checked')
    const checked = await checkPlan(server, people.administrator, plan.id)
    expect(checked.check.unsettled).toEqual({ 'several-heads': 1 })
    expect(await order(plan.id, checked.version)).toBe('reorganisation.unresolved')
    const settled = await settleAll(server, people.administrator, plan.id)
    expect(await order(plan.id, settled.version)).toBe('reorganisation.too-early')
    const { version } = await server.ask(people.administrator, reorganisation.change, {
      params: { id: plan.id },
      body: { version: settled.version, title: 'Đổi tên sau khi kiểm tra' },
    })
    expect(await order(plan.id, version)).toBe('reorganisation.not-checked')
  })

  it('finds what could not stand: circles, doubles, units that end twice, units of nobody', async () => {
    const merge = kinhBacTuSon()
    const plan = await makePlan(server, people.administrator, '2026-03-03', [
      { kind: 'change', unitId: units.skhcn, facts: {}, parent: { unitId: units.kinhBac } },
      { kind: 'change', unitId: units.kinhBac, facts: { exchangeCode: 'H05.02' }, parent: { unitId: units.skhcn } },
      { kind: 'dissolve', unitId: units.tuSon, successor: null, fate: merge.fate },
      {
        kind: 'create',
        unit: plannedUnit('vp', 'Văn phòng mới', {
          kind: 'office',
          abbreviation: 'VP',
          isAgency: false,
          parent: { unitId: units.ubnd },
        }),
        posts: [],
      },
      {
        kind: 'merge',
        from: [{ named: 'Phường Không Có', question: 'list:x' }],
        into: { unit: { unitId: units.skhcn } },
        fate: merge.fate,
      },
    ])
    const { check } = await checkPlan(server, people.administrator, plan.id)
    expect(check.unsettled).toEqual({
      cycle: 2,
      'double-code': 1,
      'double-abbreviation': 1,
      'predecessor-not-found': 1,
      'unit-without-successor': 1,
    })
    const [lost] = (await questionsOf(server, people.administrator, plan.id)).filter(
      (one) => one.kind === 'unit-without-successor',
    )
    expect(lost?.suggestions[0]).toMatchObject({ value: `unit:${units.ubnd}`, reason: 'unit-above' })
    const wrong = await server.call(people.administrator, reorganisation.settle, {
      params: { id: plan.id },
      body: { version: plan.version, key: lost?.key ?? '', value: 'unit:00000000-0000-0000-0000-000000000000' },
    })
    expect(wrong.problem.code).toBe('reorganisation.answer-wrong')
  })

  it('places a person by a list; one whose new post is nowhere is a question', async () => {
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon()])
    const table = (unit: string) =>
      Buffer.from(`Tên đăng nhập,Đơn vị mới,Chức vụ mới\nwardspecialist,${unit},Chuyên viên chính\n`).toString('base64')
    const bring = (unit: string, version: number) =>
      server.ask(people.administrator, reorganisation.importPlacements, {
        params: { id: plan.id },
        body: { version, format: 'csv', content: table(unit), carryOut: true },
      })
    const faulty = await bring('Phòng Không Có', plan.version)
    expect(faulty).toMatchObject({ done: false, faults: [{ line: 2, column: 'Đơn vị mới', code: 'unknown-unit' }] })
    const done = await bring('Phòng Chuyển đổi số', plan.version)
    expect(done).toMatchObject({ done: true, people: 1 })
    await checkPlan(server, people.administrator, plan.id)
    const rows = await server.ask(people.administrator, reorganisation.placements, {
      params: { id: plan.id },
      query: { q: 'dinh van phuc' },
    })
    expect(rows.items).toMatchObject([
      { by: 'list', to: { unitName: 'Phòng Chuyển đổi số', title: 'Chuyên viên chính' } },
    ])
    const ending = await server.ask(people.administrator, reorganisation.place, {
      params: { id: plan.id, personId: people.wardSpecialist.personId },
      body: { version: done.version, placement: { place: 'post', positionId: people.wardChairman.positionId } },
    })
    expect(ending.version).toBe(done.version + 1)
    expect((await checkPlan(server, people.administrator, plan.id)).check.unsettled).toMatchObject({
      'person-without-post': 1,
    })
  })
})

describe('two wards become one', () => {
  let planId: string

  it('is checked: counted by unit and kind, compared, printed', async () => {
    const plan = await makePlan(server, people.administrator, '2026-03-03', [
      kinhBacTuSon(),
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
    expect(done.outcome?.moved).toMatchObject({ people: 5, arrivals: 2, registersClosed: 2, workFiles: 1, drafts: 1 })
    expect(await faults()).toEqual([])
    const again = await server.call(people.administrator, reorganisation.carryOut, {
      params: { id: planId },
      body: { version: done.version },
    })
    expect(again.problem.code).toBe('reorganisation.not-now')
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

describe('by itself, on its day', () => {
  it('is carried out once, however the clock jumps', async () => {
    at('2026-06-01')
    const plan = await makePlan(server, people.administrator, '2026-06-15', [
      { kind: 'change', unitId: units.office, facts: { name: 'Văn phòng Ủy ban nhân dân tỉnh mới' } },
    ])
    const settled = await settleAll(server, people.administrator, plan.id)
    await server.ask(people.administrator, reorganisation.schedule, {
      params: { id: plan.id },
      body: { version: settled.version },
    })
    const state = async () =>
      (await server.ask(people.administrator, reorganisation.read, { params: { id: plan.id } })).state
    const minute = async () => {
      await server.jobs.runTimed('reorganisation.due')
      await server.jobs.runWaiting()
    }
    await minute()
    expect(await state()).toBe('scheduled')
    // Just before and at midnight in Vietnam.
    at('2026-06-14', '16:59')
    await minute()
    expect(await state()).toBe('scheduled')
    at('2026-06-14', '17:00')
    await server.jobs.runTimed('reorganisation.due')
    // Between the look and the work the clock is set back: it waits again.
    at('2026-06-14', '16:30')
    await server.jobs.runWaiting()
    expect(await state()).toBe('scheduled')
    at('2026-06-20')
    await minute()
    expect(await state()).toBe('done')
    await minute()
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from unit_version where unit_id = ${units.office}`.execute(database.owner)
    expect(rows[0]?.n).toBe(2)
  })
})
