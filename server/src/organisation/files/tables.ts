import { Readable } from 'node:stream'
import { fileColumns, type fileFormats, type fileKinds } from '@mocban/contract/organisation-files'
import { plain } from '@mocban/contract/values'
import { bare } from '@mocban/contract/vietnamese'
import type { Cell, CellValue, Row, Worksheet } from 'exceljs'
import { refuse } from '../../platform/http/index.ts'
import { unpacksWithin } from './unpacks-within.ts'

export type Kind = (typeof fileKinds)[number]
export type Format = (typeof fileFormats)[number]
/** A line of a table, by the keys of its columns. */
export interface Line {
  line: number
  cells: Record<string, string>
}

const most = 20_000
/** How far down the heads are looked for: lists come with a title and the agency's name above them. */
const headWithin = 20
/** Lists mark the heads of what must be written with a star. */
const same = (text: string) =>
  bare(text)
    .replace(/\s+/g, ' ')
    .replace(/\s*(\(\*\)|[*:])?\s*$/, '')
    .trim()

/**
 * Reads a table by the words at the heads of its columns, in any order, with or without diacritics; columns of other names are left alone, and so is what
 * stands above the heads. Of several sheets the one that has the heads is read.
 * @throws organisation.file-unreadable
 */
export async function readTable(
  heads: Record<string, string>,
  format: Format,
  bytes: Buffer,
): Promise<{ lines: Line[]; absent: string[] }> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  if (format === 'xlsx' && !unpacksWithin(bytes)) throw refuse('organisation.file-unreadable')
  try {
    if (format === 'xlsx') await workbook.xlsx.load(bytes as never)
    else await readCsv(workbook, bytes)
  } catch {
    throw refuse('organisation.file-unreadable')
  }
  const wanted = new Map(Object.entries(heads).map(([key, head]) => [same(head), key]))
  const [found] = workbook.worksheets
    .map((sheet) => findHeads(sheet, wanted))
    .sort((a, b) => b.places.size - a.places.size)
  if (!found) throw refuse('organisation.file-unreadable')
  const lines: Line[] = []
  // Not by the number of rows: a column painted to its end has a million, and nothing in them.
  found.sheet.eachRow((row, n) => {
    if (n <= found.line || repeatsHeads(row, found.places, heads)) return
    const cells = Object.fromEntries(
      Object.keys(heads).map((key) => [
        key,
        found.places.has(key) ? shown(row.getCell(found.places.get(key) ?? 0)) : '',
      ]),
    )
    if (Object.values(cells).some(Boolean)) lines.push({ line: n, cells })
  })
  if (lines.length > most || (found.places.size === 0 && lines.length === 0 && found.sheet.actualRowCount === 0))
    throw refuse('organisation.file-unreadable')
  return {
    lines,
    absent: Object.entries(heads).flatMap(([key, head]) => (found.places.has(key) ? [] : [head])),
  }
}

/** The line on which most of the heads stand, and where each stands. */
function findHeads(sheet: Worksheet, wanted: Map<string, string>) {
  let best = { sheet, line: 1, places: new Map<string, number>() }
  for (let line = 1; line <= Math.min(headWithin, sheet.rowCount); line += 1) {
    const places = new Map<string, number>()
    sheet.getRow(line).eachCell((cell, n) => {
      const key = wanted.get(same(shown(cell)))
      if (key && !places.has(key)) places.set(key, n)
    })
    if (places.size > best.places.size) best = { sheet, line, places }
  }
  return best
}

/** Heads two lines high, and those that are printed on every page, come once more as a line. */
const repeatsHeads = (row: Row, places: Map<string, number>, heads: Record<string, string>): boolean =>
  places.size > 1 && [...places].every(([key, n]) => same(shown(row.getCell(n))) === same(heads[key] ?? ''))

async function readCsv(
  workbook: { csv: { read: (stream: Readable, options: object) => Promise<unknown> } },
  bytes: Buffer,
) {
  // Spreadsheets write down, for themselves, what separates the columns.
  const [, told, text = ''] = /^(?:sep=(.)\r?\n)?(.*)$/s.exec(decoded(bytes)) ?? []
  const head = text.split('\n', headWithin).join('\n')
  // Set to Vietnamese they write semicolons, because the comma is their decimal mark; text copied out of them has tabs.
  const delimiter =
    told ??
    [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length })).sort((a, b) => b.count - a.count)[0]
      ?.mark
  await workbook.csv.read(Readable.from([text]), { map: (value: string) => value, parserOptions: { delimiter } })
}

/** UTF-8, or UTF-16 with its mark, as a spreadsheet's "Unicode text" has it. What is neither would lose its diacritics, and is refused. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

const shown = (cell: Cell): string =>
  // Web pages and word processors leave marks behind that nobody sees, and that make two names of one.
  plain(textOf(cell.value).replace(/\p{Cc}/gu, ' '))
    .replace(/\s+/g, ' ')
    .replace(/^'(?=[=+\-@])/, '')
    .trim()

/** What a cell says, whatever it is: a date as its day, a link as its words, a formula as what it came to. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return textOf(value.text as CellValue)
  if ('result' in value) return textOf(value.result as CellValue)
  return 'error' in value ? String(value.error) : ''
}

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
