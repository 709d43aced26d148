import { books } from '@mocban/contract/documents-books'
import { incoming } from '@mocban/contract/documents-incoming'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveModules } from '../../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../platform/testing/index.ts'
import { pdfParagraphs } from '../conversion/index.ts'
import { registerSome } from '../testing/register.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
const year = Number(clock.today().slice(0, 4))
const book = { kind: 'incoming', year } as const

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  server = await startTestServer(database.app, serveModules)
  const clerk = province.people.officeClerk
  await registerSome(server, clerk, { symbol: '1/BKHCN-VP', abstract: 'Báo cáo quý I' })
  const wrong = await registerSome(server, clerk, { symbol: '2/BKHCN-VP', abstract: '=1+1 nhầm' })
  await registerSome(server, clerk, { symbol: '3/BKHCN-VP' })
  await server.ask(clerk, incoming.cancel, {
    params: { id: wrong.id },
    body: { version: wrong.version, reason: 'Đăng ký nhầm cơ quan' },
  })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

describe('a register book', () => {
  it('shows every number of the year, the newest first, the cancelled one with its reason', async () => {
    const { items } = await server.ask(province.people.officeClerk, books.rows, { query: book })
    expect(items.map((row) => [row.number, row.cancelled])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ])
    expect(items[1]?.note).toBe('Hủy số: Đăng ký nhầm cơ quan')
    const first = await server.ask(province.people.officeClerk, books.rows, { query: { ...book, limit: 2 } })
    const second = await server.ask(province.people.officeClerk, books.rows, { query: { ...book, after: first.next } })
    expect(second.items.map((row) => row.number)).toEqual([1])
  })

  it('is printed with the columns of the law', async () => {
    const { response } = await server.call(province.people.officeClerk, books.file, { query: { ...book, as: 'pdf' } })
    expect(response.headers['content-type']).toBe('application/pdf')
    const text = (await pdfParagraphs(response.rawPayload)).join(' ')
    for (const words of [
      'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      'Tác giả',
      'Ngày chuyển',
      '3/BKHCN-VP',
      'Hủy số: Đăng ký nhầm cơ quan',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(words)
  })

  it('is written as XLSX, in which nothing becomes a formula', async () => {
    const { response } = await server.call(province.people.officeClerk, books.file, { query: { ...book, as: 'xlsx' } })
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(response.rawPayload as unknown as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    expect(sheet.getRow(4).getCell(3).text).toBe('Tác giả')
    expect(sheet.getRow(7).getCell(6).value).toBe('Công văn =1+1 nhầm')
    expect(sheet.getRow(7).getCell(6).font.strike).toBe(true)
    expect(sheet.rowCount).toBe(8)
  })

  it('is followed in the tracking book', async () => {
    const { items } = await server.ask(province.people.officeClerk, books.rows, {
      query: { ...book, kind: 'tracking' },
    })
    expect(items.map((row) => row.progress)).toEqual(['Chưa chuyển', 'Đã hủy', 'Chưa chuyển'])
  })

  it('is that of one’s own agency, and not told to those who keep no book', async () => {
    expect((await server.ask(province.people.wardClerk, books.rows, { query: book })).items).toEqual([])
    expect(await server.ask(province.people.officeSpecialist, books.list, {})).toEqual([])
    expect((await server.ask(province.people.officeClerk, books.list, {})).map((one) => one.kind)).toEqual([
      'incoming',
      'tracking',
    ])
  })
})
