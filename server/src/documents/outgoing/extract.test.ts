import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, PDFName, PDFRawStream, rgb, StandardFonts } from '@cantoo/pdf-lib'
import { documents } from '@mocban/contract/documents'
import { drafting, type ExtractPart } from '@mocban/contract/documents-drafting'
import { uploads } from '@mocban/contract/uploads'
import { createCanvas } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { typesetPdf } from '../conversion/index.ts'
import { readPages } from '../reading/read-pages.ts'
import { type CopyBlock, extractCopyPdf } from './copy-page.ts'
import { draftSome, issueSome } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let issued: string

const long = (n: number, word: string) =>
  `${n}. Giao ${word} ${'chủ trì, phối hợp với các cơ quan, đơn vị liên quan tổ chức thực hiện theo đúng tiến độ; '.repeat(4)}báo cáo kết quả.`
const words = ['Sáo', 'Hồng', 'Quýt', 'Mận', 'Đào', 'Vải', 'Nhãn', 'Chuối', 'Bưởi'].map((word, n) => long(n + 1, word))

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  issued = await draftSome(server, database, province, { words })
  await issueSome(server, province, issued)
  return served.close
})

const offered = (page: number) =>
  server.ask(province.people.digitalSpecialist, drafting.extractParts, { params: { id: issued }, query: { page } })
const body = (parts: ExtractPart[], more: object = {}) => ({
  kind: 'trich-sao' as const,
  parts,
  signerPositionId: province.people.deputyDirector.positionId,
  ...more,
})
const textOf = (pdf: Uint8Array, ...more: string[]) => withFile(pdf, (path) => tool('pdftotext', ...more, path, '-'))
const tool = (name: string, ...args: string[]) =>
  execFileSync(name, args, { encoding: 'latin1' as 'utf8', maxBuffer: 1e9 })
