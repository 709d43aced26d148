import { sql } from 'kysely'
import { often, type Tx } from '../../platform/database/index.ts'

export interface Duplicate {
  documentId: string
  number: number | null
  symbol: string | null
  abstract: string
  arrivedOn: string | null
  because: 'same-symbol' | 'same-file'
}

/**
 * Documents of the agency or of one it succeeds that may be the same: same symbol and date from the same issuer (the symbol compared without case, marks and spacing, the
 * name without case and spacing, Ủy as Uỷ), or the same main file. Cancelled registrations do not count. At most five.
 */
export async function findDuplicates(
  tx: Tx,
  given: { issuerName: string; symbol: string; issuedOn?: string | null; files: string[] },
): Promise<Duplicate[]> {
  const { rows } = await sql<Duplicate>`${often}
    ${withSameSymbol(given)}
    union all
    select d.id, d.number, d.symbol, d.abstract, d.arrived_on, 'same-file'
      from jsonb_array_elements_text(${JSON.stringify(given.files)}) s (sha256) join document_file f on f.sha256 = s.sha256 join document d on d.id = f.document_id
     where f.role = 'main' and d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.state <> 'cancelled'
    limit 5`.execute(tx)
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.documentId) && seen.add(row.documentId))
}

/** Found by `document_duplicate`: the planner is asked in the test. */
export const withSameSymbol = (given: {
  issuerName: string
  symbol: string
  issuedOn?: string | null
}) => sql<Duplicate>`
    select d.id as "documentId", d.number, d.symbol, d.abstract, d.arrived_on as "arrivedOn", 'same-symbol' as because
      from document d
     where d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and ${given.symbol} <> ''
       and d.symbol_key = app.compact_symbol(${given.symbol})
       and d.issued_on is not distinct from ${given.issuedOn ?? null}::date and d.state <> 'cancelled'
       and replace(app.word_line(d.issuer_name), ' ', '') = replace(app.word_line(${given.issuerName}), ' ', '')`
