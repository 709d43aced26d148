import type { BookRow } from '@mocban/contract/documents-books'
import { typesetApart } from '../conversion/index.ts'
import { columnsOf, titleOf } from './columns.ts'
import type { Book } from './read-book.ts'

/** The cover of a register book (Decree 30/2020, Appendix IV). */
const cover = `
#set document(title: data.title)
#set page(paper: "a4", flipped: true, margin: 20mm)
#set text(size: 11pt, hyphenate: false)
#set par(leading: 0.5em)
#align(center)[
  #v(6mm)
  #text(13pt, upper(data.superior)) \\
  #text(13pt, weight: "bold", upper(data.agency))
  #v(-1mm) #line(length: 40mm, stroke: 0.6pt)
  #v(38mm)
  #text(26pt, weight: "bold", data.title)
  #v(6mm)
  #text(16pt)[Năm: #data.year]
  #v(44mm)
  #text(13pt)[Từ ngày #data.from đến ngày #data.to \\ Từ số #data.first đến số #data.last \\ Quyển số: #data.volume]
]`

/** A part of its pages: A4 landscape, the prescribed columns on every page, cancelled numbers struck. */
const part = `
#set page(paper: "a4", flipped: true, margin: 20mm)
#set page(numbering: "1", number-align: center + top, header-ascent: 6mm)
#set text(size: 9.5pt, hyphenate: false)
#set par(leading: 0.5em)
#counter(page).update(data.page)
#let cells = data.rows.map(row => row.cells.enumerate().map(((n, c)) => {
  let body = if row.cancelled and n < row.cells.len() - 1 { strike(c) } else { c }
  if data.centre.at(n) { align(center, body) } else { body }
}))
#table(
  columns: data.widths.map(w => w * 1mm),
  stroke: 0.5pt,
  inset: (x: 1.6mm, y: 1.5mm),
  table.header(
    ..data.heads.map(h => table.cell(align: center + horizon, text(weight: "bold", h))),
    ..range(data.heads.len()).map(n => table.cell(align: center)[(#(n + 1))]),
  ),
  ..cells.flatten(),
)
#if data.empty { align(center)[Sổ chưa có văn bản nào.] }
#if data.closed != none [
  #v(4mm)
  #block(breakable: false, width: 100%)[
    #align(right)[#box(width: 80mm)[#align(center)[
      #emph(data.closed) \\
      #text(weight: "bold")[NGƯỜI IN SỔ] \\
      #v(16mm)
      #text(weight: "bold", data.printedBy)
    ]]]
  ]
]`

/** So many lines are set at a time: the effort of one table grows with the square of its length. */
const linesOfPart = 400

/** Sets a book as PDF, part by part, beside everything else that goes on. `progress` hears how many lines are set. */
export async function printBook(
  input: {
    book: Book
    rows: BookRow[]
    agency: string
    superior: string
    place: string
    printedBy: string
    today: string
    from?: string | undefined
    to?: string | undefined
  },
  progress: (lines: number) => Promise<unknown> = async () => {},
): Promise<Buffer> {
  const columns = columnsOf[input.book.kind]
  const days = input.rows.map((row) => row.day).filter((day) => day !== null)
  const [year, month, day] = input.today.split('-')
  const widthOfAll = columns.reduce((sum, one) => sum + one.width, 0)
  const table = {
    widths: columns.map((column) => column.width * (257 / widthOfAll)),
    heads: columns.map((column) => column.head),
    centre: columns.map((column) => column.centre ?? false),
    empty: input.rows.length === 0,
    printedBy: input.printedBy,
  }
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  return typesetApart(async (typeset) => {
    const whole = await PDFDocument.load(
      await typeset(cover, {
        title: titleOf[input.book.kind],
        superior: input.superior,
        agency: input.agency,
        year: String(input.book.year),
        from: shown(input.from ?? days[0]),
        to: shown(input.to ?? days.at(-1)),
        first: String(input.rows[0]?.number ?? '…'),
        last: String(input.rows.at(-1)?.number ?? '…'),
        volume: '01',
      }),
      { updateMetadata: false },
    )
    for (let at = 0; at === 0 || at < input.rows.length; at += linesOfPart) {
      const lines = input.rows.slice(at, at + linesOfPart)
      const isLast = at + linesOfPart >= input.rows.length
      const pages = await PDFDocument.load(
        await typeset(part, {
          ...table,
          page: whole.getPageCount(),
          closed: isLast ? `${input.place}, ngày ${day} tháng ${month} năm ${year}` : null,
          rows: lines.map((row) => ({
            cancelled: row.cancelled,
            cells: columns.map((column) => column.text(row)),
          })),
        }),
      )
      for (const page of await whole.copyPages(pages, pages.getPageIndices())) whole.addPage(page)
      await progress(at + lines.length)
    }
    return Buffer.from(await whole.save())
  })
}

const shown = (date: string | null | undefined) => (date ? date.split('-').reverse().join('/') : '…')
