import { PassThrough, type Readable } from 'node:stream'
import type { BookRow } from '@mocban/contract/documents-books'
import { columnsOf, titleOf } from './columns.ts'
import type { Book } from './read-book.ts'

/** A book as XLSX, written while it is read: a book of any length costs the same memory. */
export function bookWorkbook(book: Book, agency: string, pages: AsyncIterable<BookRow[]>): Readable {
  const out = new PassThrough()
  write(out, book, agency, pages).catch((error) => out.destroy(error))
  return out
}

async function write(out: PassThrough, book: Book, agency: string, pages: AsyncIterable<BookRow[]>): Promise<void> {
  // Large, and needed by few starts: loaded when a book is written.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
  const sheet = workbook.addWorksheet(`Năm ${book.year}`, {
    views: [{ state: 'frozen', ySplit: 5 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  const columns = columnsOf[book.kind]
  columns.forEach((column, n) => {
    sheet.getColumn(n + 1).width = column.width / 2
  })
  const font = { name: 'Times New Roman', size: 12 }
  const lines: [string, boolean][] = [
    [agency.toUpperCase(), true],
    [titleOf[book.kind], true],
    [`Năm ${book.year}`, false],
  ]
  for (const [text, bold] of lines) {
    const row = sheet.addRow([text])
    row.font = { ...font, bold }
    row.commit()
  }
  for (const texts of [columns.map((column) => column.head), columns.map((_, n) => `(${n + 1})`)]) {
    const row = sheet.addRow(texts)
    row.font = { ...font, bold: true }
    row.alignment = { wrapText: true, horizontal: 'center', vertical: 'middle' }
    row.commit()
  }
  for await (const page of pages) {
    for (const line of page) {
      // As text, never as a formula, whatever a sender wrote into an abstract.
      const row = sheet.addRow(columns.map((column) => column.text(line)))
      row.font = { ...font, strike: line.cancelled }
      row.alignment = { wrapText: true, vertical: 'top' }
      row.commit()
    }
  }
  sheet.commit()
  await workbook.commit()
}
