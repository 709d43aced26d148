import type { BulkAct } from '@mocban/contract/documents-bulk'
import { sql } from 'kysely'
import type { Standing, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'

/** Writes down what is to be done with each document and leaves the doing to a job. The same id again begins nothing new. */
export async function beginBulk(
  tx: Tx,
  standing: Standing,
  jobs: Jobs,
  input: { id: string; act: BulkAct; documentIds: string[] },
): Promise<{ id: string; all: number }> {
  const begun = await tx
    .insertInto('bulk_act')
    .values({
      id: input.id,
      person_id: standing.personId,
      position_id: standing.positionId,
      delegation_id: standing.delegationId ?? null,
      act: JSON.stringify(input.act),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const all = [...new Set(input.documentIds)]
  if (!begun) return { id: input.id, all: all.length }
  await sql`
    insert into bulk_item (bulk_id, ordinal, document_id)
    select ${input.id}, n, d from unnest(${all}::uuid[]) with ordinality as t (d, n)`.execute(tx)
  await jobs.enqueue(tx, 'documents.bulk', { id: input.id }, { key: input.id, priority: 5 })
  return { id: input.id, all: all.length }
}
