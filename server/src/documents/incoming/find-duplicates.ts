import type { Duplicate } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { often, type Tx } from '../../platform/database/index.ts'

/** Documents of the agency or of one it succeeds that may be the same (`app.duplicates_of`); each once. */
export async function findDuplicates(
  tx: Tx,
  given: { issuerName: string; symbol: string; issuedOn?: string | null; files: string[] },
): Promise<Duplicate[]> {
  const { rows } = await sql<Duplicate>`${often}select * from ${duplicatesOf(given)}`.execute(tx)
  return eachOnce(rows)
}

/** Found by `document_duplicate`: the planner is asked in the test. */
export const duplicatesOf = (given: {
  issuerName: string
  symbol: string
  issuedOn?: string | null
  files: string[]
}) =>
  sql`app.duplicates_of(${given.issuerName}, ${given.symbol}, ${given.issuedOn ?? null}::date, string_to_array(${given.files.join()}, ','))`

/** One that has the same symbol and the same file is found twice. */
export function eachOnce(rows: Duplicate[]): Duplicate[] {
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.documentId) && seen.add(row.documentId))
}
