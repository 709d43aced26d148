import { notifications } from '@mocban/contract/notifications'
import { tasks } from '@mocban/contract/tasks'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { notifyConcerned } from '../platform/notifications/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { remind } from './remind.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
type Who = keyof SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  clock.set('2025-08-04T02:00:00Z')
  return served.close
})

const create = async (
  who: Who,
  unit: keyof SmallProvince['units'],
  changes: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) =>
  (
    await server.ask(province.people[who], tasks.create, {
      body: {
        facts: {
          title: 'Triển khai tổ công nghệ số cộng đồng',
          lead: { unitId: province.units[unit] },
          dueOn: '2025-08-15',
          ...changes,
        },
        ...more,
      },
    })
  ).taskId
const read = (who: Who, id: string) => server.ask(province.people[who], tasks.read, { params: { id } })
const act = async (who: Who, id: string, name: string, text = '', rating?: number) => {
  const { version } = await read(who, id)
  return server.call(province.people[who], tasks.act, {
    params: { id },
    body: { version, act: name as 'accept', text, ...(rating ? { rating } : {}) },
  })
}

it('is named in the bell of who is asked to do it', async () => {
  const title = 'Báo cáo hạ tầng số cấp xã'
  const id = await create('viceChairman', 'skhcn', { title })
  await notifyConcerned(database.worker)
  const { items } = await server.ask(province.people.director, notifications.list, { query: {} })
  expect(items[0]).toMatchObject({ kind: 'task.assigned', recordId: id, subject: title })
})

