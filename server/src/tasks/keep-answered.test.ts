import { tasks } from '@mocban/contract/tasks'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { newId } from '../platform/database/index.ts'
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

const addresseeOf = (who: Who, unit: keyof SmallProvince['units']) => ({
  unitId: province.units[unit],
  personId: province.people[who].personId,
  positionId: province.people[who].positionId,
})
const create = async (who: Who, lead: object, dueOn = '2025-08-15') =>
  (
    await server.ask(province.people[who], tasks.create, {
      body: { facts: { title: 'Rà soát cán bộ công nghệ thông tin cấp xã', lead: lead as never, dueOn } },
    })
  ).taskId
const read = (who: Who, id: string) => server.ask(province.people[who], tasks.read, { params: { id } })

describe('a task always has someone who answers', () => {
  it('also when its lead leaves: the successor in the post finds it, with what was done', async () => {
    const id = await create('digitalHead', addresseeOf('digitalSpecialist', 'skhcnDigital'))
    const leaver = province.people.digitalSpecialist
    await server.ask(leaver, tasks.act, { params: { id }, body: { version: 1, act: 'accept' } })
    await server.ask(leaver, tasks.report, { params: { id }, body: { version: 2, percent: 30, text: 'Đã có 40 xã' } })
    const successor = { personId: newId(), positionId: leaver.positionId }
    await database.owner
      .insertInto('person')
      .values({ id: successor.personId, full_name: 'Lê Thị Kế Nhiệm', user_name: 'ke-nhiem' })
      .execute()
    await database.owner
      .updateTable('appointment')
      .set({ valid: '[2025-07-01,2025-08-04)' })
      .where('person_id', '=', leaver.personId)
      .execute()
    await database.owner
      .insertInto('appointment')
      .values({ person_id: successor.personId, position_id: leaver.positionId, valid: '[2025-08-04,)' })
      .execute()
    const mine = await server.ask(successor, tasks.list, { query: { scope: 'mine' } })
    expect(mine.items.map((one) => one.id)).toEqual([id])
    expect((await server.ask(successor, tasks.read, { params: { id } })).acts.deliver?.allowed).toBe(true)
    expect((await read('digitalHead', id)).reports[0]?.text).toBe('Đã có 40 xã')
    expect((await server.call(leaver, tasks.read, { params: { id } })).status).toBe(401)
  })

  it('and all of a post is handed over in one act, keeping its state', async () => {
    const first = await create('director', addresseeOf('digitalHead', 'skhcnDigital'))
    const second = await create('director', addresseeOf('digitalHead', 'skhcnDigital'))
    await server.ask(province.people.digitalHead, tasks.act, {
      params: { id: first },
      body: { version: 1, act: 'accept' },
    })
    const body = {
      positionId: province.people.digitalHead.positionId,
      to: addresseeOf('deputyDirector', 'skhcn'),
      reason: 'Nghỉ theo chế độ',
    }
    const stranger = await server.call(province.people.otherSpecialist, tasks.handOver, { body })
    expect(stranger.problem.code).toBe('capability.needed')
    expect((await server.call(province.people.wardChairman, tasks.handOver, { body })).status).toBe(404)
    // Whoever may assign gives away what is of their own units, not what somebody beside or above them holds.
    const above = {
      ...body,
      positionId: province.people.director.positionId,
      to: addresseeOf('digitalHead', 'skhcnDigital'),
    }
    const sees = { unitId: province.units.skhcnDigital, positionId: province.people.digitalHead.positionId }
    const facts = { title: 'Việc của giám đốc', lead: addresseeOf('director', 'skhcn'), collaborators: [sees] }
    const { taskId: kept } = await server.ask(province.people.viceChairman, tasks.create, { body: { facts } as never })
    const aside = await server.call(province.people.digitalHead, tasks.handOver, { body: above })
    expect(aside.problem?.code).toBe('task.act-not-now')
    const { acts, version } = await read('director', kept)
    expect(acts.accept?.allowed).toBe(true)
    const cancel = { version, act: 'cancel', text: 'Xong' } as const
    await server.ask(province.people.viceChairman, tasks.act, { params: { id: kept }, body: cancel })
    const held = { params: { id: body.positionId } }
    const listed = await server.ask(province.people.director, tasks.held, held)
    expect([listed.total, listed.first.map((one) => one.id)]).toEqual([2, [first, second]])
    expect((await server.ask(province.people.digitalHead, tasks.held, held)).total).toBe(2)
    expect((await server.call(province.people.otherSpecialist, tasks.held, held)).problem?.code).toBe(
      'capability.needed',
    )
    expect((await server.call(province.people.wardChairman, tasks.held, held)).status).toBe(404)
    expect(await server.ask(province.people.director, tasks.handOver, { body })).toEqual({ moved: 2 })
    expect((await server.ask(province.people.director, tasks.held, held)).total).toBe(0)
    expect(await read('deputyDirector', first)).toMatchObject({ state: 'accepted', leadPersonName: expect.any(String) })
    expect((await read('deputyDirector', second)).acts.accept?.allowed).toBe(true)
    expect((await read('digitalHead', second)).acts.accept).toEqual({ allowed: false, because: 'not-lead' })
  })
})

