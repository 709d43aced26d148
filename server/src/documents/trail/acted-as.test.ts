import { actWords } from '@mocban/contract/acts'
import { audit } from '@mocban/contract/audit'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { exports } from '@mocban/contract/exports'
import { delegations, organisationActs } from '@mocban/contract/organisation-acts'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'

let server: TestServer
let province: SmallProvince
/** A document that was directed by an acting vice chairman, then passed on by who acts for them, and taken up by somebody seconded. */
let record: string
const acting = { who: 'Hoàng Văn Em', position: 'Phó Chủ tịch', heldAs: 'acting', actingFor: null }
const delegate = { who: 'Lê Văn Chính', position: 'Phó Chủ tịch', heldAs: 'acting', actingFor: 'Hoàng Văn Em' }
const seconded = { who: 'Dương Văn Minh', position: 'Chuyên viên', heldAs: 'secondment', actingFor: null }

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ server, province } = served)
  clock.set('2025-08-04T02:00:00Z')
  const { people, units } = province
  const appoint = (who: keyof SmallProvince['people'], post: keyof SmallProvince['people'], kind: string) =>
    server.ask(people.administrator, organisationActs.appoint, {
      body: {
        personId: people[who].personId,
        positionId: people[post].positionId,
        kind: kind as 'acting',
        from: '2025-08-04',
        lastDay: '2025-08-05',
        decision: '12/QĐ-UBND',
      },
    })
  await appoint('officeSpecialist', 'viceChairman', 'acting')
  await appoint('otherSpecialist', 'officeSpecialist', 'secondment')
  const standsIn = { ...people.officeSpecialist, positionId: people.viceChairman.positionId }
  const { id: delegationId } = await server.ask(standsIn, delegations.give, {
    body: {
      toPersonId: people.officeChief.personId,
      from: '2025-08-04',
      lastDay: '2025-08-05',
      capabilities: ['direct', 'assign'],
      reason: 'Đi công tác',
    },
  })
  const byDelegation = { ...people.officeChief, positionId: people.viceChairman.positionId, delegationId }
  const lent = { ...people.otherSpecialist, positionId: people.officeSpecialist.positionId }
  const one = await registerSome(server, people.officeClerk)
  record = one.id
  await server.ask(people.officeClerk, handling.present, {
    params: { id: record },
    body: { version: one.version, to: { unitId: units.ubnd, positionId: people.viceChairman.positionId } },
  })
  const step = async (who: typeof lent) =>
    (await server.ask(who, documents.record, { params: { id: record } })).steps.find(
      ({ mine, endedAt }) => mine && !endedAt,
    )!
  const first = await step(standsIn)
  await server.ask(standsIn, handling.assign, {
    params: { id: first.id },
    body: {
      version: first.version,
      text: 'Giao Văn phòng',
      collaborators: [],
      informed: [],
      lead: { unitId: units.ubnd, positionId: people.viceChairman.positionId },
    } as never,
  })
  const second = await step(byDelegation)
  await server.ask(byDelegation, handling.assign, {
    params: { id: second.id },
    body: {
      version: second.version,
      text: 'Giao chuyên viên',
      lead: { unitId: units.office, positionId: people.officeSpecialist.positionId },
    },
  })
  const third = await step(lent)
  await server.ask(lent, handling.accept, { params: { id: third.id }, body: { version: third.version } })
  // Both times are over when it is asked.
  clock.set('2025-08-11T02:00:00Z')
  return served.close
})

const inOrder = [seconded, delegate, acting]

