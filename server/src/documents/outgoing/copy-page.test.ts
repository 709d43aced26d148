import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { findBlanks } from '../conversion/find-blanks.ts'
import { pdfParagraphs, typesetPdf } from '../conversion/index.ts'
import { type CopyBlock, copyPdf } from './copy-page.ts'

const content: CopyBlock = {
  superior: 'UBND TỈNH BẮC NINH',
  issuer: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
  notation: 'SY-SKHCN',
  form: 'SAO Y',
  place: 'Bắc Ninh',
  year: '2026',
  extract: null,
  from: '15/QĐ-UBND',
  copiesTo: ['Ủy ban nhân dân phường Kinh Bắc'],
  lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  signer: 'Đặng Văn Hải',
}
/** A letter whose number was written by hand, so that its own blanks are empty in the file; `down` millimetres of text follow. */
const letter = (down: number, more = '') =>
  typesetPdf(
    `#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
     #set text(size: 13pt)
     #grid(columns: (66mm, 99mm), [SỞ NỘI VỤ \\ Số:#h(20mm)/SNV-VP], [Bắc Ninh, ngày#h(9mm)tháng#h(9mm)năm 2026])
     #v(${down}mm) Hết. ${more}`,
    {},
  )
const pdf = (bytes: Buffer) => ({ bytes, mediaType: 'application/pdf' })
const pagesOf = async (copy: Buffer) => (await PDFDocument.load(copy)).getPageCount()

describe('the block that makes a copy a copy', () => {
  it('stands on the same sheet, directly below what is written last; its number and day go there, not into the head of the original', async () => {
    const copy = await copyPdf(pdf(letter(60)), '', content)
    expect(await pagesOf(copy)).toBe(1)
    const { number, day, year } = await findBlanks(copy, 'end')
    // "Hết." stands some 90 mm below the upper edge.
    for (const blank of [number, day]) {
      expect(blank?.y).toBeLessThan(842 - 280)
      expect(blank?.y).toBeGreaterThan(842 - 400)
    }
    expect(year).toBe('2026')
    expect((await findBlanks(copy)).number?.y).toBeGreaterThan(700)
    expect((await pdfParagraphs(copy)).join(' ')).toMatch(/Hết\..*SAO Y/)
  })

  it('begins a sheet of its own where there is no room, and where the last sheet lies across', async () => {
    for (const original of [letter(180), letter(20, '#pagebreak() #set page(flipped: true); Bảng')]) {
      const copy = await copyPdf(pdf(original), '', content)
      expect(await pagesOf(copy)).toBe((await pagesOf(original)) + 1)
      expect((await findBlanks(copy, 'end')).number?.page).toBe(await pagesOf(copy))
    }
    // Of two pages, with room on the second.
    const two = await copyPdf(pdf(letter(180, '#pagebreak() Tiếp.')), '', content)
    expect(await pagesOf(two)).toBe(2)
    // More recipients than a sheet takes.
    const copiesTo = Array.from({ length: 90 }, (_, n) => `Ủy ban nhân dân xã số ${n}`)
    expect(await pagesOf(await copyPdf(pdf(letter(20)), '', { ...content, copiesTo }))).toBeGreaterThan(2)
  })

  it('counts what is seen: a mark or a shadow in the margin is no text, the picture of a paper is, however it lies in the file', async () => {
    const marked = letter(
      60,
      '#place(bottom + left, dx: -24mm, dy: 14mm, rect(width: 19mm, height: 23mm, fill: black))',
    )
    expect(await pagesOf(await copyPdf(pdf(marked), '', content))).toBe(1)
    expect(await pagesOf(await copyPdf({ bytes: paper(0.3), mediaType: 'image/jpeg' }, '', content))).toBe(1)
    expect(await pagesOf(await copyPdf({ bytes: paper(0.85), mediaType: 'image/jpeg' }, '', content))).toBe(2)
    const turned = await PDFDocument.load(letter(60))
    const sheet = turned.getPage(0)
    const [width, height] = [sheet.getWidth(), sheet.getHeight()]
    const lying = await PDFDocument.create()
    const [face] = await lying.embedPdf(turned)
    const page = lying.addPage([height, width])
    page.drawPage(face!, { x: height, y: 0, rotate: degrees(90) })
    page.setRotation(degrees(90))
    const copy = await copyPdf(pdf(Buffer.from(await lying.save())), '', content)
    const upright = await copyPdf(pdf(letter(60)), '', content)
    expect(await pagesOf(copy)).toBe(1)
    const [one, other] = [await findBlanks(copy, 'end'), await findBlanks(upright, 'end')]
    expect(one.number?.y).toBeCloseTo(other.number?.y ?? 0, 0)
    expect(one.number?.from).toBeCloseTo(other.number?.from ?? 0, 0)
  })
})

/** A scan in yellowed colours, written on down to a part of its height. */
function paper(down: number): Buffer {
  const canvas = createCanvas(620, 877)
  const context = canvas.getContext('2d')
  context.fillStyle = '#e8e2cf'
  context.fillRect(0, 0, 620, 877)
  context.fillStyle = '#222222'
  for (let y = 90; y < 877 * down; y += 22) context.fillRect(95, y, 420, 7)
  // The shadow of the lid.
  context.fillRect(0, 0, 9, 877)
  return canvas.toBuffer('image/jpeg', 80)
}
