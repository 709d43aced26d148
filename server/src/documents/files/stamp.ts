import { createHash } from 'node:crypto'
import type { Rect } from '@mocban/contract/documents-reading'
import { asShown, typesetPdf } from '../conversion/index.ts'

/** Raise it when the same words would be stamped differently. */
export const stampMaker = 'stamp-1'

/** What stands in the arrival stamp (Decree 30/2020, Appendix IV). */
export interface StampWords {
  agency: string
  number: string
  date: string
  to: string
  fileCode: string
}

export const stampHash = (words: StampWords) =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)

const sheet = `
#set page(width: 50mm, height: 35mm, margin: 0pt, fill: none)
#set text(size: 8.5pt, fill: rgb("#c8102e"))
#set par(leading: 0.5em)
#rect(width: 100%, height: 100%, stroke: 0.9pt + rgb("#c8102e"), inset: 1.2mm)[
  #align(center)[#text(weight: "bold", size: if data.agency.len() > 44 { 6.8pt } else { 8.2pt })[#data.agency]]
  #v(-1.6mm)
  #grid(columns: (13mm, 1fr), column-gutter: 1.5mm, align: (center + horizon, left + horizon),
    text(weight: "bold", size: 13pt)[ĐẾN],
    [Số: #text(weight: "bold")[#data.number] #linebreak() Ngày: #data.date])
  #v(-1.4mm)
  Chuyển: #data.to
  #v(-1.6mm)
  Số và ký hiệu HS: #data.fileCode
]`

/** A copy of a PDF with the arrival stamp at a place of page 1; upright as the page is seen, whatever way it is turned in the file. */
export async function stampedPdf(pdf: Uint8Array, place: Rect, words: StampWords): Promise<Buffer> {
  const { degrees, PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false, ignoreEncryption: true })
  const page = document.getPage(0)
  const seen = asShown(page)
  const [stamp] = await document.embedPdf(typesetPdf(sheet, words), [0])
  if (!stamp) return Buffer.from(pdf)
  const width = place.width * seen.width
  const height = place.height * seen.height
  // Lower left corner of the stamp as it is seen, from the lower left of the page as it is seen.
  const left = place.x * seen.width
  const low = seen.height - place.y * seen.height - height
  page.drawPage(stamp, { ...seen.pointInFile(left, low), width, height, rotate: degrees(seen.turned) })
  return Buffer.from(await document.save())
}
