import { PDFDocument } from '@cantoo/pdf-lib'
import { books } from '@mocban/contract/documents-books'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { exports } from '@mocban/contract/exports'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import { rowsRead, type TestDatabase, type TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { pdfParagraphs } from '../conversion/index.ts'
import { registerSome } from '../testing/register.ts'
import { printBook } from './print-book.ts'
import { readBook } from './read-book.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
const year = Number(clock.today().slice(0, 4))
const book = { kind: 'incoming', year } as const

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  const clerk = province.people.officeClerk
  await registerSome(server, clerk, { symbol: '1/BKHCN-VP', abstract: 'Báo cáo quý I' })
  const wrong = await registerSome(server, clerk, { symbol: '2/BKHCN-VP', abstract: '=1+1 nhầm' })
  await registerSome(server, clerk, { symbol: '3/BKHCN-VP' })
  await server.ask(clerk, incoming.cancel, {
    params: { id: wrong.id },
    body: { version: wrong.version, reason: 'Đăng ký nhầm cơ quan' },
  })
  return served.close
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

  it('of any length is set in parts, with pages counted through and each line once', async () => {
    const [line] = await asActor(database.app, province.people.officeClerk, (tx) =>
      readBook(tx, { ...book, series: 'general' }, { order: 'book', limit: 1 }),
    )
    const rows = Array.from({ length: 1001 }, (_, n) => ({ ...line!, number: n + 1, symbol: `${n + 1}/MS-DÒNG` }))
    const told: number[] = []
    const pdf = await printBook(
      {
        book: { ...book, series: 'general' },
        rows,
        agency: 'Văn phòng',
        superior: '',
        place: 'Bắc Ninh',
        printedBy: 'Phạm Thị Dung',
        today: '2026-11-26',
      },
      async (lines) => told.push(lines),
    )
    expect(told).toEqual([400, 800, 1001])
    const text = (await pdfParagraphs(pdf)).join(' ')
    const symbols = [...text.matchAll(/(\d+)\/MS/g)].map((match) => Number(match[1]))
    expect(symbols).toEqual(rows.map((row) => row.number))
    const pages = (await PDFDocument.load(pdf)).getPageCount()
    expect(text).toContain(String(pages - 1))
    expect(text.match(/NGƯỜI IN SỔ/g)).toHaveLength(1)
  })

  it('is set in the background where it is long, and fetched by who asked for it', async () => {
    const clerk = province.people.officeClerk
    const { id } = await server.ask(clerk, exports.begin, {
      body: { kind: 'book', name: 'Sổ đến', query: { kind: 'incoming', year: String(year) } },
    })
    await server.jobs.runWaiting()
    const { response } = await server.call(clerk, exports.file, { params: { id } })
    expect(response.headers['content-type']).toBe('application/pdf')
    expect(response.headers['content-disposition']).toContain('.pdf')
    expect((await pdfParagraphs(response.rawPayload)).join(' ')).toContain('3/BKHCN-VP')
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

  it('looks at no steps but those of its own documents', async () => {
    const { wardClerk, wardChairman, officeClerk, viceChairman } = province.people
    const presented = async (clerk: Standing, leader: Standing, unitId: string) => {
      const { id, version } = await registerSome(server, clerk, { symbol: '5/BKHCN-VP' })
      await server.ask(clerk, handling.present, {
        params: { id },
        body: { version, to: { unitId, ...leader }, note: '' },
      })
    }
    await presented(officeClerk, viceChairman, province.units.ubnd)
    const read = () =>
      asActor(database.app, officeClerk, async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx)
        await readBook(tx, { ...book, series: 'general' }, { order: 'book', limit: 100 })
        return rowsRead(tx, 'handling')
      })
    const alone = await read()
    await presented(wardClerk, wardChairman, province.units.kinhBac)
    // As many as make the planner choose as it does for a province.
    const others = 3000
    await sql`insert into handling select (jsonb_populate_record(h, jsonb_build_object('id', app.new_id()))).* from handling h cross join generate_series(1, ${others})
      where h.unit_id = ${province.units.kinhBac}`.execute(database.owner)
    await sql`analyze handling`.execute(database.owner)
    expect(await read()).toBeLessThan(alone + others)
  })
})
