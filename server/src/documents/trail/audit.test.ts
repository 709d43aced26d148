import { createHash } from 'node:crypto'
import { access } from '@mocban/contract/access'
import { actWords } from '@mocban/contract/acts'
import { audit } from '@mocban/contract/audit'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { exports } from '@mocban/contract/exports'
import { organisationActs } from '@mocban/contract/organisation-acts'
import { trail } from '@mocban/contract/trail'
import { uploads } from '@mocban/contract/uploads'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let presented: string
let complaint: string

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  const { people, units } = province
  const one = await registerSome(server, people.officeClerk, { symbol: '15/BC-BTC', abstract: 'Nội dung kín' })
  presented = one.id
  await server.ask(people.officeClerk, handling.present, {
    params: { id: one.id },
    body: { version: one.version, to: { unitId: units.ubnd, ...people.viceChairman }, note: 'Lời trình kín' },
  })
  complaint = (
    await registerSome(server, people.wardClerk, { typeCode: 'don-thu', symbol: '7/ĐT', abstract: 'Đơn tố cáo' })
  ).id
  return served.close
})

const ask = (query: Record<string, unknown> = {}) => server.ask(province.people.auditor, audit.acts, { query })
const kinds = async (query: Record<string, unknown>) => (await ask(query)).items.map((act) => act.kind)

describe('an auditor reads the acts of the own agency', () => {
  it('with who, when, from where and on what, and nothing of what was written', async () => {
    const { items } = await ask()
    expect(items[0]).toMatchObject({
      kind: 'document.presented',
      who: 'Phạm Thị Dung',
      position: 'Văn thư',
      address: '127.0.0.1',
      recordId: presented,
      recordName: '15/BC-BTC',
    })
    expect(items.map((act) => act.kind)).toContain('document.registered')
    expect(JSON.stringify(items)).not.toMatch(/kín/)
    expect(items.some((act) => act.recordId === complaint)).toBe(false)
  })

  it('by person, record, kind, address, day, name and symbol', async () => {
    const { officeClerk, viceChairman } = province.people
    const all = await kinds({ record: presented })
    expect(all).toEqual(['document.presented', 'document.registered'])
    expect(await kinds({ person: officeClerk.personId, record: presented })).toEqual(all)
    expect(await kinds({ person: viceChairman.personId })).toEqual([])
    expect(await kinds({ kind: 'document.presented' })).toEqual(['document.presented'])
    expect(await kinds({ address: '127.0.0.1', record: presented })).toEqual(all)
    expect(await kinds({ address: '10.9.9.9' })).toEqual([])
    const today = clock.today()
    expect(await kinds({ record: presented, from: today, to: today })).toEqual(all)
    expect(await kinds({ to: '2020-01-01' })).toEqual([])
    expect(await kinds({ q: 'pham thi dung', record: presented })).toEqual(all)
    expect(await kinds({ q: '15/bc-btc' })).toEqual(all)
    expect(await kinds({ q: 'nobody' })).toEqual([])
    expect(await kinds({ q: '127.0.0.1', record: presented })).toEqual(all)
    expect(await kinds({ agency: province.units.ubnd, record: presented })).toEqual(all)
    expect(await kinds({ agency: province.units.kinhBac })).toEqual([])
    expect(await server.ask(province.people.auditor, audit.agencies, {})).toEqual([
      { id: province.units.ubnd, name: 'Ủy ban nhân dân tỉnh Bắc Ninh', endedOn: null },
    ])
  })

  it('of the organisation with the post and the unit that they are of, and who was seated; never why', async () => {
    const { people, units } = province
    const from = clock.today()
    await server.ask(people.administrator, organisationActs.addMember, {
      params: { id: units.group },
      body: { role: 'member', personId: people.officeClerk.personId, from },
    })
    await server.ask(people.administrator, organisationActs.appoint, {
      body: {
        personId: people.officeSpecialist.personId,
        positionId: people.viceChairman.positionId,
        kind: 'acting',
        from,
        decision: '12/QĐ-UBND',
      },
    })
    const told = (await ask()).items
      .filter((act) => /^(committee|appointment)/.test(act.kind))
      .map((act) => actWords(act.kind, act.data as Record<string, unknown>, 'vi'))
    expect(told[1]).toMatch(/^thêm Phạm Thị Dung làm thành viên \S/)
    expect(told[0]).toMatch(/^giao Hoàng Văn Em giữ chức vụ Phó Chủ tịch \(quyền, phụ trách\), .* theo 12\/QĐ-UBND$/)
  })

  it('page by page, also those of one moment', async () => {
    await sql`insert into event (at, agency_id, kind) select '2025-08-01 00:00:00.123456+00', ${province.units.ubnd}, 'test.n' from generate_series(1, 7)`.execute(
      database.owner,
    )
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await ask({ kind: 'test.n', limit: 3, ...(after ? { after } : {}) })
      seen.push(...page.items.map((act) => act.id))
      after = page.next
    } while (after)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })

  it('as a spreadsheet; whoever does not audit gets an empty one', async () => {
    const rows = async (who: typeof province.people.auditor) => {
      const { id } = await server.ask(who, exports.begin, {
        body: { kind: 'audit', name: 'Nhật ký', query: { record: presented } },
      })
      await server.jobs.runWaiting()
      const { response } = await server.call(who, exports.file, { params: { id } })
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(response.rawPayload as never)
      return book.worksheets[0]!.rowCount - 1
    }
    expect(await rows(province.people.auditor)).toBe(2)
    expect(await rows(province.people.officeClerk)).toBe(0)
  })

  it('and nobody else does; the record itself stays closed to the auditor', async () => {
    for (const [name, who] of Object.entries(province.people).filter(([one]) => one !== 'auditor')) {
      expect((await server.call(who, audit.acts, { query: {} })).status, name).toBe(403)
      const day = { params: { id: presented }, query: { day: clock.today() } }
      expect((await server.call(who, audit.couldSee, day)).status, name).toBe(403)
    }
    const { auditor } = province.people
    expect((await server.call(auditor, documents.record, { params: { id: presented } })).status).toBe(404)
    expect((await server.call(auditor, trail.ofRecord, { params: { id: presented }, query: {} })).status).toBe(404)
  })
})