describe('a task', () => {
  it('goes from the vice-chairman to a department, is worked on, delivered, returned, verified and rated', async () => {
    const id = await create('viceChairman', 'skhcn')
    expect((await read('director', id)).acts.accept).toEqual({ allowed: true, because: null })
    expect((await read('viceChairman', id)).acts.accept).toEqual({ allowed: false, because: 'not-lead' })
    await act('director', id, 'accept')
    const { version } = await read('director', id)
    await server.ask(province.people.director, tasks.report, {
      params: { id },
      body: { version, percent: 40, text: 'Đã thành lập 60 tổ', figure: { value: 60, unit: 'tổ' } },
    })
    expect((await act('director', id, 'deliver')).problem.code).toBe('task.reason-needed')
    await act('director', id, 'deliver', 'Hoàn thành 99/99 xã, phường')
    await act('viceChairman', id, 'return', 'Bổ sung danh sách tổ')
    // Who must go on sees why, and that it is not done.
    expect(await read('director', id)).toMatchObject({
      state: 'accepted',
      progress: 40,
      sentBack: { act: 'return', byName: 'Trần Thị Bình', reason: 'Bổ sung danh sách tổ' },
    })
    await act('director', id, 'deliver', 'Đã bổ sung')
    expect((await act('viceChairman', id, 'verify', 'Tốt', 5)).status).toBe(200)
    expect(await read('director', id)).toMatchObject({
      state: 'closed',
      sentBack: null,
      rating: 5,
      reports: [{ percent: 40, figure: 60 }],
    })
    // Whose page was read again under their hand is told who ended it.
    expect((await act('director', id, 'deliver', 'x')).problem).toMatchObject({
      code: 'record.changed',
      extra: { by: 'somebody', who: 'Trần Thị Bình', kind: 'task.verified' },
    })
  })

  it('is seen by its lead, its assigner and the leaders above, and by nobody else', async () => {
    const id = await create('viceChairman', 'skhcnDigital')
    for (const who of ['digitalHead', 'director', 'deputyDirector', 'viceChairman', 'chairman'] as const)
      expect((await read(who, id)).id).toBe(id)
    for (const who of ['digitalSpecialist', 'wardChairman', 'administrator', 'auditor', 'departmentClerk'] as const) {
      expect((await server.call(province.people[who], tasks.read, { params: { id } })).status).toBe(404)
      expect(
        (await server.ask(province.people[who], tasks.list, { query: {} })).items.map((one) => one.id),
      ).not.toContain(id)
    }
  })

  it('is back on the desk of who assigned it while it waits for their decision: refused, or in want of more time', async () => {
    const [refused, longer] = [await create('viceChairman', 'skhcn'), await create('viceChairman', 'skhcn')]
    await act('director', refused, 'refuse', 'Thuộc Sở Nội vụ')
    expect((await read('viceChairman', refused)).sentBack).toMatchObject({ act: 'refuse', reason: 'Thuộc Sở Nội vụ' })
    const { version } = await read('director', longer)
    await server.ask(province.people.director, tasks.askExtension, {
      params: { id: longer },
      body: { version, wantedOn: '2025-08-29', reason: 'Chờ số liệu' },
    })
    const waiting = async () =>
      (await server.ask(province.people.viceChairman, tasks.desk, {})).toJudge.map((one) => one.id)
    expect(await waiting()).toEqual(expect.arrayContaining([refused, longer]))
    const { toJudge } = await server.ask(province.people.viceChairman, tasks.desk, {})
    expect(Object.fromEntries(toJudge.map((one) => [one.id, one.wantedOn]))).toMatchObject({
      [refused]: null,
      [longer]: '2025-08-29',
    })
    await server.ask(province.people.viceChairman, tasks.answerExtension, {
      params: { id: longer },
      body: { version: version + 1, grant: false, dueOn: null, answer: 'Giữ hạn' },
    })
    expect(await waiting()).not.toContain(longer)
  })

  it('is asked of nobody outside the agency by who may not assign, neither as its lead nor beside it, and of colleagues by everybody', async () => {
    const { people, units } = province
    const self = { unitId: units.skhcnDigital, ...people.digitalSpecialist }
    const asked = (who: Who, facts: Record<string, unknown>, more: Record<string, unknown> = {}) =>
      server.call(people[who], tasks.create, { body: { facts: { title: 'Rà soát', ...facts } as never, ...more } })
    const outside = [{ unitId: units.office }]
    const refused = await asked('digitalSpecialist', { lead: self, collaborators: outside })
    expect([refused.status, refused.problem.code]).toEqual([403, 'task.outside-agency'])
    const own = await asked('digitalSpecialist', {
      lead: self,
      collaborators: [{ unitId: units.skhcnOffice, ...people.otherSpecialist }],
    })
    expect(own.status).toBe(200)
    const parentId = own.answer.taskId
    expect((await asked('digitalSpecialist', { lead: outside[0] }, { parentId })).problem.code).toBe(
      'task.outside-agency',
    )
    const { version } = await read('digitalSpecialist', parentId)
    const given = await server.call(people.digitalSpecialist, tasks.reassign, {
      params: { id: parentId },
      body: { version, lead: { unitId: units.office }, reason: '' },
    })
    expect(given.problem.code).toBe('task.outside-agency')
    expect((await asked('digitalHead', { lead: self, collaborators: outside })).status).toBe(200)
  })

  it('is split, and delivered only when its parts are done', async () => {
    const id = await create('director', 'skhcnDigital')
    await act('digitalHead', id, 'accept')
    const specialist = province.people.digitalSpecialist
    const part = await create(
      'digitalHead',
      'skhcnDigital',
      { lead: { unitId: province.units.skhcnDigital, ...specialist } },
      { parentId: id },
    )
    expect((await act('digitalHead', id, 'deliver', 'Xong')).problem).toMatchObject({
      code: 'task.subtasks-open',
      extra: { count: 1 },
    })
    await act('digitalSpecialist', part, 'accept')
    await act('digitalSpecialist', part, 'deliver', 'Xong phần của tôi')
    await act('digitalHead', part, 'verify')
    expect((await act('digitalHead', id, 'deliver', 'Xong')).status).toBe(200)
    expect((await read('director', id)).subtasks.map((one) => one.state)).toEqual(['closed'])
  })

  it('stands still with a reason and since when', async () => {
    const id = await create('director', 'skhcnDigital')
    await act('digitalHead', id, 'accept')
    await act('digitalHead', id, 'wait', 'Chờ số liệu của các phường')
    expect(await read('director', id)).toMatchObject({
      state: 'waiting',
      standstill: 'Chờ số liệu của các phường',
      standstillSince: '2025-08-04T02:00:00.000Z',
    })
    await act('digitalHead', id, 'resume')
    expect(await read('director', id)).toMatchObject({ state: 'accepted', standstill: null })
  })

  it('gets more time when it is granted, and keeps its deadlines', async () => {
    const id = await create('director', 'skhcnDigital')
    const ask = async (wantedOn: string) =>
      server.call(province.people.digitalHead, tasks.askExtension, {
        params: { id },
        body: { version: (await read('digitalHead', id)).version, wantedOn, reason: 'Chờ kinh phí' },
      })
    const answer = async (grant: boolean, text: string, dueOn?: string) =>
      server.call(province.people.director, tasks.answerExtension, {
        params: { id },
        body: { version: (await read('director', id)).version, grant, answer: text, ...(dueOn ? { dueOn } : {}) },
      })
    expect((await ask('9999-09-30')).problem.code).toBe('calendar.deadline-unlikely')
    await ask('2025-09-30')
    expect((await ask('2025-10-30')).problem.extra?.because).toBe('extension-asked')
    expect((await answer(false, '')).problem.code).toBe('task.reason-needed')
    await answer(false, 'Phải xong trước Quốc khánh')
    expect((await read('digitalHead', id)).dueOn).toBe('2025-08-15')
    expect((await ask('2025-08-15')).problem).toMatchObject({ code: 'task.extension-not-later' })
    await ask('2025-09-05')
    expect((await answer(true, '', '2025-08-15')).problem.code).toBe('task.extension-not-later')
    expect((await answer(true, '', '2025-08-01')).problem.code).toBe('task.deadline-past')
    await answer(true, '', '2025-08-29')
    expect(await read('digitalHead', id)).toMatchObject({
      dueOn: '2025-08-29',
      firstDueOn: '2025-08-15',
      extended: 1,
      // Granted until another day than was wanted: the history says which.
      extensions: [
        { state: 'granted', from: '2025-08-15', wantedOn: '2025-09-05', grantedOn: '2025-08-29', changed: false },
        { state: 'refused', wantedOn: '2025-09-30', grantedOn: null, answer: 'Phải xong trước Quốc khánh' },
      ],
    })
    await ask('2025-09-12')
    await answer(true, '')
    await server.call(province.people.director, tasks.change, {
      params: { id },
      body: { version: (await read('director', id)).version, dueOn: '2025-09-10', reason: 'Họp sớm hơn' },
    })
    expect((await read('digitalHead', id)).extensions.slice(0, 2)).toMatchObject([
      { from: '2025-09-12', grantedOn: '2025-09-10', changed: true },
      { wantedOn: '2025-09-12', grantedOn: '2025-09-12', changed: false },
    ])
  })

  it('counts working days by the calendar in force', async () => {
    const id = await create('director', 'skhcnDigital', { dueOn: null, workingDays: 20 })
    // 20 working days after Monday 4 August 2025; the next would fall on National Day.
    expect((await read('director', id)).dueOn).toBe('2025-09-03')
  })

  it('is refused with a reason and then given to somebody else', async () => {
    const id = await create('viceChairman', 'skhcn')
    await act('director', id, 'refuse', 'Thuộc lĩnh vực của Văn phòng')
    const { version } = await read('viceChairman', id)
    await server.ask(province.people.viceChairman, tasks.reassign, {
      params: { id },
      body: { version, lead: { unitId: province.units.office } },
    })
    expect(await read('officeChief', id)).toMatchObject({
      state: 'assigned',
      leadUnitName: 'Văn phòng Ủy ban nhân dân tỉnh',
    })
  })

  it('is not assigned to others by those who may not', async () => {
    const { problem } = await server.call(province.people.digitalSpecialist, tasks.create, {
      body: { facts: { title: 'x', lead: { unitId: province.units.kinhBac } } },
    })
    expect(problem.code).toBe('capability.needed')
  })
})

