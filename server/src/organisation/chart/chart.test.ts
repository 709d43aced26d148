import { chart } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { asActor, newId } from '../../platform/database/index.ts'
import { rowsRead, type TestDatabase, type TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantService } from '../testing/plant-service.ts'
import type { SmallProvince } from '../testing/small-province.ts'
import { chartDifferences } from './differences.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
const former = newId()

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  const { units, people } = province
  await database.owner.transaction().execute(async (tx) => {
    // The division was called otherwise and stood elsewhere until August; another unit ended then; a person changed their post.
    await sql`update unit_version set valid = '[2025-08-01,)' where unit_id = ${units.skhcnDigital}`.execute(tx)
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
      values (${units.skhcnDigital}, '[2025-07-01,2025-08-01)', 'division', false, ${units.skhcn}, ${units.skhcnOffice}, 'Phòng Công nghệ thông tin', 'CNTT', 'CNTT', 'IT')`.execute(
      tx,
    )
    await tx.insertInto('unit').values({ id: former }).execute()
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
      values (${former}, '[2025-07-01,2025-08-01)', 'division', false, ${units.skhcn}, ${units.skhcn}, 'Phòng Bưu chính', 'BC', 'BC', 'Post')`.execute(
      tx,
    )
    await sql`insert into succession (unit_id, successor_id, from_day) values (${former}, ${units.skhcnDigital}, '2025-08-01')`.execute(
      tx,
    )
    await sql`update appointment set valid = '[2025-07-01,2025-08-01)' where person_id = ${people.otherSpecialist.personId}`.execute(
      tx,
    )
    await sql`insert into appointment (person_id, position_id, valid) values (${people.otherSpecialist.personId}, ${people.digitalSpecialist.positionId}, '[2025-08-01,)')`.execute(
      tx,
    )
    await sql`insert into leave (person_id, valid) values (${people.digitalHead.personId}, '[2025-08-04,2025-08-11)')`.execute(
      tx,
    )
  })
  return served.close
})

const as = () => province.people.wardSpecialist
const branch = (query: { on?: string; parent?: string }) => server.ask(as(), chart.branch, { query })
const search = (q: string, on = '2025-08-04') => server.ask(as(), chart.search, { query: { q, on } })

