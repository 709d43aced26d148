import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PDFDocument } from '@cantoo/pdf-lib'
import { incoming } from '@mocban/contract/documents-incoming'
import { uploads } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { findLibreOffice } from '../conversion/index.ts'
import { runPdfTask } from '../reading/pdf-process.ts'
import { letters } from '../reading/testing/letters.ts'
import { makeLetter } from '../reading/testing/make-letter.ts'
import { builtInTemplate, fillTemplate } from '../templates/index.ts'
import { someFacts } from '../testing/register.ts'
import { findUnread, readPagesForSearch } from './read-for-search.ts'
import { dropAbandonedUploads } from './uploads.ts'

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']
const letter = makeLetter((letters[0] as (typeof letters)[number]).letter)

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server } = served)
  people = served.province.people
  return served.close
})

const part = (who: Standing, id: string, offset: number, bytes: Buffer) =>
  server.http.inject({
    method: 'PUT',
    url: `/api/uploads/${id}/parts/${offset}`,
    headers: { 'x-test-standing': JSON.stringify(who), 'content-type': 'application/octet-stream' },
    payload: Readable.from([bytes]),
  })
async function send(who: Standing, name: string, bytes: Buffer) {
  const upload = await server.ask(who, uploads.begin, { body: { name, size: bytes.length } })
  await part(who, upload.id, 0, bytes)
  return server.call(who, uploads.finish, { params: { id: upload.id } })
}
/** One line of words as a picture. */
async function drawText(text: string, path: string): Promise<void> {
  const drawn = await PDFDocument.create()
  drawn.addPage([320, 60]).drawText(text, { x: 30, y: 20, size: 24 })
  const copy = await server.files.temporary()
  writeFileSync(copy.path, await drawn.save())
  await runPdfTask({ kind: 'render', path: copy.path, page: 1, dpi: 150, output: path, format: 'png' })
  await copy.remove()
}
/** A PDF whose pages are pictures only. */
async function makeScan(texts: string[]): Promise<Buffer> {
  const picture = join(mkdtempSync(join(tmpdir(), 'mocban-scan-')), 'page.png')
  const scan = await PDFDocument.create()
  for (const text of texts) {
    await drawText(text, picture)
    scan
      .addPage([320, 60])
      .drawImage(await scan.embedPng(readFileSync(picture)), { x: 0, y: 0, width: 320, height: 60 })
  }
  return Buffer.from(await scan.save())
}
const get = (who: Standing, url: string, headers: Record<string, string> = {}) =>
  server.http.inject({ url, headers: { ...headers, 'x-test-standing': JSON.stringify(who) } })

