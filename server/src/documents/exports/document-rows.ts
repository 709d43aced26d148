import { type DocumentRow, documentFilter } from '@mocban/contract/documents'
import { searchQuery } from '@mocban/contract/search'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/database/index.ts'
import { type Cell, dayCell, type ExportKind, exportKind } from '../../platform/exports/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { listDocuments } from '../list/list-documents.ts'
import { findDocumentIds } from '../search/search-documents.ts'
import { states, titles, urgencies } from './document-words.ts'

type Language = 'vi' | 'en' | 'ur'
const widths = [6, 10, 20, 12, 12, 32, 18, 60, 14, 18, 30, 12]
/** Pieces in which ids are turned into rows. */
const piece = 200
/** What a search exports at most: beyond it a person narrows the search or exports the list. */
const mostFound = 10_000

const columns: ExportKind['columns'] = (language) =>
  titles[language].map((title, place) => ({ title, width: widths[place] ?? 15 }))

/** Declares the exports of this module: the list of documents as filtered, and what a search found. */
export function declareDocumentExports(): void {
  exportKind('documents', { columns, rows: listedRows })
  exportKind('search', { columns, rows: foundRows })
}

async function* listedRows(
  tx: Tx,
  _actor: unknown,
  query: Record<string, string>,
  language: Language,
): AsyncGenerator<Cell[]> {
  const filter = z.object(documentFilter).safeParse(query)
  if (!filter.success) throw refuse('request.invalid', { what: 'query' })
  const types = await typeNames(tx, language)
  let after: string | undefined
  let number = 0
  do {
    const page = await listDocuments(tx, { ...filter.data, limit: 100, ...(after ? { after } : {}) } as Parameters<
      typeof listDocuments
    >[1])
    for (const row of page.items) yield cells(row, ++number, types, language)
    after = page.next
  } while (after)
}

async function* foundRows(
  tx: Tx,
  _actor: unknown,
  query: Record<string, string>,
  language: Language,
): AsyncGenerator<Cell[]> {
  const filter = searchQuery.safeParse(query)
  if (!filter.success) throw refuse('request.invalid', { what: 'query' })
  const types = await typeNames(tx, language)
  const ids = await findDocumentIds(tx, filter.data, mostFound)
  let number = 0
  for (let start = 0; start < ids.length; start += piece) {
    const some = ids.slice(start, start + piece)
    const rows = await documentsByIds(tx, some)
    for (const id of some) {
      const row = rows.get(id)
      if (row) yield cells(row, ++number, types, language)
    }
  }
}

type ExportRow = Pick<
  DocumentRow,
  | 'number'
  | 'symbol'
  | 'issuedOn'
  | 'arrivedOn'
  | 'issuerName'
  | 'draftingUnitName'
  | 'typeCode'
  | 'abstract'
  | 'urgency'
  | 'state'
  | 'dueOn'
> & { holders: { unitName: string; personName: string | null }[] }

function cells(row: ExportRow, number: number, types: Map<string, string>, language: Language): Cell[] {
  return [
    number,
    row.number,
    row.symbol,
    dayCell(row.issuedOn),
    dayCell(row.arrivedOn),
    row.issuerName ?? row.draftingUnitName,
    types.get(row.typeCode) ?? row.typeCode,
    row.abstract,
    urgencies[language][row.urgency],
    states[language][row.state],
    row.holders.map((holder) => holder.personName ?? holder.unitName).join('; '),
    dayCell(row.dueOn),
  ]
}

async function typeNames(tx: Tx, language: Language): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('document_type').select(['code', 'name', 'name_en', 'name_ur']).execute()
  return new Map(
    rows.map((row) => [row.code, language === 'vi' ? row.name : language === 'en' ? row.name_en : row.name_ur]),
  )
}

async function documentsByIds(tx: Tx, ids: string[]): Promise<Map<string, ExportRow>> {
  const rows = await tx
    .selectFrom('document as d')
    .where('d.id', 'in', ids)
    .select([
      'd.id',
      'd.number',
      'd.symbol',
      'd.issued_on as issuedOn',
      'd.arrived_on as arrivedOn',
      'd.issuer_name as issuerName',
      sql<string | null>`app.unit_name(d.drafting_unit_id, d.listed_at)`.as('draftingUnitName'),
      'd.type_code as typeCode',
      'd.abstract',
      'd.urgency',
      'd.state',
      'd.due_on as dueOn',
    ])
    .execute()
  const held = await tx
    .selectFrom('handling as h')
    .innerJoin('unit_known as u', 'u.id', 'h.unit_id')
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .where('h.document_id', 'in', ids)
    .where('h.ended_at', 'is', null)
    .where('h.role', '<>', 'inform')
    .select(['h.document_id as id', 'u.name as unitName', 'p.full_name as personName'])
    .execute()
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      { ...row, holders: held.filter((one) => one.id === id) } as unknown as ExportRow,
    ]),
  )
}
