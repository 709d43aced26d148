import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { chart } from '@mocban/contract/organisation-chart'
import type { Route } from '@mocban/contract/route'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { newId } from '../../platform/database/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import type { SmallProvince } from '../testing/small-province.ts'

type Who = keyof SmallProvince['people']

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
beforeEach(() => clock.set('2025-08-04T02:00:00Z'))

const admin = () => province.people.administrator
const card = (id: string, on?: string) => server.ask(admin(), chart.unit, { params: { id }, query: on ? { on } : {} })
const code = (who: Who, route: Route, input: object) => server.refusal(province.people[who], route, input)
const names = (name: string, abbreviation: string) => ({ name, shortName: name, abbreviation, nameEn: name })
const newDivision = async (name: string, from = '2025-08-04', parent = province.units.skhcn) =>
  (
    await server.ask(admin(), acts.createUnit, {
      body: { ...names(name, 'X'), from, kind: 'division', isAgency: false, parentId: parent },
    })
  ).id
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
    // Who seated it sees it before it begins, and when it will end: not that nothing came of the act.
    const seen = async (on: string) => (await card(units.group, on)).members.find((one) => one.id === added.id)
    expect(await seen('2025-08-04')).toMatchObject({ from: '2025-08-10', until: null })
    await server.ask(admin(), acts.endMember, { params: { id: added.id }, body: { lastDay: '2025-08-20' } })
    expect(await seen('2025-08-12')).toMatchObject({ until: '2025-08-21' })
    expect((await card(units.group, '2025-08-21')).members).toHaveLength(3)
    // One that has not begun is taken back, and was none: the same post can be seated again from another day.
    const later = await server.ask(admin(), acts.addMember, {
      params: { id: units.group },
      body: { role: 'member', personId: people.wardSpecialist.personId, from: '2025-08-10' },
    })
    await server.ask(admin(), acts.endMember, { params: { id: later.id }, body: { lastDay: '2025-08-04' } })
    expect((await card(units.group, '2025-08-04')).members.map((one) => one.id)).not.toContain(later.id)
    const [withdrawn] = await eventsOf('committee.member-withdrawn')
    expect(withdrawn?.data).toMatchObject({ from: '2025-08-10', committee: expect.any(String) })
    expect(withdrawn?.concerns).toEqual([people.wardSpecialist.personId])
    expect(
      await code('administrator', acts.endMember, { params: { id: later.id }, body: { lastDay: '2025-08-04' } }),
    ).toBe('request.not-found')
    expect(
      await code('administrator', acts.addMember, {
        params: { id: units.office },
        body: { role: 'member', positionId: people.wardChairman.positionId, from: '2025-08-10' },
      }),
    ).toBe('organisation.unit-has-members')
  })
})
