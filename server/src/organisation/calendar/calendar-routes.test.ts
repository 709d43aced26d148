import { calendar } from '@mocban/contract/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../platform/testing/index.ts'
import { organisationRoutes } from '../routes.ts'
import { makeSmallProvince, type SmallProvince } from '../testing/small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  server = await startTestServer(database.app, organisationRoutes)
  clock.set('2026-08-28T02:00:00Z')
})
afterAll(async () => {
  clock.set(null)
  await server.close()
  await database.drop()
})

describe('the working calendar', () => {
  it('shows the holidays of the law and what was announced beside them', async () => {
    const days = await server.ask(province.people.director, calendar.days, {
      query: { from: '2026-08-20', to: '2026-09-10' },
    })
    expect(days.map((one) => [one.day, one.kind, one.source])).toEqual([
      ['2026-08-22', 'working', 'announced'],
      ['2026-08-31', 'holiday', 'announced'],
      ['2026-09-01', 'holiday', 'law'],
      ['2026-09-02', 'holiday', 'law'],
    ])
    expect(await server.ask(province.people.director, calendar.term, { query: { days: 1 } })).toEqual({
      dueOn: '2026-09-03',
    })
  })

  it("an agency's own day holds there and nowhere else, and only an administrator sets it", async () => {
    const call = (who: 'administrator' | 'director') =>
      server.call(province.people[who], calendar.setDay, {
        params: { day: '2026-09-03' },
        body: { kind: 'holiday', name: 'Nghỉ theo quyết định của cơ quan' },
      })
    expect((await call('director')).status).toBe(403)
    expect((await call('administrator')).answer).toMatchObject([{ day: '2026-09-03', source: 'agency' }])
    const query = { days: 1 }
    expect(await server.ask(province.people.chairman, calendar.term, { query })).toEqual({ dueOn: '2026-09-04' })
    expect(await server.ask(province.people.wardChairman, calendar.term, { query })).toEqual({ dueOn: '2026-09-03' })
    const taken = await server.ask(province.people.administrator, calendar.setDay, {
      params: { day: '2026-09-03' },
      body: { kind: null, name: 'x' },
    })
    expect(taken).toEqual([])
  })

  it("an agency's own working week holds from its day on, and the past stays as it was", async () => {
    const { administrator, chairman } = province.people
    const set = (from: string, days: Record<string, 0.5 | 1>) =>
      server.call(administrator, calendar.setWeek, {
        params: { from },
        body: { days, hours: [[420, 690]], basis: 'Quyết định 01/QĐ-UBND' },
      })
    const usual = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 } as const
    expect((await set('2026-08-27', usual)).problem?.code).toBe('calendar.week-past')
    await set('2026-10-01', { ...usual, 6: 0.5 })
    await set('2026-09-07', { ...usual, 6: 1 })
    await set('2026-09-07', { ...usual, 6: 1, 7: 1 })
    const weeks = await server.ask(chairman, calendar.weeks, {})
    expect(weeks.map((week) => [week.from, week.source, week.days[6] ?? 0, week.days[7] ?? 0])).toEqual([
      ['2026-10-01', 'agency', 0.5, 0],
      ['2026-09-07', 'agency', 1, 1],
      [null, 'announced', 0, 0],
    ])
    clock.set('2026-09-11T02:00:00Z')
    const query = { days: 2 }
    expect(await server.ask(chairman, calendar.term, { query })).toEqual({ dueOn: '2026-09-13' })
    expect(await server.ask(province.people.wardChairman, calendar.term, { query })).toEqual({ dueOn: '2026-09-15' })
    clock.set('2026-10-01T02:00:00Z')
    expect(await server.ask(chairman, calendar.term, { query })).toEqual({ dueOn: '2026-10-05' })
    const refused = await server.call(province.people.director, calendar.setWeek, {
      params: { from: '2026-12-01' },
      body: { days: usual, hours: [[420, 690]], basis: '' },
    })
    expect(refused.status).toBe(403)
  })

  it('takes a working week back that has not begun before today, and the one before it goes on', async () => {
    const { administrator, chairman, director } = province.people
    const takeBack = (who: typeof chairman, from: string) =>
      server.call(who, calendar.takeWeekBack, { params: { from } })
    expect((await takeBack(director, '2026-10-01')).status).toBe(403)
    expect((await takeBack(administrator, '2026-09-07')).problem.code).toBe('calendar.week-past')
    expect((await takeBack(administrator, '2026-10-01')).answer.map((week) => week.from)).toEqual(['2026-09-07', null])
    expect((await takeBack(administrator, '2026-10-01')).status).toBe(404)
    expect(await server.ask(chairman, calendar.term, { query: { days: 2 } })).toEqual({ dueOn: '2026-10-03' })
  })
})
