import { handling } from '@mocban/contract/documents-handling'
import { trail } from '@mocban/contract/trail'
import { workFiles } from '@mocban/contract/work-files'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { atOnce, type TestDatabase, type TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'
import { linkedRecords } from './linked-records.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

const open = (who: keyof SmallProvince['people'], title: string, documentIds: string[] = []) =>
  server.ask(province.people[who], workFiles.open, { body: { title, documentIds } })
const read = (who: keyof SmallProvince['people'], id: string) =>
  server.ask(province.people[who], workFiles.read, { params: { id } })

describe('work files', () => {
  it('are numbered by unit and year, without gaps, also when opened at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map((n) => open('digitalSpecialist', `Hồ sơ ${n}`)))
    const year = new Date().getFullYear()
    expect(made.map((one) => one.code).sort()).toEqual(['01', '02', '03', '04'].map((n) => `${n}/${year}/CĐS`))
  })

  it('hold documents under sheet numbers that are not given twice; a document may lie in several', async () => {
    const document = await registerSome(server, province.people.officeClerk, { symbol: '1/A' })
    const second = await registerSome(server, province.people.officeClerk, { symbol: '2/A' })
    const one = await open('officeClerk', 'Việc một', [document.id])
    const two = await open('officeClerk', 'Việc hai', [document.id])
    const add = (id: string, documentId: string) =>
      server.call(province.people.officeClerk, workFiles.addDocument, { params: { id }, body: { documentId } })
    expect((await add(one.id, document.id)).problem.code).toBe('work-file.already-there')
    await server.ask(province.people.officeClerk, workFiles.removeDocument, {
      params: { id: one.id, documentId: document.id },
    })
    expect((await add(one.id, second.id)).answer).toEqual({ ordinal: 2 })
    expect((await add(one.id, document.id)).answer).toEqual({ ordinal: 1 })
    expect((await read('officeClerk', two.id)).documents.map((row) => row.document.symbol)).toEqual(['1/A'])
    const listed = await server.ask(province.people.officeClerk, workFiles.list, { query: { documentId: document.id } })
    expect(listed.items.map((row) => row.title)).toEqual(['Việc hai', 'Việc một'])
    expect(
      (await server.ask(province.people.officeClerk, workFiles.list, { query: { q: 'viec hai' } })).items,
    ).toHaveLength(1)
  })

  it('take nothing in while they are closed, and the same document once', async () => {
    const { officeClerk } = province.people
    const document = await registerSome(server, officeClerk, { symbol: '1/Đ' })
    const file = await open('officeClerk', 'Việc đang đóng')
    const held = sql`select from work_file where id = ${file.id} for update`
    const add = () =>
      server.call(officeClerk, workFiles.addDocument, { params: { id: file.id }, body: { documentId: document.id } })
    const twice = await atOnce(database, held, add, add)
    expect(twice.map((one) => one.problem?.code ?? one.status)).toEqual([200, 'work-file.already-there'])
    await server.ask(officeClerk, workFiles.removeDocument, { params: { id: file.id, documentId: document.id } })
    const { version } = await read('officeClerk', file.id)
    const close = () => server.call(officeClerk, workFiles.close, { params: { id: file.id }, body: { version } })
    const [closed, added] = await atOnce(database, held, close, add)
    expect([closed.status, added.problem?.code]).toEqual([200, 'work-file.closed'])
  })

  it('open nothing that was closed: who is named sees the file, not its documents', async () => {
    const document = await registerSome(server, province.people.officeClerk, { symbol: '3/A' })
    const file = await open('officeClerk', 'Việc kín', [document.id])
    const later = await registerSome(server, province.people.officeClerk, { symbol: '3/B' })
    await server.ask(province.people.officeClerk, workFiles.addDocument, {
      params: { id: file.id },
      body: { documentId: later.id },
    })
    const { wardSpecialist, wardClerk, administrator } = province.people
    for (const who of [wardSpecialist, wardClerk, administrator])
      expect((await server.call(who, workFiles.read, { params: { id: file.id } })).status).toBe(404)
    await server.ask(province.people.officeClerk, workFiles.addPerson, {
      params: { id: file.id },
      body: { personId: wardSpecialist.personId },
    })
    const seen = await read('wardSpecialist', file.id)
    expect(seen.documents).toEqual([])
    expect(seen.people.map((one) => one.name)).toEqual(['Đinh Văn Phúc'])
    const { items } = await server.ask(wardSpecialist, workFiles.list, { query: {} })
    expect(items.map((row) => [row.title, row.documents])).toEqual([['Việc kín', 0]])
    const stolen = await server.call(wardSpecialist, workFiles.addDocument, {
      params: { id: file.id },
      body: { documentId: document.id },
    })
    expect(stolen.status).toBe(404)
    const told = async (who: keyof typeof province.people) => {
      const { items } = await server.ask(province.people[who], trail.ofRecord, { params: { id: file.id }, query: {} })
      return items.map((one) => one.kind).filter((kind) => kind !== 'work-file.person-added')
    }
    // Not even that something was put in.
    expect(await told('wardSpecialist')).toEqual(['work-file.opened'])
    expect(await told('officeClerk')).toEqual(['work-file.document-added', 'work-file.opened'])
  })

  it('are not closed while a document or a task in them is open', async () => {
    linkedRecords('test-task', async (_tx, ids) =>
      ids.map((id) => ({ id, list: 'test-task', title: 'Việc', state: 'doing', open: true, dueOn: null })),
    )
    const document = await registerSome(server, province.people.officeClerk, { symbol: '4/A' })
    const file = await open('officeClerk', 'Việc dở', [document.id])
    const close = (version: number) =>
      server.call(province.people.officeClerk, workFiles.close, { params: { id: file.id }, body: { version } })
    expect((await close(1)).problem.detail).toContain('còn 1 văn bản chưa xong')
    await server.ask(province.people.officeClerk, workFiles.removeDocument, {
      params: { id: file.id, documentId: document.id },
    })
    const closed = await close(1)
    expect(closed.answer).toEqual({ version: 2 })
    const note = () =>
      server.call(province.people.officeClerk, workFiles.note, { params: { id: file.id }, body: { text: 'Ghi thêm' } })
    expect((await note()).problem.code).toBe('work-file.closed')
    const stale = await server.call(province.people.officeClerk, workFiles.reopen, {
      params: { id: file.id },
      body: { version: 1, reason: 'Bổ sung' },
    })
    expect(stale.problem.detail).toMatch(/^Lúc \d\d:\d\d \d\d\/\d\d\/\d{4} chính bạn đã (đóng|kết thúc)/)
    expect(stale.problem.code).toBe('record.changed')
    await server.ask(province.people.officeClerk, workFiles.reopen, {
      params: { id: file.id },
      body: { version: 2, reason: 'Bổ sung' },
    })
    expect((await note()).status).toBe(200)
    const { items } = await server.ask(province.people.officeClerk, trail.ofRecord, {
      params: { id: file.id },
      query: {},
    })
    expect(items.map((one) => one.kind)).toEqual([
      'work-file.noted',
      'work-file.reopened',
      'work-file.closed',
      'work-file.document-removed',
      'work-file.opened',
    ])
  })
})

describe('the trail', () => {
  it('tells who did what and why one sees it, to those who see the record only', async () => {
    const { officeClerk, viceChairman, wardClerk } = province.people
    const document = await registerSome(server, officeClerk, { symbol: '5/A' })
    await server.ask(officeClerk, handling.present, {
      params: { id: document.id },
      body: { version: document.version, to: { unitId: province.units.ubnd, positionId: viceChairman.positionId } },
    })
    const told = await server.ask(viceChairman, trail.ofRecord, { params: { id: document.id }, query: { limit: 1 } })
    expect(told.items[0]).toMatchObject({ kind: 'document.presented', who: 'Phạm Thị Dung', position: 'Văn thư' })
    const before = await server.ask(viceChairman, trail.ofRecord, {
      params: { id: document.id },
      query: { limit: 1, after: told.next! },
    })
    expect(before.items[0]?.kind).toBe('document.registered')
    const why = await server.ask(viceChairman, trail.why, { params: { id: document.id } })
    expect(why.map((one) => one.reason)).toContain('leader-above')
    for (const route of [trail.ofRecord, trail.why] as const)
      expect((await server.call(wardClerk, route, { params: { id: document.id }, query: {} } as never)).status).toBe(
        404,
      )
  })
})