describe('an act done in a post that is not simply one’s own', () => {
  it('says so in the record’s trail, also when that time is over', async () => {
    const { items } = await server.ask(province.people.chairman, trail.ofRecord, { params: { id: record }, query: {} })
    expect(items.slice(0, 3)).toMatchObject(inOrder)
    expect(items.slice(3).map((one) => one.heldAs)).toEqual([null, null])
  })

  it('says so to the auditor: in the acts, in the spreadsheet, and of who could see it', async () => {
    const { auditor } = province.people
    const { items } = await server.ask(auditor, audit.acts, { query: { record } })
    expect(items.slice(0, 3)).toMatchObject(inOrder)
    const seen = await server.ask(auditor, audit.couldSee, { params: { id: record }, query: { day: '2025-08-05' } })
    for (const one of inOrder) expect(seen).toContainEqual(expect.objectContaining(one))
    const { id } = await server.ask(auditor, exports.begin, {
      body: { kind: 'audit', name: 'Nhật ký', query: { record } },
    })
    await server.jobs.runWaiting()
    const { response } = await server.call(auditor, exports.file, { params: { id } })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(response.rawPayload as never)
    const cells = [2, 3, 4].map((row) => (book.worksheets[0]!.getRow(row).values as string[]).slice(2, 8))
    expect(cells.map(([who, position, , , held, actingFor]) => [who, position, held, actingFor ?? null])).toEqual([
      ['Dương Văn Minh', 'Chuyên viên', 'biệt phái', null],
      ['Lê Văn Chính', 'Phó Chủ tịch', 'quyền, phụ trách', 'Hoàng Văn Em'],
      ['Hoàng Văn Em', 'Phó Chủ tịch', 'quyền, phụ trách', null],
    ])
  })

  it('says so beside the direction, and of the appointment in its own act', async () => {
    const { directions } = await server.ask(province.people.chairman, documents.record, { params: { id: record } })
    expect(directions).toMatchObject([
      { personName: 'Hoàng Văn Em', heldAs: 'acting', actingForName: null },
      { personName: 'Lê Văn Chính', heldAs: 'acting', actingForName: 'Hoàng Văn Em' },
    ])
    const { items } = await server.ask(province.people.auditor, audit.acts, { query: { kind: 'appointment.begun' } })
    expect(items.map((act) => actWords(act.kind, act.data, 'vi'))).toEqual([
      'giao Dương Văn Minh giữ chức vụ Chuyên viên (biệt phái), Văn phòng Ủy ban nhân dân tỉnh từ ngày 04/08/2025 đến hết ngày 05/08/2025 theo 12/QĐ-UBND',
      'giao Hoàng Văn Em giữ chức vụ Phó Chủ tịch (quyền, phụ trách), Ủy ban nhân dân tỉnh Bắc Ninh từ ngày 04/08/2025 đến hết ngày 05/08/2025 theo 12/QĐ-UBND',
    ])
  })
})

it('who reports on a task for another is named with that other', async () => {
  const { people, units } = province
  const { taskId } = await server.ask(people.director, tasks.create, {
    body: {
      facts: {
        title: 'Rà soát',
        dueOn: '2025-08-15',
        lead: { unitId: units.skhcnDigital, ...people.digitalHead },
      } as never,
    },
  })
  const { id: delegationId } = await server.ask(people.digitalHead, delegations.give, {
    body: {
      toPersonId: people.digitalSpecialist.personId,
      from: '2025-08-11',
      lastDay: '2025-08-12',
      capabilities: ['assign'],
      reason: '',
    },
  })
  const deputy = { ...people.digitalSpecialist, positionId: people.digitalHead.positionId, delegationId }
  await server.ask(deputy, tasks.act, { params: { id: taskId }, body: { version: 1, act: 'accept' } })
  await server.ask(deputy, tasks.report, {
    params: { id: taskId },
    body: { version: 2, percent: 30, text: 'Đã có 40 xã' },
  })
  await server.ask(deputy, tasks.askExtension, {
    params: { id: taskId },
    body: { version: 3, wantedOn: '2025-08-20', reason: 'Chờ số liệu' },
  })
  const told = await server.ask(people.director, tasks.read, { params: { id: taskId } })
  expect(told.reports).toMatchObject([{ personName: 'Ngô Thị Lan', actingForName: 'Đỗ Văn Khánh' }])
  expect(told.extensions).toMatchObject([
    { askedByName: 'Ngô Thị Lan', askedForName: 'Đỗ Văn Khánh', answeredForName: null },
  ])
})

it('names the agency of who acts from another than the reader’s, beside their division', async () => {
  const { people, units } = province
  const { taskId } = await server.ask(people.director, tasks.create, {
    body: {
      facts: {
        title: 'Rà soát hạ tầng',
        dueOn: '2025-08-20',
        lead: { unitId: units.skhcnDigital, ...people.digitalHead },
        collaborators: [{ unitId: units.kinhBac, ...people.wardChairman }],
      } as never,
    },
  })
  await server.ask(people.digitalHead, tasks.act, { params: { id: taskId }, body: { version: 1, act: 'accept' } })
  const agenciesFor = async (reader: keyof typeof people) =>
    (await server.ask(people[reader], trail.ofRecord, { params: { id: taskId }, query: {} })).items.map((one) => [
      one.who,
      one.unit,
      one.agency,
    ])
  expect(await agenciesFor('director')).toEqual([
    ['Đỗ Văn Khánh', 'Phòng Chuyển đổi số', null],
    ['Vũ Thị Giang', 'Sở Khoa học và Công nghệ', null],
  ])
  // An agency's own post names it once.
  expect(await agenciesFor('wardChairman')).toEqual([
    ['Đỗ Văn Khánh', 'Phòng Chuyển đổi số', 'Sở Khoa học và Công nghệ'],
    ['Vũ Thị Giang', 'Sở Khoa học và Công nghệ', null],
  ])
})