describe('uploads', () => {
  it('goes on where the connection broke, and never from elsewhere', async () => {
    const clerk = people.officeClerk
    const upload = await server.ask(clerk, uploads.begin, { body: { name: 'Công văn 2451.pdf', size: letter.length } })
    const half = Math.floor(letter.length / 2)
    expect((await part(clerk, upload.id, 0, letter.subarray(0, half))).json().offset).toBe(half)
    const wrong = await part(clerk, upload.id, 10, letter.subarray(10, 20))
    expect([wrong.statusCode, wrong.json().extra.offset]).toEqual([409, half])
    expect((await server.call(clerk, uploads.finish, { params: { id: upload.id } })).problem.code).toBe(
      'upload.incomplete',
    )
    expect((await server.ask(clerk, uploads.status, { params: { id: upload.id } })).offset).toBe(half)
    await part(clerk, upload.id, half, letter.subarray(half))
    const file = await server.ask(clerk, uploads.finish, { params: { id: upload.id } })
    expect(file).toMatchObject({
      size: letter.length,
      mediaType: 'application/pdf',
      inspection: { kind: 'pdf', pageCount: 1 },
    })
    expect((await get(clerk, `/api/files/${file.sha256}`)).rawPayload.equals(letter)).toBe(true)
  })

  it('is finished once, and answers alike to who asks again while it is still being looked at', async () => {
    const clerk = people.officeClerk
    const bytes = Buffer.concat([letter, Buffer.alloc(20_000_000, ' ')])
    const { id } = await server.ask(clerk, uploads.begin, { body: { name: 'Bản vẽ.pdf', size: bytes.length } })
    await part(clerk, id, 0, bytes)
    const finish = () => server.call(clerk, uploads.finish, { params: { id } })
    const answers = await Promise.all([finish(), finish(), finish()])
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
    expect(new Set(answers.map((one) => one.answer.sha256)).size).toBe(1)
  })

  it('is forgotten two days later, the file that came of it is not, and one that is still under way stays', async () => {
    const clerk = people.officeClerk
    const { sha256 } = (await send(clerk, 'Báo cáo tuần.pdf', letter)).answer
    const begin = (name: string) => server.ask(clerk, uploads.begin, { body: { name, size: 10 } })
    const abandoned = await begin('bỏ dở.pdf')
    await sql`update upload set began_at = began_at - interval '3 days'`.execute(database.owner)
    const underWay = await begin('đang gửi.pdf')
    await dropAbandonedUploads(database.worker, server.files)
    const left = await database.owner.selectFrom('upload').select('id').execute()
    expect(left).toEqual([{ id: underWay.id }])
    expect((await server.call(clerk, uploads.status, { params: { id: abandoned.id } })).status).toBe(404)
    expect((await get(clerk, `/api/files/${sha256}`)).rawPayload.equals(letter)).toBe(true)
  })

  it('takes parts larger than other requests may be', async () => {
    const big = Buffer.concat([Buffer.from('văn bản '), Buffer.alloc(5_000_000, 'a')])
    expect((await send(people.officeClerk, 'lon.txt', big)).answer).toMatchObject({
      size: big.length,
      mediaType: 'text/plain',
    })
  })

  it('refuses a part that is no bytes', async () => {
    const upload = await server.ask(people.officeClerk, uploads.begin, { body: { name: 'a.pdf', size: 10 } })
    const { status, problem } = await server.call(people.officeClerk, uploads.append, {
      params: { id: upload.id, offset: 0 },
    })
    expect([status, problem.code]).toEqual([400, 'request.invalid'])
  })

  it('refuses what is larger than 500 MB in words before anything is sent, and takes what is just as large', async () => {
    const begin = (size: number) =>
      server.call(people.officeClerk, uploads.begin, { body: { name: 'Hồ sơ quy hoạch.pdf', size } })
    const { status, problem } = await begin(500 * 1024 * 1024 + 1)
    expect([status, problem.code, problem.extra?.code]).toEqual([422, 'file.not-accepted', 'too-large'])
    expect(problem.detail).toMatch(/^Không nhận được tệp “Hồ sơ quy hoạch\.pdf”: tệp lớn hơn 500 MB\./)
    expect((await begin(500 * 1024 * 1024)).status).toBe(200)
  })

  it('is nobody else’s', async () => {
    const upload = await server.ask(people.officeClerk, uploads.begin, { body: { name: 'a.pdf', size: 10 } })
    expect((await part(people.wardClerk, upload.id, 0, Buffer.from('0123456789'))).statusCode).toBe(404)
    expect((await server.call(people.wardClerk, uploads.status, { params: { id: upload.id } })).status).toBe(404)
  })

  it('refuses what may not be taken with the reason in words, and keeps nothing of it', async () => {
    const { status, problem } = await send(people.officeClerk, 'giay-moi.pdf', Buffer.from('MZ\u0090\u0000 program'))
    expect([status, problem.code]).toEqual([422, 'file.not-accepted'])
    expect(problem.detail).toContain('loại tệp này không được nhận')
    expect(await database.owner.selectFrom('upload').where('name', '=', 'giay-moi.pdf').selectAll().execute()).toEqual(
      [],
    )
  })
})

