import type { suggestion } from '@mocban/contract/search'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../platform/database/index.ts'
import { markMatches } from './mark-matches.ts'
import { parseQuery } from './parse-query.ts'
import { searchDocuments } from './search-documents.ts'

type Suggestion = z.infer<typeof suggestion>

/** What the words being typed may mean: the best documents and the person's work files. Nothing that they may not open. */
export async function suggest(tx: Tx, q: string): Promise<Suggestion[]> {
  const query = parseQuery(q, { typing: true })
  if (!query.recall) return []
  const { rows } = await sql<{ id: string; code: string; title: string; state: string }>`
    select w.id, w.code, w.title, w.state from work_file w
     where app.words(w.code || ' ' || w.title) @@ ${query.recall}::tsquery order by w.listed_at desc limit 4`.execute(
    tx,
  )
  const documents = await searchDocuments(tx, { q, typing: true, limit: 8 })
  return [
    ...documents.items.map((hit) => ({
      kind: 'document' as const,
      id: hit.documentId,
      travel: hit.travel,
      symbol: hit.symbol?.text ?? null,
      title: hit.abstract,
      detail: hit.issuerName ?? hit.agencyName,
    })),
    ...rows.map((row) => ({
      kind: 'work-file' as const,
      id: row.id,
      travel: null,
      symbol: row.code,
      title: markMatches(row.title, query.marks),
      detail: row.state,
    })),
  ]
}
