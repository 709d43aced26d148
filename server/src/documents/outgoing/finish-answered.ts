import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { setDocumentState } from '../handling/step.ts'

/** Closes an incoming document by its answer: the open steps inside the agency are done, and the agency it came from is told (06). Steps at other agencies go on. */
export async function finishAnswered(
  tx: Tx,
  actor: Actor,
  input: { incomingId: string; symbol: string },
): Promise<void> {
  const incoming = await tx
    .selectFrom('document')
    .where('id', '=', input.incomingId)
    .where('travel', '=', 'incoming')
    .where('agency_id', 'in', actor.agencies)
    .where('finished_at', 'is', null)
    .where('state', 'not in', ['cancelled', 'recalled'])
    .select(['id', 'abstract'])
    .forUpdate()
    .executeTakeFirst()
  if (!incoming) return
  await tx
    .updateTable('handling')
    .set({
      state: 'done',
      ended_at: sql`app.now()`,
      end_note: input.symbol,
      finish_kind: 'answered',
      version: sql`version + 1`,
    })
    .where('document_id', '=', incoming.id)
    .where('ended_at', 'is', null)
    .where('delivery_id', 'is', null)
    .where('role', '<>', 'inform')
    .execute()
  const { finished } = await setDocumentState(tx, incoming.id)
  await record(tx, actor, {
    kind: finished ? 'document.finished' : 'document.answered',
    recordId: incoming.id,
    recordList: 'incoming',
    data: { kind: 'answered', symbol: input.symbol, note: input.symbol },
  })
}
