import { Readable } from 'node:stream'
import { fileColumns, type fileFormats, type fileKinds } from '@mocban/contract/organisation-files'
import { bare } from '@mocban/contract/vietnamese'
import type { Cell } from 'exceljs'
import { refuse } from '../../platform/http/index.ts'

export type Kind = (typeof fileKinds)[number]
export type Format = (typeof fileFormats)[number]
/** A line of a table, by the keys of its columns. */
export interface Line {
  line: number
  cells: Record<string, string>
}

const most = 20_000
const same = (text: string) => bare(text).replace(/\s+/g, ' ').trim()

/**
 * Reads a table by the words at the heads of its columns, in any order, with or without diacritics; columns of other names are left alone.
 * @throws organisation.file-unreadable
 */
export async function readTable(
  heads: Record<string, string>,
  format: Format,
  bytes: Buffer,
): Promise<{ lines: Line[]; absent: string[] }> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    if (format === 'xlsx') await workbook.xlsx.load(bytes as never)
    else await readCsv(workbook, bytes)
  } catch {
    throw refuse('organisation.file-unreadable')
  }
  const sheet = workbook.worksheets[0]
  if (!sheet || sheet.rowCount === 0 || sheet.rowCount > most) throw refuse('organisation.file-unreadable')
  const places = new Map<string, number>()
  sheet.getRow(1).eachCell((cell, n) => places.set(same(shown(cell)), n))
  const columns = Object.entries(heads).map(([key, head]) => ({ key, head, at: places.get(same(head)) }))
  const lines: Line[] = []
  for (let n = 2; n <= sheet.rowCount; n += 1) {
    const row = sheet.getRow(n)
    const cells = Object.fromEntries(columns.map(({ key, at }) => [key, at ? shown(row.getCell(at)) : '']))
    if (Object.values(cells).some(Boolean)) lines.push({ line: n, cells })
  }
  return { lines, absent: columns.filter((one) => one.at === undefined).map((one) => one.head) }
}

async function readCsv(
  workbook: { csv: { read: (stream: Readable, options: object) => Promise<unknown> } },
  bytes: Buffer,
) {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined)
  // Spreadsheets set to Vietnamese write semicolons, because the comma is their decimal mark.
  const delimiter = head.split(';').length > head.split(',').length ? ';' : ','
  await workbook.csv.read(Readable.from([text]), { map: (value: string) => value, parserOptions: { delimiter } })
}

const shown = (cell: Cell): string =>
  (cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text)
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^'(?=[=+\-@])/, '')
    .trim()

/** Writes a table with the heads that `readTable` knows. */
export async function writeTable(kind: Kind, format: Format, rows: Record<string, string>[]): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(kind, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = Object.entries(fileColumns[kind]).map(([key, header]) => ({ key, header, width: 28 }))
  sheet.getRow(1).font = { bold: true }
  // A spreadsheet would carry out a cell that begins as a formula does.
  const safe = (text: string) => (format === 'csv' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
  for (const row of rows)
    sheet.addRow(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, safe(value)])))
  if (format === 'xlsx') return Buffer.from(await workbook.xlsx.writeBuffer())
  // With the mark by which spreadsheets know UTF-8.
  return Buffer.concat([Buffer.from('\ufeff'), Buffer.from(await workbook.csv.writeBuffer())])
}
