import { refuse } from '../../platform/http/index.ts'
import { flattenPdf } from '../conversion/flatten-pdf.ts'
import { typesetPdf } from '../conversion/index.ts'

/** The block that makes a copy a copy (Decree 30/2020, Appendix III, form 3.1), below the text and divided from it by a line. */
const block = `
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
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
    #text(12pt, weight: "bold", data.form)
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

/** The pages of the original, or of the extract, with the block after them. @throws copy.not-possible */
export async function copyPdf(original: Buffer, pages: string, content: CopyBlock): Promise<Buffer> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const source = await PDFDocument.load(original).catch(() => {
    throw refuse('copy.not-possible', { because: 'pdf-unreadable' })
  })
  await flattenPdf(source)
  const copy = await PDFDocument.create()
  const chosen = chosenPages(pages, source.getPageCount())
  for (const page of await copy.copyPages(source, chosen)) copy.addPage(page)
  const end = await PDFDocument.load(typesetPdf(block, content))
  for (const page of await copy.copyPages(end, end.getPageIndices())) copy.addPage(page)
  return Buffer.from(await copy.save())
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