describe('reading', () => {
  const readings = async (record: string) => {
    const { rows } = await sql<{ person: string; address: string }>`
      select person_id as person, host(address) as address from event where kind = 'document.read' and record_id = ${record} order by at`.execute(
      database.owner,
    )
    return rows
  }
  const read = (who: 'wardClerk' | 'wardChairman' | 'officeClerk', id: string) =>
    server.call(province.people[who], documents.record, { params: { id } })

  it('is recorded where the document’s type demands it, once a person in an hour', async () => {
    await read('wardClerk', complaint)
    await read('wardClerk', complaint)
    const { personId } = province.people.wardClerk
    expect(await readings(complaint)).toEqual([{ person: personId, address: '127.0.0.1' }])
    const later = new Date(clock.now().getTime() + 61 * 60_000)
    clock.set(later)
    await read('wardClerk', complaint)
    clock.set(null)
    expect(await readings(complaint)).toHaveLength(2)
  })

  it('is recorded too of who opens its file alone: whole, page by page, or with the stamp', async () => {
    const sha256 = createHash('sha256').update(complaint).digest('hex')
    await database.owner.insertInto('file').values({ sha256, size: 1, media_type: 'application/pdf' }).execute()
    await database.owner
      .insertInto('document_file')
      .values({ document_id: complaint, sha256, name: 'don.pdf', media_type: 'application/pdf', role: 'main' })
      .execute()
    const { wardClerk, officeClerk } = province.people
    const ways = [
      () => server.call(wardClerk, uploads.words, { params: { sha256, page: 1 }, query: { kept: 'true' } }),
      () => server.call(wardClerk, uploads.download, { params: { sha256 }, query: {} }),
      () => server.call(wardClerk, uploads.preview, { params: { sha256 } }),
      () => server.call(wardClerk, uploads.stamped, { params: { id: complaint } }),
    ]
    const before = (await readings(complaint)).length
    for (const [n, way] of ways.entries()) {
      clock.set(new Date(Date.now() + (n + 3) * 61 * 60_000))
      await way()
      await way()
      expect(await readings(complaint)).toHaveLength(before + n + 1)
    }
    expect((await server.call(officeClerk, uploads.download, { params: { sha256 }, query: {} })).status).toBe(404)
    expect(await readings(complaint)).toHaveLength(before + ways.length)
    clock.set(null)
  })

  it('is not recorded of other documents, nor of one that is not shown', async () => {
    await read('officeClerk', presented)
    await read('officeClerk', complaint)
    expect(await readings(presented)).toEqual([])
    expect((await readings(complaint)).every((one) => one.person === province.people.wardClerk.personId)).toBe(true)
  })
})

