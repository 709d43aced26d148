import { audit } from '@mocban/contract/audit'
import { documents } from '@mocban/contract/documents'
import { books } from '@mocban/contract/documents-books'
import { organisation } from '@mocban/contract/organisation'
import { chart } from '@mocban/contract/organisation-chart'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { pdfParagraphs } from './documents/conversion/index.ts'
import type { SmallProvince } from './organisation/testing/small-province.ts'
import { clock } from './platform/clock.ts'
import type { Standing } from './platform/database/index.ts'
import { notifyConcerned } from './platform/notifications/index.ts'
import type { TestDatabase, TestServer } from './platform/testing/index.ts'
import { serveSmallProvince } from './testing/serve-small-province.ts'
import { names, twoEndings } from './testing/two-endings.ts'

/**
 * A district is dissolved into a department, and two wards are merged into a third: what they left is seen, named as it was and found by those who
 * succeed them, and by nobody else. (How it is carried on: carry-on.test.ts.)
 */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let after: Awaited<ReturnType<typeof twoEndings>>

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  after = await twoEndings({ database, server, province })
  return served.close
}, 120_000)

const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })
/** Everybody in a post of today, by name. */
const everybody = (): Record<string, Standing> => {
  const { wardChairman, otherWardChairman, wardClerk, otherWardClerk, wardSpecialist, ...rest } = province.people
  return { ...rest, ...after.now }
}