describe('statistics', () => {
  it('close, and each figure opens exactly its records', async () => {
    clock.set('2025-07-01T02:00:00Z')
    const late = await create('wardChairman', 'kinhBacEconomy', {
      dueOn: '2025-07-10',
      lead: { unitId: province.units.kinhBacEconomy, ...province.people.wardSpecialist },
    })
    const onTime = await create('wardChairman', 'kinhBac', { dueOn: '2025-08-20' })
    await create('wardChairman', 'kinhBac', { dueOn: '2025-12-31' })
    await create('wardChairman', 'kinhBac', { dueOn: '2025-07-31' })
    clock.set('2025-08-04T02:00:00Z')
    for (const [who, id] of [
      ['wardSpecialist', late],
      ['wardChairman', onTime],
    ] as const) {
      await act(who, id, 'accept')
      await act(who, id, 'deliver', 'Xong')
    }
    await create('wardChairman', 'kinhBac', { dueOn: '2025-08-30' })
    const query = { from: '2025-08-01', to: '2025-08-31' }
    const { total } = await server.ask(province.people.wardChairman, tasks.statistics, { query })
    expect(total).toMatchObject({ carriedOver: 4, assigned: 1, doneOnTime: 1, doneLate: 1, openInTime: 2, openLate: 1 })
    expect(total.carriedOver + total.assigned).toBe(
      total.doneOnTime + total.doneLate + total.openInTime + total.openLate,
    )
    for (const figure of ['carriedOver', 'assigned', 'doneOnTime', 'doneLate', 'openInTime', 'openLate'] as const) {
      const { items } = await server.ask(province.people.wardChairman, tasks.list, { query: { ...query, figure } })
      expect({ figure, count: items.length }).toEqual({ figure, count: total[figure] })
    }
    // Nobody else's statistics count them.
    expect((await server.ask(province.people.otherWardChairman, tasks.statistics, { query })).rows).toEqual([])
  })
})

