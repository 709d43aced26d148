import { courses } from '@mocban/contract/organisation-courses'
import { staffing } from '@mocban/contract/organisation-staffing'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantWardAdministrator } from '../testing/plant-ward-administrator.ts'
import type { SmallProvince } from '../testing/small-province.ts'
import { type WardStaffing, wardStaffing } from '../testing/ward-staffing.ts'

let server: TestServer
let province: SmallProvince
let ward: WardStaffing
/** An administrator of the ward alone. */
let wardAdmin: Standing
type Who = keyof SmallProvince['people']
const who = (name: Who) => province.people[name]
const admin = () => who('administrator')
const today = '2025-08-04'

beforeAll(async () => {
  clock.set(`${today}T02:00:00Z`)
  const served = await serveSmallProvince()
  ;({ server, province } = served)
  ward = wardStaffing(server, province, today)
  wardAdmin = await plantWardAdministrator(served)
  await server.ask(admin(), staffing.setRule, ward.rule() as never)
  return served.close
})
beforeEach(() => clock.set(`${today}T02:00:00Z`))

describe('a course', () => {
  const person = (of: Who) => ({ personId: who(of).personId, positionId: who(of).positionId })
  const planned = (more: object, ...people: Who[]) => ({
    body: {
      name: 'An toàn thông tin cấp xã',
      provider: 'TTCNTT',
      certificateCode: 'an-toan-thong-tin',
      from: '2025-08-10',
      lastDay: '2025-08-12',
      people: people.map(person),
      ...more,
    },
  })

  it('is planned for people whose posts need what it gives and who miss it, for all or for nobody', async () => {
    expect(await server.refusal(admin(), courses.plan, planned({}, 'wardSpecialist', 'wardClerk'))).toBe(
      'staffing.nothing-missing',
    )
    expect(
      await server.refusal(admin(), courses.plan, planned({ certificateCode: 'dau-thau' }, 'wardSpecialist')),
    ).toBe('staffing.nothing-missing')
    expect(
      await server.refusal(admin(), courses.plan, planned({ certificateCode: 'khong-co' }, 'wardSpecialist')),
    ).toBe('staffing.unknown-code')
    expect(await server.refusal(admin(), courses.plan, planned({ lastDay: '2025-08-09' }, 'wardSpecialist'))).toBe(
      'organisation.days-reversed',
    )
    const elsewhere = { ...person('wardSpecialist'), positionId: who('wardClerk').positionId }
    expect(await server.refusal(admin(), courses.plan, planned({ people: [elsewhere] }))).toBe('staffing.not-in-post')
    expect(await server.refusal(wardAdmin, courses.plan, planned({}, 'digitalSpecialist'))).toBe(
      'organisation.not-yours',
    )
    expect(await server.ask(admin(), courses.list, { query: {} })).toEqual([])
    const { id, people } = await server.ask(admin(), courses.plan, planned({}, 'wardSpecialist') as never)
    expect(people).toBe(1)
    expect(await server.refusal(admin(), courses.plan, planned({}, 'wardSpecialist'))).toBe(
      'staffing.in-course-already',
    )
    expect(
      await server.refusal(admin(), courses.addPeople, {
        params: { id },
        body: { people: [person('wardSpecialist')] },
      }),
    ).toBe('staffing.in-course-already')
    // A degree in the field closes the other gap.
    const degree = {
      certificateCode: undefined,
      degree: { fieldCode: '4802', level: 'university' },
      name: 'Văn bằng hai',
    }
    expect(
      await server.refusal(
        admin(),
        courses.plan,
        planned({ ...degree, degree: { fieldCode: '4802', level: 'college' } }, 'wardSpecialist'),
      ),
    ).toBe('staffing.nothing-missing')
    await server.ask(admin(), courses.plan, planned(degree, 'wardSpecialist') as never)
    const state = await ward.stateOf(who('chairman'), 'wardSpecialist')
    expect(state?.courses.map((one) => one.state)).toEqual(['planned', 'planned'])
  })

  it('gives its certificate to who passes, from the day of the result; what is written stays', async () => {
    const [one] = (await server.ask(admin(), courses.list, { query: { state: 'planned' } })).filter(
      (row) => row.certificateCode,
    )
    const params = { id: one?.id ?? '' }
    const result = (outcome: string, on: string) => ({
      params,
      body: { on, results: [{ personId: who('wardSpecialist').personId, outcome, result: 'Khá' }] },
    })
    clock.set('2025-08-11T02:00:00Z')
    expect(
      (await ward.stateOf(who('chairman'), 'wardSpecialist', '2025-08-11'))?.courses.map((row) => row.state),
    ).toEqual(['under-way', 'under-way'])
    clock.set('2025-08-20T02:00:00Z')
    expect(await server.refusal(admin(), courses.results, result('passed', '2025-08-21'))).toBe('staffing.later')
    expect(await server.refusal(admin(), courses.results, result('passed', '2025-08-09'))).toBe(
      'staffing.before-course',
    )
    expect(await server.refusal(who('wardChairman'), courses.results, result('passed', '2025-08-12'))).toBe(
      'capability.needed',
    )
    expect(await server.ask(wardAdmin, courses.results, result('passed', '2025-08-12') as never)).toEqual({
      passed: 1,
      failed: 0,
      withdrawn: 0,
    })
    expect(await server.refusal(admin(), courses.results, result('failed', '2025-08-13'))).toBe('staffing.result-known')
    expect(await server.refusal(admin(), courses.cancel, { params, body: { reason: 'x' } })).toBe(
      'staffing.result-known',
    )
    const record = await ward.training(who('wardSpecialist'), 'wardSpecialist')
    expect(record.qualifications.find((row) => row.byCourse)).toMatchObject({
      certificateCode: 'an-toan-thong-tin',
      from: '2025-08-12',
      lastDay: '2028-08-11',
      stands: true,
    })
    const holder = (on: string) => ward.stateOf(who('chairman'), 'wardSpecialist', on).then((post) => post?.holders[0])
    expect((await holder('2025-08-11'))?.lacks).toEqual(['an-toan-thong-tin'])
    expect((await holder('2025-08-12'))?.lacks).toEqual([])
    expect((await holder('2028-08-12'))?.lapsed).toEqual(['an-toan-thong-tin'])
    const [figures] = (
      await server.ask(who('chairman'), staffing.figures, { query: { on: '2025-08-20' } })
    ).agencies.filter((row) => row.kind === 'ward')
    expect(figures).toMatchObject({ passed: 1, ended: 1, planned: 0, misses: 1 })
  })

  it('shows who takes part to those who may read their training, and can be called off', async () => {
    const [second] = (await server.ask(admin(), courses.list, { query: {} })).filter((row) => row.fieldCode)
    const params = { id: second?.id ?? '' }
    expect((await server.ask(who('wardChairman'), courses.read, { params })).places).toHaveLength(1)
    const seen = await server.ask(who('director'), courses.read, { params })
    expect([seen.places, seen.people]).toEqual([[], 0])
    expect(await server.refusal(wardAdmin, courses.cancel, { params, body: { reason: 'x' } })).toBe(
      'organisation.not-yours',
    )
    await server.ask(admin(), courses.cancel, { params, body: { reason: 'Không đủ kinh phí' } })
    expect((await server.ask(admin(), courses.read, { params })).state).toBe('cancelled')
    expect(await server.refusal(admin(), courses.cancel, { params, body: { reason: 'x' } })).toBe(
      'staffing.course-cancelled',
    )
    expect((await ward.stateOf(who('chairman'), 'wardSpecialist', '2025-08-20'))?.courses).toHaveLength(1)
  })
})