describe('the chart', () => {
  it('opens branch by branch, as it stood on a day', async () => {
    const [top, ...others] = await branch({ on: '2025-08-04' })
    expect(others).toEqual([])
    expect(top).toMatchObject({
      name: 'Ủy ban nhân dân tỉnh Bắc Ninh',
      units: 5,
      posts: 2,
      head: { fullName: 'Nguyễn Văn An' },
    })
    const names = async (on: string) => (await branch({ on, parent: province.units.skhcn })).map((one) => one.name)
    expect(await names('2025-07-15')).toEqual(['Phòng Bưu chính', 'Văn phòng Sở'])
    expect(await names('2025-08-04')).toEqual(['Phòng Chuyển đổi số', 'Văn phòng Sở'])
    expect(await branch({ on: '2025-06-30' })).toEqual([])
    const office = (await branch({ on: '2025-08-04', parent: province.units.skhcn })).find(
      (one) => one.abbreviation === 'VP',
    )
    expect(office).toMatchObject({ posts: 2, vacant: 1 })
  })

  it('finds units and people with and without diacritics, with the way there, and by a former name', async () => {
    const [person] = await search('do van khanh')
    expect(person).toMatchObject({
      person: { fullName: 'Đỗ Văn Khánh', title: 'Trưởng phòng' },
      unitName: 'Phòng Chuyển đổi số',
    })
    expect(person?.path.map((one) => one.id)).toEqual([province.units.ubnd, province.units.skhcn])
    expect((await search('Chuyển đổi số'))[0]).toMatchObject({ unitId: province.units.skhcnDigital, person: null })
    expect((await search('cong nghe thong tin')).find((one) => one.formerly)).toMatchObject({
      unitId: province.units.skhcnDigital,
      unitName: 'Phòng Chuyển đổi số',
      formerly: 'Phòng Công nghệ thông tin',
    })
    expect(await search('%')).toEqual([])
    // What there is on another day only says so, and does not repeat its name.
    expect(await search('phong buu chinh')).toMatchObject([
      { formerly: null, absent: { from: null, until: '2025-08-01' } },
    ])
    expect(await search('phong buu chinh', '2025-06-01')).toMatchObject([
      { absent: { from: '2025-07-01', until: null } },
    ])
    expect((await search('Chuyển đổi số'))[0]?.absent).toBeNull()
    expect(await search('do van khanh', '2025-06-01')).toEqual([])
  })

  it('puts names as typed before those with other marks', async () => {
    const found = await search('Lan')
    expect(found.find((one) => one.person)?.person?.fullName).toBe('Ngô Thị Lan')
  })

  it('tells a unit through time, with posts, leave and members on the day', async () => {
    const card = await server.ask(as(), chart.unit, {
      params: { id: province.units.skhcnDigital },
      query: { on: '2025-08-05' },
    })
    expect(card.versions.map((one) => [one.from, one.until, one.name])).toEqual([
      ['2025-07-01', '2025-08-01', 'Phòng Công nghệ thông tin'],
      ['2025-08-01', null, 'Phòng Chuyển đổi số'],
    ])
    expect(card.now?.parentName).toBe('Sở Khoa học và Công nghệ')
    expect(card.mayChange).toBe(false)
    expect(card.posts[0]?.holders[0]).toMatchObject({
      fullName: 'Đỗ Văn Khánh',
      leave: { from: '2025-08-04', until: '2025-08-11' },
    })
    expect(card.posts[1]?.holders.map((one) => one.fullName)).toEqual(['Dương Văn Minh', 'Ngô Thị Lan'])
    const group = await server.ask(as(), chart.unit, { params: { id: province.units.group }, query: {} })
    expect(group.members.map((one) => [one.role, one.fullName])).toEqual([
      ['head', 'Trần Thị Bình'],
      ['standing-deputy', 'Vũ Thị Giang'],
      ['secretary', 'Đỗ Văn Khánh'],
    ])
    const gone = await server.ask(as(), chart.unit, { params: { id: former }, query: { on: '2025-08-05' } })
    expect(gone).toMatchObject({ now: null, posts: [] })
    // Who administers changes a unit as it is today or will be: no day that is past, and nothing that has ended.
    const mine = async (id: string, on: string) =>
      (await server.ask(province.people.administrator, chart.unit, { params: { id }, query: { on } })).mayChange
    const { skhcnDigital } = province.units
    expect(await Promise.all([clock.today(), '2199-01-01'].map((on) => mine(skhcnDigital, on)))).toEqual([true, true])
    expect([await mine(skhcnDigital, '2025-07-15'), await mine(former, '2025-07-15')]).toEqual([false, false])
  })

  it('of two days is compared: what was created, dissolved, renamed, moved, and who came, left or moved', async () => {
    const { counts, items, next } = await server.ask(as(), chart.differences, {
      query: { from: '2025-07-15', to: '2025-08-15' },
    })
    expect(next).toBeUndefined()
    expect(counts).toEqual({
      created: 0,
      dissolved: 1,
      renamed: 1,
      moved: 1,
      changed: 1,
      came: 0,
      left: 0,
      transferred: 1,
    })
    expect(items.find((one) => one.kind === 'renamed')).toMatchObject({
      before: 'Phòng Công nghệ thông tin',
      after: 'Phòng Chuyển đổi số',
    })
    expect(items.find((one) => one.kind === 'moved')).toMatchObject({
      before: 'Văn phòng Sở',
      after: 'Sở Khoa học và Công nghệ',
    })
    expect(items.find((one) => one.kind === 'transferred')).toMatchObject({
      fullName: 'Dương Văn Minh',
      before: 'Chuyên viên, Văn phòng Sở, Sở Khoa học và Công nghệ',
      after: 'Chuyên viên, Phòng Chuyển đổi số, Sở Khoa học và Công nghệ',
    })
    const all = await server.ask(as(), chart.differences, {
      query: { from: '2025-06-30', to: '2025-07-15', kind: 'came' },
    })
    expect(items.find((one) => one.kind === 'dissolved')).toMatchObject({
      unitName: 'Phòng Bưu chính',
      before: 'Sở Khoa học và Công nghệ',
      after: 'Phòng Chuyển đổi số, Sở Khoa học và Công nghệ',
    })
    // Agencies before what is inside them.
    const made = await server.ask(as(), chart.differences, {
      query: { from: '2025-06-30', to: '2025-07-15', kind: 'created' },
    })
    const names = made.items.map((one) => one.unitName)
    expect(names.indexOf('Ủy ban nhân dân tỉnh Bắc Ninh')).toBeLessThan(names.indexOf('Phòng Bưu chính'))
    expect(all.counts.created).toBe(Object.keys(province.units).length + 1)
    expect(all.items.every((one) => one.kind === 'came')).toBe(true)
  })

  it('tells of each attribute of a unit that is another', async () => {
    const { items } = await server.ask(as(), chart.differences, {
      query: { from: '2025-07-15', to: '2025-08-15', kind: 'changed' },
    })
    expect(items[0]?.facts).toEqual([
      { fact: 'shortName', before: 'CNTT', after: 'Phòng Chuyển đổi số' },
      { fact: 'abbreviation', before: 'CNTT', after: 'CĐS' },
      { fact: 'nameEn', before: 'IT', after: 'Phòng Chuyển đổi số' },
    ])
  })

  it('shows people and their posts, and no other system’s account', async () => {
    const { units } = province
    const before = await branch({ on: '2025-09-02' })
    await plantService(database, units.ubnd, 'Cổng dịch vụ công', '2025-09-01')
    expect(await branch({ on: '2025-09-02' })).toEqual(before)
    expect(await search('cong dich vu cong', '2025-09-02')).toEqual([])
    const card = await server.ask(as(), chart.unit, { params: { id: units.ubnd }, query: { on: '2025-09-02' } })
    expect(card.posts.map((one) => one.title)).toEqual(['Chủ tịch', 'Phó Chủ tịch'])
    const { counts } = await server.ask(as(), chart.differences, { query: { from: '2025-08-20', to: '2025-09-02' } })
    expect(Object.values(counts).every((one) => one === 0)).toBe(true)
  })

  it('is not told to a stranger', async () => {
    for (const route of [chart.branch, chart.search, chart.differences])
      expect(
        (await server.call(null, route, { query: { q: 'x', from: '2025-07-01', to: '2025-07-02' } } as never)).status,
      ).toBe(401)
  })

  it('differs after a reorganisation at the cost of what it ended, each unit looked up once', async () => {
    const ended = 400
    await database.owner.connection().execute(async (owner) => {
      await sql`set session_replication_role = replica`.execute(owner)
      await sql`
        with made as (
          insert into unit (id) select app.new_id() from generate_series(1, ${ended + 40}::int) returning id),
        numbered as (select id, row_number() over (order by id) as n from made),
        named as (
          insert into unit_version (unit_id, valid, name, short_name, name_en, abbreviation, kind, parent_id, agency_id, is_agency)
          select id, case when n > ${ended}::int then daterange('2025-10-01', null) else daterange('2025-09-15', '2025-10-01') end, 'Xã ' || n, 'X', 'X', 'X', 'commune',
                 ${province.units.ubnd}::uuid, id, true from numbered)
        insert into succession (unit_id, successor_id, from_day)
          select o.id, h.id, '2025-10-01' from numbered o join numbered h on h.n = ${ended}::int + 1 + o.n % 40 where o.n <= ${ended}::int`.execute(
        owner,
      )
      await sql`set session_replication_role = origin`.execute(owner)
    })
    await asActor(database.app, as(), async (tx) => {
      const read = () => rowsRead(tx, 'succession', 'unit_version')
      const before = await read()
      const days = { from: '2025-09-30', to: '2025-10-01' }
      const first = await chartDifferences(tx, days)
      const { counts } = first
      expect([counts.created, counts.dissolved]).toEqual([40, ended])
      expect((await read()) - before).toBeLessThan(20 * ended)
      // Page by page, each once.
      const items = [...first.items]
      for (let after = first.next; after; ) {
        const page = await chartDifferences(tx, { ...days, after })
        expect([page.counts, page.items.length <= 100]).toEqual([counts, true])
        items.push(...page.items)
        after = page.next
      }
      expect(first.items).toHaveLength(100)
      expect(items).toHaveLength(40 + ended)
      expect(new Set(items.map((one) => one.unitId)).size).toBe(40 + ended)
      const some = await chartDifferences(tx, { ...days, kind: 'dissolved', after: first.next })
      expect(some.items.every((one) => one.kind === 'dissolved')).toBe(true)
      const one = items.find((item) => item.kind === 'dissolved' && item.unitName === 'Xã 1')
      expect(one?.after).toBe('Xã 402')
      expect(items.find((item) => item.kind === 'created' && item.unitName === 'Xã 402')?.before).toContain('Xã 1; ')
    })
  })
})