describe('what was asked', () => {
  it('is changed by the assigner alone; another deadline needs a reason and stays in the history', async () => {
    const id = await create('viceChairman', { unitId: province.units.skhcn })
    const change = (who: Who, body: object) =>
      server.call(province.people[who], tasks.change, { params: { id }, body: { version: 1, ...body } })
    expect((await change('director', { title: 'Việc khác' })).problem.extra?.because).toBe('not-assigner')
    expect((await change('viceChairman', { dueOn: '2025-08-29' })).problem.code).toBe('task.reason-needed')
    expect((await change('viceChairman', { dueOn: '2025-08-01', reason: 'x' })).problem.code).toBe('task.deadline-past')
    expect((await change('viceChairman', { dueOn: '9999-08-29', reason: 'x' })).problem.code).toBe(
      'calendar.deadline-unlikely',
    )
    const changed = await change('viceChairman', { dueOn: '2025-08-29', importance: 'key', reason: 'Theo phiên họp' })
    expect(changed.answer.version).toBe(2)
    expect(await read('director', id)).toMatchObject({
      dueOn: '2025-08-29',
      firstDueOn: '2025-08-15',
      importance: 'key',
      extended: 1,
      extensions: [{ state: 'granted', from: '2025-08-15', wantedOn: '2025-08-29', reason: 'Theo phiên họp' }],
    })
    expect((await change('viceChairman', { title: 'Cũ' })).problem.code).toBe('record.changed')
    const event = await database.owner
      .selectFrom('event')
      .where('record_id', '=', id)
      .where('kind', '=', 'task.changed')
      .select('data')
      .executeTakeFirstOrThrow()
    expect(event.data).toMatchObject({ before: { dueOn: '2025-08-15', importance: 'normal' } })
  })
})

describe('many tasks at once', () => {
  it('are each done or refused on their own', async () => {
    const mine = await create('viceChairman', { unitId: province.units.skhcn })
    const done = await create('viceChairman', { unitId: province.units.skhcn })
    const hidden = await create('wardChairman', { unitId: province.units.kinhBac })
    await server.ask(province.people.director, tasks.act, {
      params: { id: done },
      body: { version: 1, act: 'accept' },
    })
    const { results } = await server.ask(province.people.director, tasks.bulk, {
      body: { taskIds: [mine, done, hidden], act: 'accept' },
    })
    expect(results).toEqual([
      { id: mine, done: true, because: null },
      { id: done, done: false, because: 'task-accepted' },
      { id: hidden, done: false, because: 'request.not-found' },
    ])
    const given = await server.ask(province.people.director, tasks.bulk, {
      body: { taskIds: [mine, done, hidden], act: 'reassign', lead: { unitId: province.units.skhcnDigital } },
    })
    expect(given.results.map((one) => one.done)).toEqual([true, true, false])
  })

  it('are listed by the unit: those of a head’s own division, not all of the agency', async () => {
    const { people, units } = province
    const own = await create('viceChairman', { unitId: units.skhcnDigital })
    const facts = {
      title: 'Tổng hợp chung',
      lead: { unitId: units.skhcn },
      collaborators: [{ unitId: units.skhcnDigital }],
    }
    const { taskId: other } = await server.ask(people.viceChairman, tasks.create, { body: { facts } })
    const listed = async (who: keyof typeof people, scope: 'unit' | 'agency') => {
      const { items } = await server.ask(people[who], tasks.list, { query: { scope, limit: 100 } as never })
      return items.map((one) => one.id)
    }
    expect(await listed('digitalHead', 'unit')).toContain(own)
    expect(await listed('digitalHead', 'unit')).not.toContain(other)
    expect(await listed('digitalHead', 'agency')).toContain(other)
    expect(await listed('director', 'unit')).toEqual(expect.arrayContaining([own, other]))
    expect(await listed('director', 'agency')).toEqual(expect.arrayContaining([own, other]))
    // On the desk of who collaborates it stands apart from what is theirs to do.
    const desk = await server.ask(people.digitalHead, tasks.desk, {})
    const ids = (rows: { id: string }[]) => rows.map((one) => one.id)
    expect(ids(desk.mine)).toContain(own)
    expect(ids(desk.mine)).not.toContain(other)
    expect(ids(desk.together)).toEqual([other])
    expect(ids((await server.ask(people.director, tasks.desk, {})).together)).toEqual([])
  })
})

describe("an agency's rule of reminders", () => {
  it('is set by its administrator and holds in place of the usual one', async () => {
    const ward = province.units.kinhBac
    const lead = await create('wardChairman', { unitId: ward }, '2025-08-14')
    expect((await server.ask(province.people.wardChairman, tasks.reminderRules, {})).length).toBeGreaterThan(3)
    const rules = [{ daysBefore: 10, whom: 'lead' as const }]
    expect((await server.call(province.people.wardChairman, tasks.setReminderRules, { body: { rules } })).status).toBe(
      403,
    )
    const administrator = { ...province.people.administrator }
    await database.owner
      .updateTable('position')
      .set({ agency_id: ward, unit_id: ward })
      .where('id', '=', administrator.positionId)
      .execute()
    expect(await server.ask(administrator, tasks.setReminderRules, { body: { rules } })).toEqual(rules)
    expect(await server.ask(province.people.wardChairman, tasks.reminderRules, {})).toEqual(rules)
    await remind(database.worker)
    const kinds = await database.owner
      .selectFrom('event')
      .where('record_id', '=', lead)
      .orderBy('id')
      .select('kind')
      .execute()
    expect(kinds.map((one) => one.kind)).toEqual(['task.assigned', 'task.reminded'])
  })
})
