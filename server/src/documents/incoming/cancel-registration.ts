import { sql } from 'kysely'
import { changedSince, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/**
 * Cancels a registration made by mistake, before anybody was asked to do something with it. The number stays in the book as cancelled,
 * with the reason, and is never given again. What had arrived waits again.
 * @throws request.not-found, record.changed, document.act-not-now
 */
export async function cancelRegistration(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; reason: string },
): Promise<Record<string, never>> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .where('travel', '=', 'incoming')
    .select(['id', 'agency_id', 'version', 'state', 'number', 'channel'])
    .forUpdate()
    .executeTakeFirst()
  if (!document || !actor.agencies.includes(document.agency_id)) throw refuse('request.not-found')
  if (document.version !== input.version) throw await changedSince(tx, document.id)
  // Back with the clerk, it may still be with a collaborator.
  const held = await tx
    .selectFrom('handling')
    .where('document_id', '=', document.id)
    .where('ended_at', 'is', null)
    .where('role', '<>', 'inform')
    .select('id')
    .executeTakeFirst()
  if (document.state !== 'registered' || held) throw refuse('document.act-not-now', { because: 'recall-first' })
  // Locked whatever its status: it may be asked back at this moment.
  const delivery = await tx
    .selectFrom('delivery')
    .where('incoming_id', '=', document.id)
    .select('status')
    .forUpdate()
    .executeTakeFirst()
  if (delivery?.status === '13') throw refuse('document.act-not-now', { because: 'answer-recall-first' })
  await tx
    .updateTable('document')
    .set({ state: 'cancelled', version: sql`version + 1` })
    .where('id', '=', document.id)
    .execute()
  await tx
    .updateTable('register_entry')
    .set({ cancelled_at: sql`app.now()`, cancelled_by: actor.personId, cancel_reason: input.reason })
    .where('document_id', '=', document.id)
    .execute()
  await sql`select app.arrival_waits_again(${document.id}, ${input.reason})`.execute(tx)
  await record(tx, actor, {
    kind: 'document.cancelled',
    recordId: document.id,
    recordList: 'incoming',
    data: { number: document.number, reason: input.reason },
  })
  return {}
}
