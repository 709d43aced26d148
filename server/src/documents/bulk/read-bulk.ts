import type { BulkProgress } from '@mocban/contract/documents-bulk'
import type { RefusalCode } from '@mocban/contract/refusals'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { type Language, refuse, sentence } from '../../platform/http/index.ts'

interface Row {
  documentId: string
  state: 'waiting' | 'done' | 'refused'
  symbol: string | null
  abstract: string | null
  code: RefusalCode | null
  detail: Record<string, unknown> | null
}

/** One's own bulk act: how far it is, and the result of each document, refused ones first. @throws request.not-found */
export async function readBulk(tx: Tx, id: string, language: Language): Promise<BulkProgress> {
  const begun = await tx.selectFrom('bulk_act').select(['act', 'ended_at']).where('id', '=', id).executeTakeFirst()
  if (!begun) throw refuse('request.not-found')
  const { rows } = await sql<Row>`
    select i.document_id as "documentId", i.state, d.symbol, d.abstract, i.code, i.detail
      from bulk_item i left join document d on d.id = i.document_id
     where i.bulk_id = ${id} order by i.state <> 'refused', i.ordinal`.execute(tx)
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length
  return {
    id,
    kind: (begun.act as { kind: string }).kind,
    all: rows.length,
    done: count('done'),
    refused: count('refused'),
    ended: begun.ended_at !== null,
    endedAt: begun.ended_at,
    items: rows.map((row) => ({
      documentId: row.documentId,
      state: row.state,
      symbol: row.symbol,
      abstract: row.abstract ?? '',
      because: row.code ? sentence(row.code, row.detail ?? {}, language) : null,
      becauseKey: typeof row.detail?.because === 'string' ? row.detail.because : null,
    })),
  }
}