describe('files', () => {
  it('sends ranges, answers 304 by the hash, and nothing to those who may not read', async () => {
    const { sha256 } = (await send(people.officeClerk, 'a.pdf', letter)).answer
    const url = `/api/files/${sha256}?name=${encodeURIComponent('Quyết định "1"\u202e.pdf')}`
    const range = await get(people.officeClerk, url, { range: 'bytes=10-19' })
    expect([range.statusCode, range.headers['content-range']]).toEqual([206, `bytes 10-19/${letter.length}`])
    expect(range.rawPayload.equals(letter.subarray(10, 20))).toBe(true)
    expect(range.headers['content-disposition']).toContain("filename*=UTF-8''Quy%E1%BA%BFt")
    expect((await get(people.officeClerk, url, { range: `bytes=${letter.length}-` })).statusCode).toBe(416)
    expect((await get(people.officeClerk, url, { 'if-none-match': `"${sha256}"` })).statusCode).toBe(304)
    expect((await get(people.wardClerk, url)).statusCode).toBe(404)
    expect((await get(people.administrator, url)).statusCode).toBe(404)
  })

  it('offers what the letter says, with the unit that goes by the name; and keeps its text for search', async () => {
    const { sha256 } = (await send(people.officeClerk, 'a.pdf', letter)).answer
    const read = await server.ask(people.officeClerk, uploads.read, { body: { sha256, name: 'a.pdf' } })
    const values = Object.fromEntries(read.suggestions.map((one) => [one.field, one.value]))
    expect(values).toMatchObject({
      symbol: '2451/UBND-KGVX',
      issuedOn: '2025-07-28',
      urgency: 'urgent',
      dueOn: '2025-08-15',
    })
    expect(read.suggestions.find((one) => one.field === 'issuerName')?.unitId).toBeTruthy()
    expect(await server.ask(people.officeClerk, uploads.read, { body: { sha256, name: 'a.pdf' } })).toEqual(read)
    expect((await server.call(people.wardClerk, uploads.read, { body: { sha256, name: 'a.pdf' } })).status).toBe(404)
    await server.jobs.runWaiting()
    const page = await database.owner
      .selectFrom('page_text')
      .where('sha256', '=', sha256)
      .selectAll()
      .executeTakeFirst()
    expect(page).toMatchObject({ page: 1, origin: 'layer' })
    expect(page?.text).toContain('Tổ công nghệ số cộng đồng')
  })

  it('counts a term that runs from receipt by the working calendar', async () => {
    const { sha256 } = (
      await send(people.officeClerk, 'han.pdf', makeLetter((letters[3] as (typeof letters)[number]).letter))
    ).answer
    clock.set('2026-11-04T03:00:00Z')
    const read = await server.ask(people.officeClerk, uploads.read, { body: { sha256, name: 'han.pdf' } })
    clock.set(null)
    expect(read.suggestions.find((one) => one.field === 'dueOn')).toMatchObject({
      value: '2026-11-18',
      term: { days: 10, working: true, from: 'received' },
    })
  })

  it('reads for search also what came by another way than an upload, once', async () => {
    const made = makeLetter((letters[2] as (typeof letters)[number]).letter)
    const { sha256, size } = await server.files.putBytes(made)
    await database.owner
      .insertInto('file')
      .values({ sha256, size, media_type: 'application/pdf', stored_at: new Date(Date.now() - 60_000).toISOString() })
      .execute()
    await server.jobs.runTimed('documents.read-new-files')
    await server.jobs.runWaiting()
    const page = await database.owner
      .selectFrom('page_text')
      .where('sha256', '=', sha256)
      .select('text')
      .executeTakeFirst()
    expect(page?.text).toContain('131 nhiệm vụ')
    expect(await findUnread(database.worker)).not.toContain(sha256)
  })

  it('reads a DOCX by the pages made of it, and a photograph of a letter by its letters', async () => {
    const fill = fillTemplate(await builtInTemplate('cong-van', 'Công văn'), {
      agency: {
        name: 'Sở Khoa học và Công nghệ',
        kind: 'department',
        abbreviation: 'SKHCN',
        parentName: 'Ủy ban nhân dân tỉnh Bắc Ninh',
      },
      notation: 'SKHCN-CĐS',
      number: 234,
      issuedOn: '2026-11-02',
      abstract: 'rà soát tổ công nghệ số cộng đồng',
      urgency: 'normal',
      addressees: ['Ủy ban nhân dân các xã, phường'],
      grounds: [],
      body: ['Đề nghị các địa phương báo cáo trước ngày 20/11/2026.'],
      recipients: [],
      unitAbbreviation: 'CĐS',
      signer: { name: 'Vũ Thị Giang', title: 'Giám đốc', authority: null, headTitle: null },
      year: '2026',
    })
    const docx = (await send(people.officeClerk, 'Công văn 234.docx', fill)).answer
    const ofDocx = await server.ask(people.officeClerk, uploads.read, {
      body: { sha256: docx.sha256, name: 'Công văn 234.docx' },
    })
    if (findLibreOffice())
      expect(ofDocx.suggestions).toContainEqual(expect.objectContaining({ field: 'symbol', value: '234/SKHCN-CĐS' }))
    const picture = join(mkdtempSync(join(tmpdir(), 'mocban-photo-')), 'thu.png')
    const pdf = await server.files.temporary()
    writeFileSync(pdf.path, letter)
    await runPdfTask({ kind: 'render', path: pdf.path, page: 1, dpi: 200, output: picture, format: 'png' })
    await pdf.remove()
    const photo = (await send(people.officeClerk, 'thu.png', readFileSync(picture))).answer
    const ofPhoto = await server.ask(people.officeClerk, uploads.read, {
      body: { sha256: photo.sha256, name: 'thu.png' },
    })
    expect(ofPhoto.pages[0]).toMatchObject({ source: 'ocr' })
    expect(ofPhoto.suggestions.map((one) => one.field)).toEqual(
      expect.arrayContaining(['symbol', 'issuedOn', 'abstract']),
    )
    await server.jobs.runWaiting()
    const found = await database.owner
      .selectFrom('page_text')
      .where('sha256', 'in', [docx.sha256, photo.sha256])
      .select(['origin', 'text'])
      .orderBy('origin')
      .execute()
    expect(found.map((one) => one.origin)).toEqual(['layer', 'ocr'])
    expect(found[0]?.text).toContain('tổ công nghệ số cộng đồng')
  })

  it('tells the words of a page that is only a picture, with their places, to those who may read it', async () => {
    const picture = join(mkdtempSync(join(tmpdir(), 'mocban-scan-')), 'page.png')
    const drawn = await server.files.temporary()
    writeFileSync(drawn.path, letter)
    await runPdfTask({ kind: 'render', path: drawn.path, page: 1, dpi: 150, output: picture, format: 'png' })
    await drawn.remove()
    const scan = await PDFDocument.create()
    const page = scan.addPage([595, 842])
    page.drawImage(await scan.embedPng(readFileSync(picture)), { x: 0, y: 0, width: 595, height: 842 })
    const { sha256 } = (await send(people.officeClerk, 'quét.pdf', Buffer.from(await scan.save()))).answer
    const ask = (query: { kept?: string } = {}) =>
      server.ask(people.officeClerk, uploads.words, { params: { sha256, page: 1 }, query })
    expect((await ask({ kept: 'true' })).words).toEqual([])
    const { words } = await ask()
    const day = words.find((word) => word.text === 'ngày')
    expect(day?.rect.x).toBeGreaterThan(0)
    expect(day?.rect.y).toBeLessThan(1)
    expect((await ask({ kept: 'true' })).words).toEqual(words)
    await server.jobs.runWaiting()
    const { problem } = await server.call(people.wardClerk, uploads.words, { params: { sha256, page: 1 }, query: {} })
    expect(problem.code).toBe('request.not-found')
    expect(
      (await server.ask(people.officeClerk, uploads.words, { params: { sha256, page: 9 }, query: {} })).words,
    ).toEqual([])
  })

  it('reads every page of a scan for search, a few in a run; what was read before a run was killed is not read again', async () => {
    const scan = await makeScan(['Trang mot', 'Trang hai', 'Trang ba', 'Trang bon', 'Bien ban'])
    const { sha256 } = await server.files.putBytes(scan)
    await sql`insert into file (sha256, size, media_type) values (${sha256}, ${scan.length}, 'application/pdf')`.execute(
      database.owner,
    )
    const found = async () =>
      (
        await database.owner
          .selectFrom('page_text')
          .where('sha256', '=', sha256)
          .select(['page', 'text'])
          .orderBy('page')
          .execute()
      ).map((one) => one.text.trim())
    expect(await readPagesForSearch(database.worker, server.files, { sha256, scans: 2 })).toEqual({ left: true })
    expect(await found()).toEqual(['Trang mot', 'Trang hai'])
    // Somebody who looks at the last page meanwhile reads it for the job too; until then it says that it is not read.
    await sql`update page_text set text = 'Đã đọc' where sha256 = ${sha256} and page = 1`.execute(database.owner)
    expect(await readPagesForSearch(database.worker, server.files, { sha256, scans: 2 })).toEqual({ left: true })
    expect(await readPagesForSearch(database.worker, server.files, { sha256, scans: 2 })).toEqual({ left: false })
    expect(await found()).toEqual(['Đã đọc', 'Trang hai', 'Trang ba', 'Trang bon', 'Bien ban'])
  })

  it('tells the words of a picture with their places, and until they are read that they are not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mocban-picture-'))
    const picture = join(folder, 'anh.png')
    await drawText('Thong bao hop', picture)
    const { sha256 } = (await send(people.officeClerk, 'ảnh.png', readFileSync(picture))).answer
    const ask = (page: number, query: { kept?: string } = {}) =>
      server.ask(people.officeClerk, uploads.words, { params: { sha256, page }, query })
    expect(await ask(1, { kept: 'true' })).toEqual({ words: [], read: false })
    const { words } = await ask(1)
    expect(words.map((one) => one.text)).toEqual(['Thong', 'bao', 'hop'])
    expect(words[0]?.rect.x).toBeGreaterThan(0)
    expect((await ask(2)).words).toEqual([])
    await server.jobs.runWaiting()
    expect(await ask(1, { kept: 'true' })).toEqual({ words, read: true })
  })

  it('stamps a copy with number, day and organisation, and leaves the original as it came', async () => {
    const { sha256 } = (await send(people.officeClerk, 'a.pdf', letter)).answer
    const { documentId, number } = await server.ask(people.officeClerk, incoming.register, {
      body: {
        facts: someFacts(),
        files: [{ sha256, name: 'a.pdf', mediaType: 'application/pdf' }],
        duplicatesSeen: true,
      },
    })
    const copy = await get(people.officeClerk, `/api/documents/${documentId}/stamped`)
    expect([copy.statusCode, copy.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(copy.rawPayload.equals(letter)).toBe(false)
    expect((await PDFDocument.load(copy.rawPayload)).getPageCount()).toBe(1)
    const again = await get(people.officeClerk, `/api/documents/${documentId}/stamped`)
    expect(again.rawPayload.equals(copy.rawPayload)).toBe(true)
    const text = await server.files.putBytes(copy.rawPayload)
    expect(text.sha256).not.toBe(sha256)
    const { readPages } = await import('../reading/read-pages.ts')
    const { withCopy } = await import('./stored-file.ts')
    const words = await withCopy(server.files, text.sha256, (path) => readPages(path, { from: 1, to: 1 }))
    const all = words[0]?.words.map((one) => one.text).join(' ')
    expect(all).toContain(`Số: ${number}`)
    expect(all).toContain('ĐẾN')
    expect((await get(people.officeClerk, `/api/files/${sha256}`)).rawPayload.equals(letter)).toBe(true)
    expect((await get(people.wardClerk, `/api/documents/${documentId}/stamped`)).statusCode).toBe(404)
  })
})
