import { exports } from '@mocban/contract/exports'
import { notifications } from '@mocban/contract/notifications'
import { delegations } from '@mocban/contract/organisation-acts'
import { uploads } from '@mocban/contract/uploads'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import { notifyConcerned } from '../../platform/notifications/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome } from '../testing/register.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  await registerSome(server, province.people.officeClerk, { symbol: '1/CV', abstract: '=CMD("tấn công")' })
  await registerSome(server, province.people.officeClerk, { symbol: '2/CV', abstract: 'Về nước sạch nông thôn' })
  await registerSome(server, province.people.wardClerk, { symbol: '3/CV', abstract: 'Chỉ của phường' })
  return served.close
})

const begin = (who: Standing, kind: string, query: Record<string, string> = {}) =>
  server.ask(who, exports.begin, { body: { kind, name: 'Văn bản đến', query } })

async function rowsOf(who: Standing, id: string): Promise<string[][]> {
  const { response } = await server.call(who, exports.file, { params: { id } })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(response.rawPayload as never)
  const rows: string[][] = []
  book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(String)))
  return rows
}

describe('exports', () => {
  it('write what the person sees, and only that, as text and never as a formula; the bell tells', async () => {
    const { officeClerk } = province.people
    const begun = await begin(officeClerk, 'documents', { travel: 'incoming' })
    expect(begun.state).toBe('waiting')
    expect((await server.call(officeClerk, exports.file, { params: { id: begun.id } })).problem.code).toBe(
      'export.not-ready',
    )
    await server.jobs.runWaiting()
    const rows = await rowsOf(officeClerk, begun.id)
    expect(rows[0]).toContain('Trích yếu')
    expect(rows.slice(1).map((row) => row[2])).toEqual(['2/CV', '1/CV'])
    expect(rows[2]).toContain('=CMD("tấn công")')
    expect(rows[1]).toContain('Công văn')
    // A day is a day, so that the sheet can be sorted by it.
    expect(rows[1]?.[4]).toBe(String(new Date('2025-08-01')))
    await notifyConcerned(database.worker)
    const { items } = await server.ask(officeClerk, notifications.list, { query: {} })
    expect(items[0]).toMatchObject({ kind: 'export.ready', data: { rows: 2 } })
    expect((await server.ask(officeClerk, exports.list, {}))[0]).toMatchObject({ state: 'done', rowsDone: 2 })
  })

  it('write what a search found', async () => {
    const { officeClerk } = province.people
    const begun = await begin(officeClerk, 'search', { q: 'nuoc sach' })
    await server.jobs.runWaiting()
    expect((await rowsOf(officeClerk, begun.id)).slice(1).map((row) => row[2])).toEqual(['2/CV'])
  })

  it('are fetched by who asked for them only', async () => {
    const { officeClerk, wardClerk, administrator } = province.people
    const begun = await begin(officeClerk, 'documents')
    await server.jobs.runWaiting()
    for (const who of [wardClerk, administrator]) {
      expect((await server.call(who, exports.file, { params: { id: begun.id } })).status).toBe(404)
      expect(await server.ask(who, exports.list, {})).toEqual([])
    }
    expect((await server.call(null, exports.file, { params: { id: begun.id } })).status).toBe(401)
  })

  it('made in somebody’s place are fetched no longer than one stands in it', async () => {
    const { director, digitalHead } = province.people
    const { id: delegationId } = await server.ask(director, delegations.give, {
      body: {
        toPersonId: digitalHead.personId,
        from: clock.today(),
        lastDay: clock.today(),
        capabilities: ['direct'],
        reason: 'Đi công tác',
      },
    })
    const deputy = { personId: digitalHead.personId, positionId: director.positionId, delegationId }
    const begun = await begin(deputy, 'documents')
    await server.jobs.runWaiting()
    const { sha256 } = await database.owner
      .selectFrom('export')
      .select('sha256')
      .where('id', '=', begun.id)
      .executeTakeFirstOrThrow()
    const fetched = async () => [
      (await server.call(digitalHead, exports.file, { params: { id: begun.id } })).status,
      (await server.call(digitalHead, uploads.download, { params: { sha256: sha256 ?? '' }, query: {} })).status,
    ]
    expect(await fetched(), 'also in their own post, while they stand in it').toEqual([200, 200])
    await server.ask(director, delegations.end, { params: { id: delegationId } })
    expect(await fetched()).toEqual([404, 404])
    expect(await server.ask(digitalHead, exports.list, {})).toEqual([])
  })

  it('are refused for what nobody declared, and more than three at a time', async () => {
    const { wardClerk } = province.people
    const unknown = await server.call(wardClerk, exports.begin, { body: { kind: 'secrets', name: 'x', query: {} } })
    expect(unknown.status).toBe(400)
    for (let n = 0; n < 3; n++) await begin(wardClerk, 'documents')
    const fourth = await server.call(wardClerk, exports.begin, { body: { kind: 'documents', name: 'x', query: {} } })
    expect(fourth.problem.code).toBe('export.too-many')
    await server.jobs.runWaiting()
  })
})
