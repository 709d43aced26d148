import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { delegations } from '@mocban/contract/organisation-acts'
import type { Route } from '@mocban/contract/route'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { registerSome } from '../../documents/testing/register.ts'
import { clock } from '../../platform/clock.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import type { SmallProvince } from '../testing/small-province.ts'
import { endLate } from './delegations.ts'

type Who = keyof SmallProvince['people']

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
beforeEach(() => clock.set('2025-08-04T02:00:00Z'))

const admin = () => province.people.administrator
const code = (who: Who, route: Route, input: object) => server.refusal(province.people[who], route, input)

describe('a delegation', () => {
  const given = (more: object = {}) => ({
    body: {
      toPersonId: province.people.deputyDirector.personId,
      from: '2025-08-04',
      lastDay: '2025-08-08',
      capabilities: ['approve'],
      reason: 'Đi công tác',
      ...more,
    },
  })

  it('is given by who holds the post, for named acts and a time; both are named in what is done', async () => {
    const { people } = province
    const { id } = await server.ask(people.director, delegations.give, given() as never)
    const acting = { ...people.deputyDirector, positionId: people.director.positionId, delegationId: id }
    const me = await server.ask(acting, delegations.list, {})
    expect(me.find((one) => one.id === id)).toMatchObject({ fromName: 'Vũ Thị Giang', toName: 'Đặng Văn Hải' })
    const { rows } = await sql<{ capabilities: string[]; acting_for_name: string }>`
      select * from app.act_as(${acting.personId}, ${acting.positionId}, ${id}, '2025-08-05T02:00:00Z')`.execute(
      database.owner,
    )
    expect(rows[0]).toMatchObject({ capabilities: ['approve'], acting_for_name: 'Vũ Thị Giang' })
    // Not passed on.
    const chained = await server.call(
      acting,
      delegations.give,
      given({ toPersonId: people.digitalHead.personId }) as never,
    )
    expect(chained.problem.code).toBe('organisation.no-chain')
    // After its last day, and once it was ended, it opens nothing.
    clock.set('2025-08-08T18:00:00Z')
    expect((await server.call(acting, delegations.list, {})).status).toBe(401)
    clock.set('2025-08-04T02:00:00Z')
    await server.ask(people.director, delegations.end, { params: { id } })
    expect((await server.call(acting, delegations.list, {})).status).toBe(401)
  })

  it('that was ended under a clock that ran ahead ends when the clock is right', async () => {
    const { people } = province
    const { id } = await server.ask(people.director, delegations.give, given() as never)
    const acting = { ...people.deputyDirector, positionId: people.director.positionId, delegationId: id }
    clock.set('2025-08-06T02:00:00Z')
    await server.ask(people.director, delegations.end, { params: { id } })
    clock.set('2025-08-04T03:00:00Z')
    await endLate(server.works.worker)
    expect((await server.call(acting, delegations.list, {})).status).toBe(401)
    // It held until now, and that is what is told of it later.
    const held = async () =>
      (
        await sql<{ until: string }>`select upper(valid)::text as until from delegation where id = ${id}`.execute(
          database.owner,
        )
      ).rows[0]?.until
    const until = await held()
    expect(new Date(`${until}:00`.replace(' ', 'T').replace('+00:00', 'Z')).toISOString()).toBe(
      '2025-08-04T03:00:00.000Z',
    )
    clock.set('2025-08-04T04:00:00Z')
    await endLate(server.works.worker)
    expect(await held()).toBe(until)
  })

  it('gives no more than the post carries, to nobody of another agency, and is ended by nobody else', async () => {
    const { people } = province
    expect(await code('director', delegations.give, given({ capabilities: ['administer'] }))).toBe(
      'organisation.beyond-post',
    )
    expect(await code('director', delegations.give, given({ toPersonId: people.wardChairman.personId }))).toBe(
      'organisation.other-agency',
    )
    const others = given({ fromPersonId: people.director.personId, fromPositionId: people.director.positionId })
    expect(await code('departmentClerk', delegations.give, others)).toBe('organisation.not-yours')
    const { id } = await server.ask(admin(), delegations.give, others as never)
    expect(await code('departmentClerk', delegations.end, { params: { id } })).toBe('organisation.not-yours')
    await server.ask(admin(), delegations.end, { params: { id } })
    const toMe = given({ ...others.body, toPersonId: people.administrator.personId })
    expect(await code('administrator', delegations.give, toMe)).toBe('organisation.not-oneself')
  })

  it('shows and does nothing outside its scope: by unit, by type, or both', async () => {
    const { people, units } = province
    const registered = async (abstract: string, typeCode = 'cong-van') =>
      registerSome(server, people.departmentClerk, { abstract, typeCode, symbol: `${abstract}/PV` })
    // One for the division, one that stays with the office; one of another type for the division.
    const mine = await registered('Việc của phòng')
    const report = await registered('Báo cáo của phòng', 'bao-cao')
    const other = await registered('Việc khác của sở')
    for (const one of [mine, report])
      await server.ask(people.departmentClerk, handling.present, {
        params: { id: one.id },
        body: { version: one.version, to: { unitId: units.skhcnDigital, ...people.digitalHead }, note: '' },
      })
    const { taskId } = await server.ask(people.director, tasks.create, {
      body: { facts: { title: 'Nhiệm vụ của phòng', lead: { unitId: units.skhcnDigital } } } as never,
    })
    const by = async (scope: object) => {
      const more = { capabilities: ['direct', 'assign', 'approve'], ...scope }
      const { id } = await server.ask(people.director, delegations.give, given(more) as never)
      const acting = { ...people.deputyDirector, positionId: people.director.positionId, delegationId: id }
      const listed = (await server.ask(acting, documents.list, { query: {} })).items.map((row) => row.id)
      const opened = await Promise.all(
        [mine, report, other].map(async (one) => {
          const { status } = await server.call(acting, documents.record, { params: { id: one.id } })
          return status === 200
        }),
      )
      expect([mine, report, other].map((one) => listed.includes(one.id))).toEqual(opened)
      const task = (await server.call(acting, tasks.read, { params: { id: taskId } })).status === 200
      const assigned = await server.call(acting, tasks.create, {
        body: { facts: { title: 'Nhiệm vụ của văn phòng', lead: { unitId: units.skhcn } } } as never,
      })
      await server.ask(people.director, delegations.end, { params: { id } })
      return [...opened, task, assigned.problem?.code ?? 'assigned']
    }
    const outside = 'delegation.outside-scope'
    expect(await by({})).toEqual([true, true, true, true, 'assigned'])
    expect(await by({ unitIds: [units.skhcnDigital] })).toEqual([true, true, false, true, outside])
    expect(await by({ unitIds: [units.skhcn] })).toEqual([true, true, true, true, 'assigned'])
    expect(await by({ typeCodes: ['bao-cao'] })).toEqual([false, true, false, false, outside])
    expect(await by({ unitIds: [units.skhcnDigital], typeCodes: ['cong-van'] })).toEqual([
      true,
      false,
      false,
      false,
      outside,
    ])
    const { id: drafts } = await server.ask(
      people.digitalHead,
      delegations.give,
      given({
        toPersonId: people.digitalSpecialist.personId,
        capabilities: ['draft'],
        typeCodes: ['ke-hoach'],
      }) as never,
    )
    const drafter = { ...people.digitalSpecialist, positionId: people.digitalHead.positionId, delegationId: drafts }
    const draft = (typeCode: string) =>
      server.call(drafter, outgoing.create, { body: { facts: { typeCode, abstract: 'Việc của phòng' } } as never })
    expect((await draft('ke-hoach')).status).toBe(200)
    expect((await draft('to-trinh')).problem.code).toBe(outside)
    expect(await code('director', delegations.give, given({ unitIds: [units.kinhBac] }))).toBe(
      'delegation.unit-elsewhere',
    )
    expect(await code('director', delegations.give, given({ typeCodes: ['x'] }))).toBe('request.invalid')
  })
})