describe('the records of units that have ended', () => {
  it('are seen by those who stand for them today, and by nobody else', async () => {
    const { made, former, now } = after
    const seenBy = async (route: typeof documents.record | typeof tasks.read | typeof workFiles.read, id: string) => {
      const seen: string[] = []
      for (const [name, who] of Object.entries(everybody()))
        if ((await server.call(who, route, { params: { id } })).status === 200) seen.push(name)
      return seen.sort()
    }
    expect(await seenBy(documents.record, made.open)).toEqual(['chairman', 'clerk', 'deputy', 'otherClerk'])
    expect(await seenBy(documents.record, made.asked)).toEqual(['chairman', 'clerk', 'deputy', 'otherClerk'])
    const ofDistrict = ['departmentClerk', 'deputyDirector', 'director', 'districtClerk']
    expect(await seenBy(documents.record, made.closed)).toEqual(ofDistrict)
    expect(await seenBy(documents.record, made.complaint)).toEqual(ofDistrict)
    expect(await seenBy(tasks.read, made.task)).toEqual(['chairman', 'deputy', 'specialist'])
    expect(await seenBy(tasks.read, made.ended)).toEqual(['chairman', 'deputy', 'specialist'])
    expect(await seenBy(workFiles.read, made.workFile)).toEqual(['chairman', 'deputy', 'specialist'])
    // The old posts are nobody's any more, and the successor's people of today had no business there then.
    expect((await server.call(former.clerk, documents.record, { params: { id: made.closed } })).status).toBe(401)
    clock.set('2025-12-31T16:59:00Z')
    expect((await server.call(now.clerk, documents.record, { params: { id: made.open } })).status).toBe(401)
    expect(
      (await server.call(province.people.director, documents.record, { params: { id: made.closed } })).status,
    ).toBe(404)
    clock.set('2026-01-05T02:00:00Z')
  })

  it('are in the lists of today, newest first, under the same filters', async () => {
    const { made, now } = after
    const listed = async (who: Standing, query: Record<string, string> = {}) =>
      (await server.ask(who, documents.list, { query })).items.map((one) => one.id)
    expect(await listed(now.otherClerk)).toEqual([made.asked, made.open])
    expect(await listed(province.people.director)).toEqual([made.complaint, made.closed])
    expect(
      (await server.ask(now.chairman, tasks.list, { query: { scope: 'unit' } })).items.map((one) => one.id),
    ).toEqual([made.ended, made.task])
    expect(
      (await server.ask(now.specialist, tasks.list, { query: { scope: 'mine', open: 'true' } })).items,
    ).toMatchObject([{ id: made.task, leadUnitName: 'Phòng Kinh tế' }])
    const statistics = await server.ask(now.chairman, tasks.statistics, {
      query: { from: '2025-09-01', to: '2026-01-31' },
    })
    expect(statistics.total.assigned).toBe(1)
  })

  it('carry the names of their day, and say what has become of who is named', async () => {
    const { made, now } = after
    expect(await record(province.people.director, made.closed)).toMatchObject({
      agencyName: names.district,
      agencySeal: 'UBND HUYỆN LỤC NGẠN',
      agencyNow: names.department,
      issuerName: names.oldWard,
      issuerNow: names.ward,
      steps: [{ unitName: names.district, unitNow: names.department }],
    })
    // What is open is with the unit of today.
    expect(await record(now.chairman, made.open)).toMatchObject({
      agencyName: names.oldWard,
      agencyNow: names.ward,
      holders: [{ unitName: names.ward }],
      steps: [{ unitName: names.ward, unitNow: null }],
    })
    expect(await server.ask(now.chairman, tasks.read, { params: { id: made.ended } })).toMatchObject({
      leadUnitName: 'Phòng Kinh tế, Hạ tầng và Đô thị',
      leadUnitNow: 'Phòng Kinh tế',
      agencyName: names.oldWard,
      agencyNow: names.ward,
    })
    expect(await server.ask(now.specialist, workFiles.read, { params: { id: made.workFile } })).toMatchObject({
      unitName: 'Phòng Kinh tế, Hạ tầng và Đô thị',
      unitNow: 'Phòng Kinh tế',
    })
    const { items } = await server.ask(now.chairman, trail.ofRecord, { params: { id: made.open }, query: {} })
    expect(items.map((one) => [one.kind, one.position, one.unit])).toEqual([
      ['document.presented', 'Văn thư', names.oldWard],
      ['document.registered', 'Văn thư', names.oldWard],
    ])
    const because = await server.ask(now.deputy, trail.why, { params: { id: made.open } })
    expect(because).toMatchObject([{ reason: 'leader-above', through: names.oldWard, kind: 'leaders' }])
  })

  it('are found, under the agency of then', async () => {
    const find = async (who: Standing, query: { q: string }) => server.ask(who, search.documents, { query })
    const found = await find(province.people.director, { q: 'thủy lợi' })
    expect(found.items).toMatchObject([{ documentId: after.made.closed, agencyName: names.district }])
    expect(found.facets.agency).toMatchObject([{ value: after.district, name: names.district }])
    expect((await find(province.people.officeClerk, { q: 'thủy lợi' })).items).toEqual([])
    expect((await find(after.now.otherClerk, { q: '1/KB' })).items).toMatchObject([{ documentId: after.made.open }])
  })

  it('stand in their own books, which carry the names of their years', async () => {
    const { departmentClerk, officeClerk } = province.people
    const list = await server.ask(departmentClerk, books.list, {})
    expect(list.map((one) => [one.agencyName, one.own, one.kind, one.year, one.last])).toEqual([
      [names.district, false, 'incoming', 2025, 2],
      [names.district, false, 'tracking', 2025, 2],
    ])
    const book = { kind: 'incoming', year: 2025, agency: after.district } as const
    const rows = await server.ask(departmentClerk, books.rows, { query: book })
    expect(rows.items.map((row) => row.number)).toEqual([2, 1])
    expect(rows.items[1]?.recipients).toContain(names.district)
    const { response } = await server.call(departmentClerk, books.file, { query: { ...book, as: 'pdf' } })
    const text = (await pdfParagraphs(response.rawPayload)).join(' ').replace(/\s+/g, ' ')
    expect(text).toContain(names.district.toLocaleUpperCase('vi'))
    expect(text).not.toContain(names.department.toLocaleUpperCase('vi'))
    // Another agency's clerk gets no line of it, and its name they know already.
    expect((await server.ask(officeClerk, books.rows, { query: book })).items).toEqual([])
    expect((await server.ask(after.now.clerk, books.list, {})).filter((one) => one.kind === 'incoming')).toHaveLength(2)
  })
})

