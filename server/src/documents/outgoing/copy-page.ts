import type { PDFDocument } from '@cantoo/pdf-lib'
import type { ExtractPart } from '@mocban/contract/documents-drafting'
import { refuse } from '../../platform/http/index.ts'
import { flattenPdf } from '../conversion/flatten-pdf.ts'
import { freeFoot } from '../conversion/free-foot.ts'
import { typesetPdf } from '../conversion/index.ts'
import { asShown } from '../conversion/overlay-pdf.ts'
import { extractPdf, type WordsOf } from './extract-page.ts'
import { sheet } from './lay-parts.ts'

const gap = 12

/** The block that makes a copy a copy (Decree 30/2020, Appendix III, form 3.1), below the text and divided from it by a line: as high as it is, or on a sheet of its own. */
const block = `
#set page(width: 210mm, height: if data.sheet { 297mm } else { auto }, margin: (y: if data.sheet { 20mm } else { 1pt }, left: 30mm, right: 15mm), fill: none)
#set text(size: 13pt)
#line(length: 100%, stroke: 0.6pt)
#v(2mm)
#grid(columns: (66mm, 1fr), align: center,
  [
    #if data.superior != none { text(12pt, data.superior); linebreak() }
    #text(12pt, weight: "bold", data.issuer.join("\\n"))
    #v(-2.5mm) #line(length: 22mm, stroke: 0.6pt) #v(-1mm)
    Số:#h(11mm)/#data.notation
  ],
  [
    #text(weight: "bold", data.form)
    #v(4mm)
    #emph[#data.place, ngày#h(8mm)tháng#h(8mm)năm #data.year]
  ],
)
#if data.extract != none [
  #v(4mm)
  #align(left)[Trích sao #data.extract của văn bản số #data.from.]
]
#v(8mm)
#grid(columns: (80mm, 1fr),
  align(left)[
    #text(12pt, weight: "bold", style: "italic")[Nơi nhận:] \\
    #set text(11pt)
    #(data.copiesTo.map(one => "- " + one + ";") + ("- Lưu: VT.",)).join(linebreak())
  ],
  align(center)[
    #text(weight: "bold", data.lines.join("\\n"))
    #v(22mm)
    #text(weight: "bold", data.signer)
  ],
)`

export interface CopyBlock {
  superior: string | null
  issuer: string[]
  notation: string
  form: string
  place: string
  year: string
  extract: string | null
  from: string
  copiesTo: string[]
  lines: string[]
  signer: string
}

/** The pages of the original, or of the extract, with the block at their end. @throws copy.not-possible */
export async function copyPdf(original: Original, pages: string, content: CopyBlock): Promise<Buffer> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const source = await openOriginal(original)
  await flattenPdf(source)
  const copy = await PDFDocument.create()
  const chosen = chosenPages(pages, source.getPageCount())
  for (const page of await copy.copyPages(source, chosen)) copy.addPage(page)
  return ended(copy, content)
}

/** Parts of pages of the original, with the block at their end. @throws copy.not-possible */
export async function extractCopyPdf(
  original: Original,
  parts: ExtractPart[],
  wordsOf: WordsOf,
  content: CopyBlock,
): Promise<Buffer> {
  const source = await openOriginal(original, { bare: true })
  await flattenPdf(source)
  return ended(await extractPdf(source, parts, wordsOf), content)
}

async function ended(copy: PDFDocument, content: CopyBlock): Promise<Buffer> {
  if (!(await endBelow(copy, content))) await endOnSheets(copy, content)
  return Buffer.from(await copy.save())
}

/** A document's file: a PDF, or the picture of a paper. */
export interface Original {
  bytes: Buffer
  mediaType: string
}

/** `bare`: of the picture of a paper, a page that is nothing but the picture. */
async function openOriginal({ bytes, mediaType }: Original, { bare = false } = {}): Promise<PDFDocument> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  try {
    if (mediaType === 'application/pdf') return await PDFDocument.load(bytes)
    const paper = await PDFDocument.create()
    const picture = mediaType === 'image/png' ? await paper.embedPng(bytes) : await paper.embedJpg(bytes)
    const { width, height } = picture.scaleToFit(sheet.width, sheet.height)
    const page = paper.addPage(bare ? [width, height] : [sheet.width, sheet.height])
    page.drawImage(picture, { x: (page.getWidth() - width) / 2, y: page.getHeight() - height, width, height })
    return await PDFDocument.load(await paper.save())
  } catch {
    throw refuse('copy.not-possible', { because: 'pdf-unreadable' })
  }
}

/** On the same sheet, directly below what is written last, as the Decree wants it; false where there is no room. */
async function endBelow(copy: PDFDocument, content: CopyBlock): Promise<boolean> {
  const { degrees } = await import('@cantoo/pdf-lib')
  const page = copy.getPage(copy.getPageCount() - 1)
  const seen = asShown(page)
  // A table that lies across its sheet, or a sheet of another size, has no column for it.
  if (Math.abs(seen.width - sheet.width) > 20) return false
  const [strip] = await copy.embedPdf(typesetPdf(block, { ...content, sheet: false }), [0])
  if (!strip) return false
  const free = await freeFoot(await copy.save(), copy.getPageCount())
  const foot = Math.min(free, seen.height - sheet.margin) - gap - strip.height
  if (foot < sheet.margin) return false
  const { width, height } = strip
  page.drawPage(strip, { ...seen.pointInFile(0, foot), width, height, rotate: degrees(seen.turned) })
  return true
}

async function endOnSheets(copy: PDFDocument, content: CopyBlock): Promise<void> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const end = await PDFDocument.load(typesetPdf(block, { ...content, sheet: true }))
  for (const page of await copy.copyPages(end, end.getPageIndices())) copy.addPage(page)
}

/** Pages from "1-2, 5", counted from 0; all where nothing is named. @throws copy.not-possible for pages that there are not */
function chosenPages(pages: string, count: number): number[] {
  if (!pages.trim()) return Array.from({ length: count }, (_, n) => n)
  const chosen = pages.split(/[,;،]/).flatMap((part) => {
    const [, first, last] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? []
    const from = Number(first)
    const to = Number(last ?? first)
    if (!(from >= 1 && to >= from && to <= count))
      throw refuse('copy.not-possible', { because: 'no-such-page', part: part.trim(), count })
    return Array.from({ length: to - from + 1 }, (_, n) => from - 1 + n)
  })
  return [...new Set(chosen)]
}
