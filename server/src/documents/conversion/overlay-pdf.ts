import type { PDFPage } from '@cantoo/pdf-lib'
import { type SeenPage, seenPage } from '../../platform/seen-page.ts'
import { typesetPdf } from './typeset-pdf.ts'

/** Text to be written on a page: `x` and `y` in points from the lower left corner of the page, as its reader sees it, to the text's base line. */
export interface PlacedText {
  page: number
  x: number
  y: number
  size: number
  text: string
  italics?: boolean
  bold?: boolean
  align?: 'left' | 'centre' | 'right'
}

/** The mark by which anybody can ask whether a file is genuine: a QR code with the code's letters below it, its lower left corner in points. */
export interface PlacedMark {
  x: number
  y: number
  svg: string
  code: string
}
export const markWidth = 54
export const markHeight = 66

const sheet = `
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#for t in data.texts {
  let body = text(size: t.size * 1pt, style: if t.italics { "italic" } else { "normal" }, weight: if t.bold { "bold" } else { "regular" },
    top-edge: "baseline", bottom-edge: "baseline", t.text)
  context {
    let w = measure(body).width
    let shift = if t.align == "centre" { w / 2 } else if t.align == "right" { w } else { 0pt }
    place(top + left, dx: t.x * 1pt - shift, dy: (data.height - t.y) * 1pt, body)
  }
}
#if data.mark != none {
  place(top + left, dx: data.mark.x * 1pt, dy: (data.height - data.mark.y - 66) * 1pt,
    rect(width: 54pt, height: 66pt, inset: 2pt, stroke: none, fill: white)[
      #set align(center)
      #image(bytes(data.mark.svg), format: "svg", width: 50pt, height: 50pt)
      #v(-9.5pt)
      #context {
        let code = size => text(size, weight: "bold", data.mark.code)
        code(5.6pt * calc.min(1, 49.5pt / measure(code(5.6pt)).width))
      }
    ])
}`

/** Writes texts onto a PDF that is there already, in an embedded font, and the mark onto its first page; what is on the pages stays as it is. */
export async function overlayPdf(pdf: Buffer, texts: PlacedText[], mark: PlacedMark | null = null): Promise<Buffer> {
  const { degrees, PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  for (const n of new Set([...texts.map((one) => one.page), ...(mark ? [1] : [])])) {
    const page = document.getPage(n - 1)
    const seen = asShown(page)
    const { width, height } = seen
    const layer = typesetPdf(sheet, {
      width,
      height,
      texts: texts
        .filter((one) => one.page === n)
        .map((one) => ({ italics: false, bold: false, align: 'left', ...one })),
      mark: n === 1 ? mark : null,
    })
    const [embedded] = await document.embedPdf(layer, [0])
    if (embedded) page.drawPage(embedded, { ...seen.pointInFile(0, 0), width, height, rotate: degrees(seen.turned) })
  }
  return Buffer.from(await document.save())
}

/** What is shown of a page, the way it is turned. */
export function asShown(page: PDFPage): SeenPage {
  const [sheet, crop] = [page.getMediaBox(), page.getCropBox()]
  const left = Math.max(sheet.x, crop.x)
  const bottom = Math.max(sheet.y, crop.y)
  const right = Math.min(sheet.x + sheet.width, crop.x + crop.width)
  const top = Math.min(sheet.y + sheet.height, crop.y + crop.height)
  return seenPage([left, bottom, right, top], page.getRotation().angle)
}
