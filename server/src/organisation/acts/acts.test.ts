import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { organisation } from '@mocban/contract/organisation'
import { organisationActs as acts, delegations } from '@mocban/contract/organisation-acts'
import { chart } from '@mocban/contract/organisation-chart'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { registerSome } from '../../documents/testing/register.ts'
import { clock } from '../../platform/clock.ts'
import { newId } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantService } from '../testing/plant-service.ts'
import type { SmallProvince } from '../testing/small-province.ts'

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

const admin = () => province.people.administrator
const card = (id: string, on?: string) => server.ask(admin(), chart.unit, { params: { id }, query: on ? { on } : {} })
const code = async (who: Who, route: Parameters<TestServer['call']>[1], input: object) =>
  (await server.call(province.people[who], route, input as never)).problem?.code
const names = (name: string, abbreviation: string) => ({ name, shortName: name, abbreviation, nameEn: name })
const newDivision = async (name: string, from = '2025-08-04', parent = province.units.skhcn) =>
  (
    await server.ask(admin(), acts.createUnit, {
      body: { ...names(name, 'X'), from, kind: 'division', isAgency: false, parentId: parent },
    })
  ).id
const appointmentOf = async (who: Who) =>
  (
    await database.owner
      .selectFrom('appointment')
      .where('person_id', '=', province.people[who].personId)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id
beforeEach(() => {
  clock.set('2025-08-04T02:00:00Z')
})
const eventsOf = (kind: string) => database.owner.selectFrom('event').where('kind', '=', kind).selectAll().execute()

describe('a unit', () => {
  it('is created, renamed, moved and ended from a day on, and keeps what it was until then', async () => {
    const id = await newDivision('Phòng Đổi mới sáng tạo', '2025-08-10')
    await server.ask(admin(), acts.changeUnit, {
      params: { id },
      body: { from: '2025-09-01', name: 'Phòng Đổi mới', sealText: 'PHÒNG ĐỔI MỚI' },
    })
    await server.ask(admin(), acts.moveUnit, {
      params: { id },
      body: { from: '2025-10-01', parentId: province.units.skhcnOffice },
    })
    await server.ask(admin(), acts.endUnit, { params: { id }, body: { on: '2025-12-01', reason: 'Sắp xếp' } })
    const { versions } = await card(id)
    expect(versions.map((one) => [one.from, one.until, one.name, one.parentName])).toEqual([
      ['2025-08-10', '2025-09-01', 'Phòng Đổi mới sáng tạo', 'Sở Khoa học và Công nghệ'],
      ['2025-09-01', '2025-10-01', 'Phòng Đổi mới', 'Sở Khoa học và Công nghệ'],
      ['2025-10-01', '2025-12-01', 'Phòng Đổi mới', 'Văn phòng Sở'],
    ])
    for (const kind of ['unit.created', 'unit.changed', 'unit.moved', 'unit.ended'])
      expect((await eventsOf(kind)).length, kind).toBe(1)
  })

  it('is changed in the past by nobody, never put under itself, and not carried to another agency', async () => {
    const id = await newDivision('Phòng A')
    const below = await newDivision('Phòng B', '2025-08-04', id)
    const move = (unit: string, parentId: string, from = '2025-08-05') => ({
      params: { id: unit },
      body: { from, parentId },
    })
    expect(await code('administrator', acts.moveUnit, move(id, province.units.skhcnOffice, '2025-08-03'))).toBe(
      'organisation.past',
    )
    expect(await code('administrator', acts.moveUnit, move(id, below))).toBe('organisation.unit-cycle')
    expect(await code('administrator', acts.moveUnit, move(id, id))).toBe('organisation.unit-cycle')
    expect(await code('administrator', acts.moveUnit, move(id, province.units.kinhBac))).toBe(
      'organisation.other-agency',
    )
    expect(await code('administrator', acts.endUnit, { params: { id }, body: { on: '2025-09-01', reason: '' } })).toBe(
      'organisation.unit-has-children',
    )
    expect(
      await code('administrator', acts.changeUnit, {
        params: { id: province.units.tuSon },
        body: { from: '2025-08-05', exchangeCode: 'H05.41' },
      }),
    ).toBe('organisation.code-taken')
  })

  it('does not end while people hold posts in it or work waits for its leaders; vacant posts end with it', async () => {
    expect(
      await code('administrator', acts.endUnit, {
        params: { id: province.units.skhcnDigital },
        body: { on: '2025-09-01', reason: '' },
      }),
    ).toBe('organisation.unit-has-posts')
    const id = await newDivision('Phòng C')
    await server.ask(admin(), acts.createPost, {
      body: { unitId: id, title: 'Trưởng phòng', leads: true, rank: 1, capabilities: ['assign'], from: '2025-08-04' },
    })
    await server.ask(admin(), acts.endUnit, { params: { id }, body: { on: '2025-09-01', reason: '' } })
    expect((await card(id, '2025-08-20')).posts[0]?.until).toBe('2025-09-01')
  })

  it('has posts that end once: not before they begin, and not later than they did', async () => {
    const id = await newDivision('Phòng D')
    const { id: post } = await server.ask(admin(), acts.createPost, {
      body: { unitId: id, title: 'Chuyên viên', leads: false, rank: 9, capabilities: [], from: '2025-08-10' },
    })
    const end = (on: string) => ({ params: { id: post }, body: { on } })
    expect(await code('administrator', acts.endPost, end('2025-08-10'))).toBe('organisation.post-not-begun')
    await server.ask(admin(), acts.endPost, end('2025-09-01'))
    expect(await code('administrator', acts.endPost, end('2025-12-01'))).toBe('organisation.post-ended-already')
    expect((await card(id, '2025-08-20')).posts[0]?.until).toBe('2025-09-01')
  })

  it('that ends has a successor where one is named, who administers both deciding; an agency with books needs a plan', async () => {
    const { units } = province
    const id = await newDivision('Phòng Thông tin')
    const end = (unit: string, successorId: string | null, who: 'administrator' = 'administrator') =>
      code(who, acts.endUnit, { params: { id: unit }, body: { on: '2025-09-01', reason: 'Gộp', successorId } })
    expect(await end(id, id)).toBe('organisation.unit-cycle')
    expect(await end(id, newId())).toBe('organisation.unit-absent')
    await server.ask(admin(), acts.endUnit, {
      params: { id },
      body: { on: '2025-09-01', reason: 'Gộp', successorId: units.skhcnDigital },
    })
    const heirOn = async (day: string) =>
      (await sql<{ heir: string }>`select app.successor_of(${id}, ${day}::date) as heir`.execute(database.owner))
        .rows[0]?.heir
    expect([await heirOn('2025-08-31'), await heirOn('2025-09-01')]).toEqual([id, units.skhcnDigital])
    clock.set('2025-09-02T02:00:00Z')
    expect((await card(id)).successor).toMatchObject({ id: units.skhcnDigital, from: '2025-09-01' })
    expect((await eventsOf('unit.ended')).at(-1)?.data).toMatchObject({ heir: 'Phòng Chuyển đổi số' })
    // Whoever heads the successor stands for the one that ended.
    const { rows } = await sql`
      select from app.principals_of(${province.people.digitalHead.personId}, ${province.people.digitalHead.positionId}, '2025-09-02') p
       where p.principal = app.leaders_of(${id})`.execute(database.owner)
    expect(rows).toHaveLength(1)
    const agency = await server.ask(admin(), acts.createUnit, {
      body: {
        name: 'Sở Mới',
        shortName: 'Sở Mới',
        abbreviation: 'SM',
        nameEn: 'New',
        from: '2025-09-02',
        kind: 'department',
        isAgency: true,
        parentId: units.ubnd,
      } as never,
    })
    await database.owner
      .insertInto('register')
      .values({ agency_id: agency.id, travel: 'incoming', series: 'general', year: 2025 })
      .execute()
    clock.set('2025-09-03T02:00:00Z')
    expect(
      await code('administrator', acts.endUnit, {
        params: { id: agency.id },
        body: { on: '2025-09-03', reason: '', successorId: units.skhcn },
      }),
    ).toBe('organisation.agency-has-books')
  })
})

describe('who may act', () => {
  it('is an administrator, of the agency in question', async () => {
    const { units } = province
    const body = {
      ...names('Phòng D', 'D'),
      from: '2025-08-10',
      kind: 'division',
      isAgency: false,
      parentId: units.skhcn,
    }
    for (const who of ['director', 'departmentClerk', 'chairman', 'auditor', 'wardSpecialist'] as const) {
      const { status, problem } = await server.call(province.people[who], acts.createUnit, { body } as never)
      expect([status, problem.code]).toEqual([403, 'capability.needed'])
    }
    // The ward's own administrator works in the ward only.
    const post = await server.ask(admin(), acts.createPost, {
      body: {
        unitId: units.tuSon,
        title: 'Quản trị',
        leads: false,
        rank: 9,
        capabilities: ['administer'],
        from: '2025-08-04',
      },
    })
    const person = await server.ask(admin(), acts.createPerson, { body: { fullName: 'Đào Thị Quản Trị' } })
    expect(person.userName).toBe('tridtq')
    await server.ask(admin(), acts.appoint, {
      body: { personId: person.id, positionId: post.id, kind: 'main', from: '2025-08-04', decision: '12/QĐ-UBND' },
    })
    const ward = { personId: person.id, positionId: post.id }
    const { status, problem } = await server.call(ward, acts.createUnit, { body } as never)
    expect([status, problem.code]).toEqual([403, 'organisation.not-yours'])
    await server.ask(ward, acts.createUnit, { body: { ...body, parentId: units.tuSon } as never })
    expect(
      (await server.call(ward, acts.createUnit, { body: { ...body, isAgency: true, parentId: units.tuSon } } as never))
        .problem.code,
    ).toBe('organisation.not-yours')
  })

  it('never gives a post or a right to themselves', async () => {
    const { people } = province
    const body = {
      personId: people.administrator.personId,
      positionId: people.chairman.positionId,
      kind: 'acting',
      from: '2025-08-04',
      decision: '',
    }
    expect(await code('administrator', acts.appoint, { body })).toBe('organisation.not-oneself')
    expect(
      await code('administrator', acts.changePost, {
        params: { id: people.administrator.positionId },
        body: { title: 'Quản trị', leads: true, rank: 1, capabilities: ['administer', 'approve'] },
      }),
    ).toBe('organisation.not-oneself')
    const seat = {
      params: { id: province.units.group },
      body: { role: 'member', personId: people.administrator.personId, from: '2025-08-04' },
    }
    expect(await code('administrator', acts.addMember, seat)).toBe('organisation.not-oneself')
  })
})

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
    const { passed } = await server.ask(admin(), acts.endAppointment, {
      params: { id: await appointmentOf('digitalHead') },
      body: { lastDay: '2025-08-31', reason: 'Nghỉ hưu' },
    })
    expect(passed).toEqual({ documents: 0, tasks: 0, drafts: 0, reviews: 0 })
    clock.set('2025-09-02T02:00:00Z')
    const desk = await server.ask({ personId: person.id, positionId: people.digitalHead.positionId }, tasks.desk, {})
    expect(JSON.stringify(desk)).toContain('Việc bàn giao')
    clock.set('2025-08-04T02:00:00Z')
  })
})

describe('a committee', () => {
  it('seats posts and people, one head at a time', async () => {
    const { people, units } = province
    const seat = (role: string, positionId: string) => ({
      params: { id: units.group },
      body: { role, positionId, from: '2025-08-10' },
    })
    expect(await code('administrator', acts.addMember, seat('head', people.chairman.positionId))).toBe(
      'organisation.one-head',
    )
    expect(await code('administrator', acts.addMember, seat('member', people.director.positionId))).toBe(
      'organisation.already-member',
    )
    const added = await server.ask(admin(), acts.addMember, seat('member', people.wardChairman.positionId) as never)
    expect((await card(units.group, '2025-08-12')).members).toHaveLength(4)
    await server.ask(admin(), acts.endMember, { params: { id: added.id }, body: { lastDay: '2025-08-20' } })
    expect((await card(units.group, '2025-08-21')).members).toHaveLength(3)
    expect(
      await code('administrator', acts.addMember, {
        params: { id: units.office },
        body: { role: 'member', positionId: people.wardChairman.positionId, from: '2025-08-10' },
      }),
    ).toBe('organisation.unit-has-members')
  })
})

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