function withFile<T>(pdf: Uint8Array, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-extract-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    return work(join(folder, 'a.pdf'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const utf8 = (latin: string) => Buffer.from(latin, 'latin1').toString('utf8')
/** Everything that the file holds, unpacked. */
const apart = (pdf: Uint8Array) => withFile(pdf, (path) => tool('qpdf', '--qdf', '--stream-data=uncompress', path, '-'))

describe('an extract of parts of pages', () => {
  it('is offered head, signature and paragraphs as they stand', async () => {
    const first = await offered(1)
    expect(first.pages).toBe(2)
    const [head, foot] = first.form
    expect(head).toMatchObject({ page: 1 })
    for (const there of ['SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'CỘNG HÒA XÃ HỘI']) expect(head?.text).toContain(there)
    expect(foot).toMatchObject({ page: 2 })
    expect(foot?.text).toContain('Đặng Văn Hải')
    const found = [...first.paragraphs, ...(await offered(2)).paragraphs]
    expect(found.filter((one) => /^\d\. Giao .*báo cáo kết quả\.$/.test(one.text)).length).toBeGreaterThanOrEqual(8)
    // What is asked of a page that there is not is answered by the last.
    expect((await offered(99)).paragraphs.map((one) => one.page)).toContain(2)
  })

  it('holds the chosen parts and nothing of the others, is found by its words, and is a document of its own', async () => {
    const { digitalSpecialist: who } = province.people
    const [first, second] = [await offered(1), await offered(2)]
    const chosen = [...first.paragraphs, ...second.paragraphs].filter((one) => /Giao (Quýt|Bưởi)/.test(one.text))
    expect(chosen.map((one) => one.page)).toEqual([1, 2])
    // In whatever order they are named.
    const parts = [...chosen.reverse(), ...first.form].map(({ text: _, ...part }) => part)
    const sent = body(parts, { recipients: [{ agencyId: province.units.tuSon }] })
    const preview = await server.ask(who, drafting.copyPreview, { params: { id: issued }, body: sent })
    const shown = await server.files.readAll(preview.sha256)
    const { documentId } = await server.ask(who, drafting.copy, { params: { id: issued }, body: sent })
    const record = await server.ask(who, documents.record, { params: { id: documentId } })
    const pdf = await server.files.readAll(record.files[0]!.sha256)
    const text = utf8(textOf(pdf, '-layout'))
    expect(utf8(textOf(shown, '-layout'))).toBe(text)
    expect(text.normalize('NFC')).toBe(text)
    const flat = text.replace(/\s+/g, ' ')
    const order = [
      'CỘNG HÒA XÃ HỘI',
      '3. Giao Quýt',
      '9. Giao Bưởi',
      'Đặng Văn Hải',
      'TRÍCH SAO',
      'một phần trang 1, 2',
    ]
    expect(order.map((one) => flat.indexOf(one)).every((at, n, all) => at >= 0 && at > (all[n - 1] ?? -1))).toBe(true)
    expect(flat.split('[…]')).toHaveLength(3)
    for (const word of ['Sáo', 'Hồng', 'Mận', 'Đào', 'Vải', 'Nhãn', 'Chuối']) expect(flat).not.toContain(`Giao ${word}`)
    // Each part is a picture as large as itself at 300 dpi; there is no other, and no file within the file.
    const pictures = await picturesIn(pdf)
    expect(pictures).toHaveLength(parts.length)
    const areas = parts.map((one) => Math.round(one.width * 2480 * one.height * 3508))
    for (const area of areas) expect(pictures.some((one) => Math.abs(one / area - 1) < 0.06)).toBe(true)
    expect(apart(pdf)).not.toMatch(/\/EmbeddedFile|\/OCProperties|\/PieceInfo|\/Thumb/)
    const { symbol } = await issueSome(server, province, documentId)
    expect(symbol).toBe('01/TrS-SKHCN')
    const stored = await database.owner
      .selectFrom('copy_source')
      .where('document_id', '=', documentId)
      .select(['pages', 'parts'])
      .executeTakeFirstOrThrow()
    expect(stored).toEqual({ pages: '', parts })
  })

  it('is seen before it is made by nobody but who makes it', async () => {
    const { digitalSpecialist, departmentClerk, director } = province.people
    const { form } = await offered(1)
    const parts = form.map(({ text: _, ...part }) => part)
    const { sha256 } = await server.ask(digitalSpecialist, drafting.copyPreview, {
      params: { id: issued },
      body: body(parts),
    })
    const read = async (who: typeof digitalSpecialist) =>
      (await server.call(who, uploads.preview, { params: { sha256 } })).status
    expect(await read(digitalSpecialist)).toBe(200)
    expect(await read(departmentClerk)).toBe(404)
    expect(await read(director)).toBe(404)
  })

  it('is refused where there is nothing to take', async () => {
    const { digitalSpecialist: who } = province.people
    const part = { page: 1, x: 0.1, y: 0.1, width: 0.5, height: 0.2 }
    for (const [sent, because] of [
      [body([{ ...part, page: 3 }]), 'no-such-page'],
      [body([part], { kind: 'sao-y' }), 'parts-of-extract-only'],
      [body([]), 'name-the-pages'],
    ] as const)
      for (const route of [drafting.copyPreview, drafting.copy]) {
        const { problem } = await server.call(who, route, { params: { id: issued }, body: sent })
        expect([problem.code, problem.extra?.because]).toEqual(['copy.not-possible', because])
      }
    const { status } = await server.call(who, drafting.copy, {
      params: { id: issued },
      body: body([{ ...part, width: 0 }]),
    })
    expect(status).toBe(400)
  })
})

const content: CopyBlock = {
  superior: null,
  issuer: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
  notation: 'TrS-SKHCN',
  form: 'TRÍCH SAO',
  place: 'Bắc Ninh',
  year: '2026',
  extract: 'một phần trang 1',
  from: '15/QĐ-UBND',
  copiesTo: [],
  lines: ['GIÁM ĐỐC'],
  signer: 'Đặng Văn Hải',
}
const wordsIn = (pdf: Uint8Array) => async (page: number) => (await withFilePages(pdf, page))[0]?.words ?? []
async function withFilePages(pdf: Uint8Array, page: number) {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-extract-'))
  writeFileSync(join(folder, 'a.pdf'), pdf)
  return readPages(join(folder, 'a.pdf'), { from: page, to: page }).finally(() => rmSync(folder, { recursive: true }))
}

describe('what an extract takes', () => {
  it('is what is seen: words under a bar and words in the colour of the paper are not', async () => {
    const paper = await PDFDocument.create()
    paper.setTitle('TOPSECRETTITLE')
    const page = paper.addPage([595, 842])
    const font = await paper.embedFont(StandardFonts.Helvetica)
    page.drawText('SEEN', { x: 100, y: 700, size: 14, font })
    page.drawText('UNDERBAR', { x: 100, y: 680, size: 14, font })
    page.drawRectangle({ x: 90, y: 672, width: 200, height: 24, color: rgb(0, 0, 0) })
    page.drawText('PAPERWHITE', { x: 100, y: 650, size: 14, font, color: rgb(1, 1, 1) })
    page.drawText('ELSEWHERE', { x: 100, y: 500, size: 14, font })
    await paper.attach(Buffer.from('CARRIED'), 'carried.txt')
    const bytes = Buffer.from(await paper.save())
    const parts = [{ page: 1, x: 0.1, y: 0.1, width: 0.5, height: 0.2 }]
    const pdf = await extractCopyPdf({ bytes, mediaType: 'application/pdf' }, parts, wordsIn(bytes), content)
    const text = textOf(pdf)
    expect(text).toContain('SEEN')
    const all = `${text} ${apart(pdf)}`
    for (const hidden of ['UNDERBAR', 'PAPERWHITE', 'ELSEWHERE', 'CARRIED', 'TOPSECRETTITLE', 'carried.txt'])
      expect(all).not.toContain(hidden)
  })

  it('stands upright where the page is turned in the file, and is as large as the sheet lets it be where the page is larger', async () => {
    const upright = typesetPdf('#set page("a4"); #set text(size: 14pt); Dòng đứng thẳng. #v(120mm) Dòng khác.', {})
    const turned = await PDFDocument.create()
    const [face] = await turned.embedPdf(upright)
    const page = turned.addPage([842, 595])
    page.drawPage(face!, { x: 842, y: 0, rotate: degrees(90) })
    page.setRotation(degrees(90))
    const lying = Buffer.from(await turned.save())
    const parts = [{ page: 1, x: 0, y: 0, width: 1, height: 0.2 }]
    // Read from its picture, as turned pages are: places as seen.
    const pdf = await extractCopyPdf({ bytes: lying, mediaType: 'application/pdf' }, parts, wordsIn(upright), content)
    expect(utf8(textOf(pdf))).toContain('Dòng đứng thẳng.')
    expect(await picturesIn(pdf)).toEqual([2479 * 701])
    expect(utf8(textOf(pdf))).not.toContain('Dòng khác')
    const wide = typesetPdf('#set page("a3"); #set text(size: 20pt); Một bảng rất rộng #h(1fr) đến tận lề phải', {})
    const whole = [{ page: 1, x: 0, y: 0, width: 1, height: 1 }]
    const fitted = await extractCopyPdf({ bytes: wide, mediaType: 'application/pdf' }, whole, wordsIn(wide), content)
    const [width] = (await PDFDocument.load(fitted)).getPages().map((one) => one.getWidth())
    expect(width).toBeCloseTo(595.28, 1)
    expect(utf8(textOf(fitted, '-f', '1', '-l', '1'))).toContain('phải')
  })

  it('is the part of a photograph, in colour, not larger than the photograph’s', async () => {
    const canvas = createCanvas(1240, 1754)
    const context = canvas.getContext('2d')
    for (let y = 0; y < 1754; y += 2) {
      context.fillStyle = `hsl(${y % 360} 40% ${60 + (y % 30)}%)`
      context.fillRect(0, y, 1240, 2)
    }
    const bytes = canvas.toBuffer('image/jpeg', 90)
    const parts = [{ page: 1, x: 0.2, y: 0.2, width: 0.5, height: 0.1 }]
    const pdf = await extractCopyPdf({ bytes, mediaType: 'image/jpeg' }, parts, async () => [], content)
    expect(await picturesIn(pdf)).toHaveLength(1)
    expect(pdf.length).toBeLessThan(600_000)
    // The photograph itself, with what its camera wrote into it, is not there.
    expect(pdf.includes(bytes.subarray(0, 2000).subarray(200, 600))).toBe(false)
  })
})

/** How many points each picture of a file has. */
async function picturesIn(pdf: Uint8Array): Promise<number[]> {
  const { context } = await PDFDocument.load(pdf)
  return context.enumerateIndirectObjects().flatMap(([, one]) => {
    if (!(one instanceof PDFRawStream)) return []
    const at = (name: string) => String(one.dict.get(PDFName.of(name)) ?? '')
    return at('Subtype') === '/Image' ? [Number(at('Width')) * Number(at('Height'))] : []
  })
}