describe('the trail of units that have ended', () => {
  it('is audited by who audits their heir', async () => {
    const { inspector } = after.now
    const acts = await server.ask(inspector, audit.acts, { query: { record: after.made.closed } })
    expect(acts.items.map((one) => [one.kind, one.unit, one.recordName])).toEqual([
      ['document.finished', names.district, '3/LN'],
      ['document.presented', names.district, '3/LN'],
      ['document.registered', names.district, '3/LN'],
    ])
    expect((await server.ask(inspector, audit.acts, { query: { q: '3/ln' } })).items).toHaveLength(3)
    // Several agencies are audited, each by itself, and each act says in whose trail it stands.
    const agencies = await server.ask(inspector, audit.agencies, {})
    expect(agencies[0]?.endedOn).toBeNull()
    const district = agencies.find((one) => one.name === names.district)
    expect(district?.endedOn).not.toBeNull()
    const ofDistrict = await server.ask(inspector, audit.acts, { query: { agency: district?.id, q: '3/ln' } })
    expect(ofDistrict.items.map((one) => one.agency)).toEqual(Array(3).fill(names.district))
    const own = await server.ask(inspector, audit.acts, { query: { agency: agencies[0]?.id, q: '3/ln' } })
    expect(own.items).toEqual([])
    expect(
      (await server.ask(province.people.auditor, audit.acts, { query: { record: after.made.closed } })).items,
    ).toEqual([])
  })

  it('says who could see a record then, and who can now', async () => {
    const couldSee = async (day: string) => {
      const rows = await server.ask(after.now.inspector, audit.couldSee, {
        params: { id: after.made.closed },
        query: { day },
      })
      return [...new Set(rows.map((one) => `${one.who}, ${one.position}, ${one.unit}`))].sort()
    }
    expect(await couldSee('2025-09-10')).toEqual([
      `Chủ tịch huyện, Chủ tịch, ${names.district}`,
      `Văn thư huyện, Văn thư, ${names.district}`,
    ])
    expect(await couldSee('2026-01-01')).toEqual([
      'Bùi Thị Hoa, Văn thư, Văn phòng Sở',
      'Văn thư huyện, Văn thư, Văn phòng Sở',
      `Vũ Thị Giang, Giám đốc, ${names.department}`,
      `Đặng Văn Hải, Phó Giám đốc, ${names.department}`,
    ])
  })

  it('tells what is said to who has ended to those who take their place', async () => {
    const { units, people } = province
    await database.owner.deleteFrom('notification_due').execute()
    const said = async (concerns: ReturnType<typeof sql>) => {
      await sql`insert into event (agency_id, kind, concerns) values (${units.ubnd}, 'test.said', array[${concerns}])`.execute(
        database.owner,
      )
      await notifyConcerned(database.worker)
      const { rows } = await sql<{ id: string }>`
        delete from notification n using event e where e.id = n.event_id and e.kind = 'test.said' returning n.person_id as id`.execute(
        database.owner,
      )
      return new Set(rows.map((row) => row.id))
    }
    const persons = (...who: Standing[]) => new Set(who.map((one) => one.personId))
    clock.set(null)
    expect(await said(sql`app.leaders_of(${units.tuSon})`)).toEqual(
      persons(people.wardChairman, people.otherWardChairman),
    )
    expect(await said(sql`app.clerks_of(${after.district})`)).toEqual(
      persons(people.departmentClerk, after.former.clerk),
    )
    expect(await said(sql`${people.wardSpecialist.positionId}::uuid`)).toEqual(persons(people.wardSpecialist))
    clock.set('2026-01-05T02:00:00Z')
  })
})

describe('the chart', () => {
  it('leads from a unit that has ended to its heir, and back', async () => {
    const { chairman } = after.now
    const card = (id: string) => server.ask(chairman, chart.unit, { params: { id }, query: {} })
    expect(await card(province.units.tuSon)).toMatchObject({
      now: null,
      successor: { id: after.units.ward, name: names.ward, from: '2026-01-01' },
      predecessors: [],
    })
    const heir = await card(after.units.ward ?? '')
    expect(heir.successor).toBeNull()
    expect(heir.predecessors.map((one) => one.id).sort()).toEqual([province.units.kinhBac, province.units.tuSon].sort())
  })

  it('offers the heir by the names of those it succeeds', async () => {
    const units = await server.ask(after.now.chairman, organisation.units, {})
    expect(units.some((one) => one.id === province.units.kinhBac)).toBe(false)
    expect(units.find((one) => one.id === after.units.ward)?.formerly).toEqual([
      names.oldWard,
      'Ủy ban nhân dân phường Từ Sơn',
    ])
    expect(units.find((one) => one.id === province.units.skhcn)?.formerly).toEqual([names.district])
    expect(units.find((one) => one.id === province.units.ubnd)?.formerly).toEqual([])
  })
})
