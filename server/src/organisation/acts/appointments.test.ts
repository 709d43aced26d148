import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { organisation } from '@mocban/contract/organisation'
import { organisationActs as acts, delegations } from '@mocban/contract/organisation-acts'
import { chart } from '@mocban/contract/organisation-chart'
import type { Route } from '@mocban/contract/route'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { registerSome } from '../../documents/testing/register.ts'
import { clock } from '../../platform/clock.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantService } from '../testing/plant-service.ts'
import type { SmallProvince } from '../testing/small-province.ts'

type Who = keyof SmallProvince['people']

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
beforeEach(() => clock.set('2025-08-04T02:00:00Z'))

const admin = () => province.people.administrator
const card = (id: string, on?: string) => server.ask(admin(), chart.unit, { params: { id }, query: on ? { on } : {} })
const code = (who: Who, route: Route, input: object) => server.refusal(province.people[who], route, input)
const appointmentOf = async (who: Who) =>
  (
    await database.owner
      .selectFrom('appointment')
      .where('person_id', '=', province.people[who].personId)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id
const eventsOf = (kind: string) => database.owner.selectFrom('event').where('kind', '=', kind).selectAll().execute()

describe('somebody in a post', () => {
  it('comes, is seconded, goes on leave; the chart tells', async () => {
    const { people, units } = province
    const seconded = await server.ask(admin(), acts.appoint, {
      body: {
        personId: people.otherSpecialist.personId,
        positionId: people.officeSpecialist.positionId,
        kind: 'secondment',
        from: '2025-08-10',
        lastDay: '2025-12-31',
        decision: '77/QĐ-SNV',
      },
    })
    expect(seconded.id).toBeTruthy()
    await server.ask(admin(), acts.setLeave, {
      body: { personId: people.officeChief.personId, from: '2025-08-11', lastDay: '2025-08-15', reason: 'Nghỉ phép' },
    })
    const { posts } = await card(units.office, '2025-08-12')
    const holders = posts.flatMap((one) => one.holders)
    expect(holders.find((one) => one.kind === 'secondment')).toMatchObject({
      until: '2026-01-01',
      decision: '77/QĐ-SNV',
    })
    expect(holders.find((one) => one.personId === people.officeChief.personId)?.leave?.until).toBe('2025-08-16')
    const again = {
      body: { personId: people.officeChief.personId, from: '2025-08-15', lastDay: '2025-08-20', reason: '' },
    }
    expect(await code('administrator', acts.setLeave, again)).toBe('organisation.already-away')
    expect(
      await code('administrator', acts.appoint, {
        body: {
          personId: people.director.personId,
          positionId: people.director.positionId,
          kind: 'main',
          from: '2025-09-01',
          decision: '',
        },
      }),
    ).toBe('organisation.already-holds')
  })

  it('comes back earlier than was set; a leave that has not begun is taken back', async () => {
    const { people, units } = province
    const away = async (from: string, lastDay: string) =>
      (
        await server.ask(admin(), acts.setLeave, {
          body: { personId: people.wardSpecialist.personId, from, lastDay, reason: '' },
        })
      ).id
    const leave = async (on: string) =>
      (await card(units.kinhBacEconomy, on)).posts
        .flatMap((one) => one.holders)
        .find((one) => one.personId === people.wardSpecialist.personId)?.leave
    const id = await away('2025-08-04', '2025-08-20')
    const back = (backOn: string, leaveId = id) => ({ params: { id: leaveId }, body: { backOn } })
    expect(await code('administrator', acts.endLeave, back('2025-08-03'))).toBe('organisation.past')
    expect(await code('administrator', acts.endLeave, back('2025-08-21'))).toBe('organisation.back-already')
    expect(await code('wardChairman', acts.endLeave, back('2025-08-10'))).toBe('capability.needed')
    await server.ask(admin(), acts.endLeave, back('2025-08-11'))
    expect([await leave('2025-08-10'), await leave('2025-08-11')]).toMatchObject([{ until: '2025-08-11' }, null])
    const planned = await away('2025-09-01', '2025-09-05')
    // Planned, it is told beforehand.
    expect(await leave('2025-08-20')).toMatchObject({ from: '2025-09-01', until: '2025-09-06' })
    await server.ask(admin(), acts.endLeave, back('2025-08-20', planned))
    expect(await leave('2025-09-02')).toBeNull()
    expect(await eventsOf('leave.ended')).toHaveLength(2)
  })

  it('is whose administrators they have now: an agency that they left has no say in their leave', async () => {
    const { people, units } = province
    const { personId } = people.wardSpecialist
    // Long ago in another agency; an administrator of the ward sets the leave.
    await sql`insert into appointment (person_id, position_id, valid) values (${personId}, ${people.otherWardClerk.positionId}, '[2025-07-01,2025-07-10)')`.execute(
      database.owner,
    )
    const { id: positionId } = await server.ask(admin(), acts.createPost, {
      body: {
        unitId: units.kinhBac,
        title: 'Quản trị',
        leads: false,
        rank: 9,
        capabilities: ['administer'],
        from: '2025-08-04',
      },
    })
    await server.ask(admin(), acts.appoint, {
      body: { personId: people.wardClerk.personId, positionId, kind: 'concurrent', from: '2025-08-04', decision: '' },
    })
    const set = await server.ask({ personId: people.wardClerk.personId, positionId }, acts.setLeave, {
      body: { personId, from: '2025-10-01', lastDay: '2025-10-02', reason: '' },
    })
    expect(set.id).toBeTruthy()
  })

  it('whose time has not begun is not appointed after all; the chart tells beforehand who comes', async () => {
    const { people, units } = province
    const { id } = await server.ask(admin(), acts.appoint, {
      body: {
        personId: people.otherWardClerk.personId,
        positionId: people.wardSpecialist.positionId,
        kind: 'secondment',
        from: '2025-11-01',
        decision: '',
      },
    })
    const coming = async () =>
      (await card(units.kinhBacEconomy)).posts.flatMap((one) => one.holders).find((one) => one.appointmentId === id)
    expect(await coming()).toMatchObject({ from: '2025-11-01' })
    const { passed } = await server.ask(admin(), acts.endAppointment, {
      params: { id },
      body: { lastDay: '2025-08-04', reason: 'Nhầm người' },
    })
    expect(passed).toEqual({ documents: 0, tasks: 0, drafts: 0, reviews: 0 })
    expect(await coming()).toBeUndefined()
    expect(await eventsOf('appointment.withdrawn')).toHaveLength(1)
  })

  it('is a person: another system’s account is not chosen, appointed, delegated to or sent on leave, and its post is nobody’s', async () => {
    const { people, units } = province
    const service = await plantService(database, units.skhcn, 'Hệ thống họp', '2025-08-04')
    expect(await server.ask(admin(), acts.findPeople, { query: { q: 'he thong hop' } })).toEqual([])
    expect(await server.ask(admin(), organisation.holders, { query: { q: 'Hệ thống họp' } })).toEqual([])
    const appoint = (personId: string, positionId: string) => ({
      body: { personId, positionId, kind: 'main', from: '2025-08-04', decision: '' },
    })
    const { personId, positionId } = people.otherSpecialist
    for (const [route, input] of [
      [acts.appoint, appoint(service.personId, positionId)],
      [acts.appoint, appoint(personId, service.positionId)],
      [acts.endPost, { params: { id: service.positionId }, body: { on: '2025-09-01' } }],
      [acts.setLeave, { body: { personId: service.personId, from: '2025-08-04', lastDay: '2025-08-05', reason: '' } }],
    ] as const)
      expect(await code('administrator', route, input)).toBe('request.not-found')
    const delegate = {
      toPersonId: service.personId,
      from: '2025-08-04',
      lastDay: '2025-08-05',
      capabilities: ['draft'],
      reason: '',
    }
    expect(await code('digitalSpecialist', delegations.give, { body: delegate })).toBe('organisation.other-agency')
  })

  it('leaves nothing without somebody who answers: open documents, tasks and drafts pass in the same act, unseen by who administers', async () => {
    const { people, units } = province
    const as = (who: Who) => people[who]
    const incoming = await registerSome(server, as('departmentClerk'), {
      abstract: 'Về việc bàn giao',
      symbol: '9/BG-BKHCN',
    })
    await server.ask(as('departmentClerk'), handling.present, {
      params: { id: incoming.id },
      body: { version: incoming.version, to: { unitId: units.skhcn, ...as('director') } },
    })
    const step = (await server.ask(as('director'), documents.record, { params: { id: incoming.id } })).steps[0]
    await server.ask(as('director'), handling.assign, {
      params: { id: step?.id ?? '' },
      body: {
        version: step?.version ?? 0,
        lead: { unitId: units.skhcnDigital, ...as('digitalSpecialist') },
        text: 'Xử lý',
      },
    })
    const task = await server.ask(as('digitalHead'), tasks.create, {
      body: { facts: { title: 'Việc bàn giao', lead: { unitId: units.skhcnDigital, ...as('digitalSpecialist') } } },
    })
    const draft = await server.ask(as('digitalSpecialist'), outgoing.create, {
      body: { facts: { typeCode: 'ke-hoach', abstract: 'Kế hoạch bàn giao' } },
    })
    const id = await appointmentOf('digitalSpecialist')
    expect(await server.ask(admin(), acts.holdings, { params: { id } })).toEqual({
      holdings: { documents: 1, tasks: 1, drafts: 1, reviews: 0 },
      othersHold: false,
    })
    const end = (handTo?: string) => ({
      params: { id },
      body: { lastDay: '2025-08-31', reason: 'Chuyển công tác', ...(handTo ? { handTo } : {}) },
    })
    expect(await code('administrator', acts.endAppointment, end())).toBe('organisation.hand-over-needed')
    expect(await code('administrator', acts.endAppointment, end(people.wardSpecialist.positionId))).toBe(
      'organisation.other-agency',
    )
    expect(await code('digitalHead', acts.endAppointment, end(people.digitalHead.positionId))).toBe('capability.needed')
    const { passed } = await server.ask(admin(), acts.endAppointment, end(people.digitalHead.positionId))
    expect(passed).toEqual({ documents: 1, tasks: 1, drafts: 1, reviews: 0 })

    const told = (await eventsOf('appointment.ended')).at(-1)
    expect(told?.data).toMatchObject({ handed: 3, to: 'Đỗ Văn Khánh' })
    expect(told?.concerns).toContain(people.digitalHead.positionId)

    // The one it went to holds it all and may act; the trail of each says so.
    const record = await server.ask(as('digitalHead'), documents.record, { params: { id: incoming.id } })
    const mine = record.steps.find((one) => one.role === 'lead')
    expect(mine?.acts.finish?.allowed).toBe(true)
    const held = await server.ask(as('digitalHead'), tasks.read, { params: { id: task.taskId } })
    expect(JSON.stringify(held)).toContain('Đỗ Văn Khánh')
    const { status } = await server.call(as('digitalHead'), outgoing.read, {
      params: { id: draft.documentId },
    } as never)
    expect(status).toBe(200)
    for (const [kind, recordId] of [
      ['document.handed-over', incoming.id],
      ['document.handed-over', draft.documentId],
      ['task.handed-over', task.taskId],
    ])
      expect(
        (await eventsOf(kind ?? '')).filter((one) => one.record_id === recordId),
        kind,
      ).toHaveLength(1)
    // Who administers has seen none of it.
    expect((await server.call(admin(), documents.record, { params: { id: incoming.id } } as never)).status).toBe(404)
    expect((await card(units.skhcnDigital, '2025-09-01')).posts.find((one) => !one.leads)?.holders).toEqual([])
  })

  it('passes nothing on where a successor holds the post', async () => {
    const { people } = province
    const person = await server.ask(admin(), acts.createPerson, { body: { fullName: 'Cao Văn Kế', userName: 'kecv' } })
    await server.ask(admin(), acts.appoint, {
      body: {
        personId: person.id,
        positionId: people.digitalHead.positionId,
        kind: 'main',
        from: '2025-09-01',
        decision: '',
      },
    })
    const leaves = {
      params: { id: await appointmentOf('digitalHead') },
      body: { lastDay: '2025-08-31', reason: 'Nghỉ hưu' },
    }
    // One whose account is closed succeeds nobody.
    const open = (active: boolean) =>
      database.owner.updateTable('person').set({ active }).where('id', '=', person.id).execute()
    await open(false)
    expect(await code('administrator', acts.endAppointment, leaves)).toBe('organisation.hand-over-needed')
    await open(true)
    const { passed } = await server.ask(admin(), acts.endAppointment, leaves)
    expect(passed).toEqual({ documents: 0, tasks: 0, drafts: 0, reviews: 0 })
    clock.set('2025-09-02T02:00:00Z')
    const desk = await server.ask({ personId: person.id, positionId: people.digitalHead.positionId }, tasks.desk, {})
    expect(JSON.stringify(desk)).toContain('Việc bàn giao')
    clock.set('2025-08-04T02:00:00Z')
  })
})