describe('who could see a record on a day', () => {
  const names = async (day: string) => {
    const rows = await server.ask(province.people.auditor, audit.couldSee, {
      params: { id: presented },
      query: { day },
    })
    return [...new Set(rows.map((row) => `${row.who}: ${row.reason}`))].sort()
  }

  it('is answered with reasons; nobody could the day before', async () => {
    const today = clock.today()
    const seen = await names(today)
    expect(seen).toContain('Trần Thị Bình: directs')
    expect(seen.some((one) => one.startsWith('Phạm Thị Dung'))).toBe(true)
    expect(seen.some((one) => one.startsWith('Phan Thị Uyên'))).toBe(false)
    expect(await names('2025-07-15')).toEqual([])
  })

  it('tells since when: not before somebody was let act for another', async () => {
    const { viceChairman, officeSpecialist } = province.people
    const { rows } = await sql<{ since: string }>`
      insert into delegation (from_person_id, from_position_id, to_person_id, valid, capabilities)
      values (${viceChairman.personId}, ${viceChairman.positionId}, ${officeSpecialist.personId}, tstzrange(now(), null), '{direct}')
      returning to_json(lower(valid)) #>> '{}' as since`.execute(database.owner)
    const seen = await server.ask(province.people.auditor, audit.couldSee, {
      params: { id: presented },
      query: { day: clock.today() },
    })
    const acting = seen.filter((one) => one.actingFor === 'Trần Thị Bình')
    expect(acting.length).toBeGreaterThan(0)
    for (const one of acting) expect(Date.parse(one.since)).toBe(Date.parse(rows[0]?.since ?? ''))
    const herself = seen.filter((one) => one.who === 'Trần Thị Bình')
    for (const one of herself) expect(Date.parse(one.since)).toBeLessThan(Date.parse(rows[0]?.since ?? ''))
    await database.owner.deleteFrom('delegation').where('to_person_id', '=', officeSpecialist.personId).execute()
  })

  it('tells until when: an opening that ran out is over, and so is what one sees by a class that they left', async () => {
    const { people, units } = province
    const now = new Date()
    const tomorrow = (hour: number) => new Date(Date.parse(`${clock.today()}T00:00:00Z`) + (24 + hour) * 3_600_000)
    const [midnight, from, to, later] = [tomorrow(-7), tomorrow(3), tomorrow(4), tomorrow(5)]
    const one = await registerSome(server, people.officeClerk, { symbol: '16/BC-BTC' })
    await server.ask(people.officeClerk, handling.present, {
      params: { id: one.id },
      body: { version: one.version, to: { unitId: units.ubnd, ...people.viceChairman } },
    })
    const today = clock.today()
    await server.ask(people.viceChairman, access.open, {
      params: { id: one.id },
      body: {
        targetKind: 'person',
        targetId: people.wardSpecialist.personId,
        lastDay: today,
        reason: 'Để phối hợp',
      },
    })
    const { rows } = await sql<{ id: string }>`
      with made as (insert into confidentiality_class (agency_id, name) values (${units.ubnd}, 'Nhân sự') returning id)
      insert into confidentiality_member (class_id, position_id, valid)
        select id, ${people.chairman.positionId}, tstzrange(${from.toISOString()}, ${to.toISOString()}) from made returning class_id as id`.execute(
      database.owner,
    )
    await server.ask(people.viceChairman, access.classify, {
      params: { id: one.id },
      body: { classId: rows[0]?.id ?? '', reason: '' },
    })
    const told = async (day: string, who: string) => {
      const seen = await server.ask(people.auditor, audit.couldSee, { params: { id: one.id }, query: { day } })
      return seen
        .filter((row) => row.who === who)
        .map(({ since, until }) => [Date.parse(since), until && Date.parse(until)])
    }
    const [[opened, lasts] = []] = await told(today, 'Đinh Văn Phúc')
    expect(opened).toBeGreaterThanOrEqual(now.getTime() - 1000)
    expect(lasts).toBeNull()
    clock.set(later)
    expect(await told(today, 'Đinh Văn Phúc')).toEqual([[opened, midnight.getTime()]])
    expect(await told(clock.today(), 'Đinh Văn Phúc')).toEqual([])
    expect(await told(clock.today(), 'Nguyễn Văn An')).toEqual([[from.getTime(), to.getTime()]])
    clock.set(null)
  })

  it('stays answered after what opened it is gone', async () => {
    const today = clock.today()
    const before = await names(today)
    await database.worker.deleteFrom('audience').where('record_id', '=', presented).execute()
    expect(await names(today)).toEqual(before)
  })

  it('is not told of records in which the agency had no part', async () => {
    const { auditor } = province.people
    const input = { params: { id: complaint }, query: { day: clock.today() } }
    expect((await server.call(auditor, audit.couldSee, input)).status).toBe(404)
  })
})
