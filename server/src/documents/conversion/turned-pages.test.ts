import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Rect, seenPage } from '../../platform/seen-page.ts'
import { createAuthority, fillTextFields, type SigningKey, signPdf } from '../../signing/index.ts'
import { stampedPdf } from '../files/stamp.ts'
import { fieldNames } from './field-names.ts'
import { findBlanks } from './find-blanks.ts'
import { prepareForSigning } from './prepare-for-signing.ts'
import { findSigningPlaces, sealPlace } from './signing-places.ts'
import { typesetPdf } from './typeset-pdf.ts'
import { writeNumber } from './write-number.ts'

const folder = mkdtempSync(join(tmpdir(), 'turned-'))
const mark = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="2"/><rect y="3" width="1" height="1"/></svg>',
  code: 'ABCD-EFGH',
}
let letter: Buffer
let key: SigningKey

beforeAll(async () => {
  letter = typesetPdf(
    `#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
     #set text(size: 13pt)
     #grid(columns: (66mm, 99mm), [SỞ KHOA HỌC VÀ CÔNG NGHỆ \\ Số:#h(20mm)/SKHCN-CĐS], [Bắc Ninh, ngày#h(9mm)tháng#h(9mm)năm 2026])
     #v(60mm) Kính gửi: Các cơ quan. #v(60mm)
     #grid(columns: (80mm, 85mm), [Nơi nhận:], align(center)[PHÓ GIÁM ĐỐC #v(50pt) Đặng Văn Hải])`,
    {},
  )
  const authority = await createAuthority({ algorithm: 'ec-p256' })
  key = (await authority.issue({ kind: 'person', name: 'Đặng Văn Hải', algorithm: 'ec-p256' })).key
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same page to its reader, whatever way it lies in the file: turned, and a part of a larger sheet. */
async function lying(turn: number, cropped: boolean): Promise<Buffer> {
  const document = await PDFDocument.create()
  const [embedded] = await document.embedPdf(letter)
  const { width, height } = embedded!
  const [across, up] = turn % 180 === 0 ? [width, height] : [height, width]
  const box: Rect = cropped ? [25, 40, 25 + across, 40 + up] : [0, 0, across, up]
  const page = document.addPage([across, up])
  if (cropped) {
    page.setMediaBox(-30, -20, across + 120, up + 110)
    page.setCropBox(box[0], box[1], across, up)
  }
  page.setRotation(degrees(turn))
  page.drawPage(embedded!, { ...seenPage(box, turn).pointInFile(0, 0), width, height, rotate: degrees(turn) })
  return Buffer.from(await document.save())
}

/** What Poppler shows of the first page, in grey. */
function shown(pdf: Uint8Array): { size: string; pixels: Buffer } {
  writeFileSync(join(folder, 'a.pdf'), pdf)
  execFileSync('pdftoppm', ['-cropbox', '-gray', '-r', '90', '-singlefile', join(folder, 'a.pdf'), join(folder, 'a')])
  const picture = readFileSync(join(folder, 'a.pgm'))
  const [head = '', size = ''] = /^P5\n(\d+ \d+)\n255\n/.exec(picture.subarray(0, 40).toString('latin1')) ?? []
  return { size, pixels: picture.subarray(head.length) }
}
/** The share of the page on which one is dark and the other is not, in ten thousandths. Letters drawn sideways differ at their edges. */
function difference(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [shown(one), shown(other)]
  expect(a.size).toBe(b.size)
  let differing = 0
  for (const [at, grey] of a.pixels.entries()) if (Math.abs(grey - (b.pixels[at] ?? 0)) > 110) differing++
  return (differing / a.pixels.length) * 10_000
}

async function withNumber(pdf: Buffer): Promise<Buffer> {
  const { write } = await writeNumber(pdf, mark)
  return write({ number: 7, notation: 'SKHCN-CĐS', issuedOn: '2026-02-05' })
}
async function signedAndSealed(pdf: Buffer): Promise<Uint8Array> {
  const prepared = await prepareForSigning(pdf, mark)
  const places = await findSigningPlaces(prepared, 'Đặng Văn Hải')
  const given = { key, level: 'B-B' as const, when: new Date() }
  const lines = ['Ký bởi: Đặng Văn Hải', '05-02-2026']
  const signed = await signPdf(prepared, { ...given, fieldName: 'Ký', appearance: { ...places.signature, lines } })
  const initials = { ...places.initials(0), lines: ['Đ.V.Hải'] }
  const twice = await signPdf(signed, { ...given, fieldName: 'Nháy', appearance: initials })
  const filled = await fillTextFields(twice, {
    [fieldNames.number]: '07',
    [fieldNames.day]: '05',
    [fieldNames.month]: '02',
  })
  const sealed = { ...sealPlace(places.signature), lines: ['SỞ KHOA HỌC'], color: '#c8102e' }
  return signPdf(filled, { ...given, fieldName: 'Dấu', appearance: sealed })
}
const stamped = (pdf: Buffer) =>
  stampedPdf(
    pdf,
    { x: 0.14, y: 0.2, width: 50 / 210, height: 35 / 297 },
    { agency: 'SỞ THỬ NGHIỆM', number: '15', date: '05/02/2026', to: 'Văn thư', fileCode: '01' },
  )

/** A page whose right column stands a point lower than its left one, as word processors set a line below two boxes. */
const uneven = () =>
  typesetPdf(
    `#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
     #set text(size: 13pt)
     #grid(columns: (66mm, 99mm), [SỞ NỘI VỤ \\ Số:#h(20mm)/SKHCN-CĐS], move(dy: 1.1pt)[_ \\ Bắc Ninh, ngày#h(9mm)tháng#h(9mm)năm 2026 _])`,
    {},
  )

it('what is filled in after a signature stands as what is written on an unsigned page: whole, on the line of its words, the day in italics', async () => {
  const page = uneven()
  const { number, day } = await findBlanks(page)
  expect((number?.y ?? 0) - (day?.y ?? 0)).toBeCloseTo(1.1, 1)
  const written = await (await writeNumber(page, mark)).write({
    number: 17,
    notation: 'SKHCN-CĐS',
    issuedOn: '2026-02-05',
  })
  const prepared = await prepareForSigning(page, mark)
  const filled = await fillTextFields(prepared, {
    [fieldNames.number]: '17',
    [fieldNames.day]: '05',
    [fieldNames.month]: '02',
  })
  // Digits raised by a point, cut at their heads or upright differ by a large part of their ink.
  const ink = difference(prepared, written)
  expect(ink).toBeGreaterThan(1.5)
  expect(difference(filled, written)).toBeLessThan(ink / 6)
})

const straight = new Map<unknown, Promise<Uint8Array>>()
const ways = [
  { turn: 0, cropped: true },
  { turn: 90, cropped: false },
  { turn: 180, cropped: true },
  { turn: 270, cropped: false },
  { turn: 270, cropped: true },
]

describe.each(ways)('a page turned by $turn (cropped: $cropped) shows, upright and where they belong,', (way) => {
  it.each([
    ['number, day and code', withNumber],
    ['signatures, initials, seal, code and the fields for number and day', signedAndSealed],
    ['the arrival stamp', stamped],
  ] as const)('%s', async (_, work) => {
    const page = await lying(way.turn, way.cropped)
    const wanted = await (straight.get(work) ?? straight.set(work, work(letter)).get(work)!)
    // Letters drawn sideways differ at their edges; what is drawn in a wrong place differs by nearly twice its ink.
    const [edges, ink] = [difference(page, letter), difference(wanted, letter)]
    expect(ink).toBeGreaterThan(10)
    expect(difference(await work(page), wanted)).toBeLessThan(edges + ink / 3)
  })
})