describe('reminders', () => {
  it('go out once, to the lead before the deadline and to the assigner after it', async () => {
    clock.set('2025-10-01T02:00:00Z')
    const id = await create('viceChairman', 'tuSon', { dueOn: '2025-10-04' })
    expect(await remind(database.worker)).toBeGreaterThan(0)
    expect(await remind(database.worker)).toBe(0)
    clock.set('2025-10-05T02:00:00Z')
    await remind(database.worker)
    const events = await database.owner
      .selectFrom('event')
      .where('record_id', '=', id)
      .orderBy('id')
      .select(['kind', 'concerns', 'data'])
      .execute()
    expect(events.map((one) => one.kind)).toEqual(['task.assigned', 'task.reminded', 'task.escalated'])
    // Whoever is told of many wants to know at once whom to ask.
    const { leadUnitName } = await read('viceChairman', id)
    expect(events[2]?.data).toMatchObject({ dueOn: '2025-10-04', lead: leadUnitName })
    expect(events[1]?.concerns).not.toContain(province.people.viceChairman.personId)
    expect(events[2]?.concerns).toContain(province.people.viceChairman.personId)
  })
  it('are made up for when the program stood still on the day, but not for days before the task was', async () => {
    clock.set('2025-11-03T02:00:00Z')
    const early = await create('viceChairman', 'tuSon', { dueOn: '2025-11-08' })
    clock.set('2025-11-06T02:00:00Z')
    const late = await create('viceChairman', 'tuSon', { dueOn: '2025-11-08' })
    await remind(database.worker)
    const reminded = await database.owner
      .selectFrom('event')
      .where('record_id', 'in', [early, late])
      .where('kind', '=', 'task.reminded')
      .select('record_id')
      .execute()
    expect(reminded).toEqual([{ record_id: early }])
  })
})

it('says nothing in the bell of what it came out of, which who is asked may not see', async () => {
  const dueOn = '2027-12-31'
  const whole = await create('viceChairman', 'skhcn', { dueOn })
  const part = await create('director', 'kinhBac', { title: 'Phối hợp tại phường', dueOn }, { parentId: whole })
  await notifyConcerned(database.worker)
  const { response } = await server.call(province.people.wardChairman, notifications.list, { query: {} })
  expect(response.body).toContain(part)
  expect(response.body).not.toContain(whole)
})
