import { sql } from 'kysely'
import { changedSince } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'

/** Codes a recipient reports (Decision 28/2018): 02 refused, 03 registered, 04 assigned, 05 in process, 06 finished, 15/16 recall agreed/refused. */
export type ReportedStatus = '02' | '03' | '04' | '05' | '06' | '15' | '16'

/**
 * Reports how far a delivery is to its sender: the status, the sender's step that waits for it, and an event on the sender's record.
 * Answers false where it says nothing new.
 */
export async function reportDelivery(tx: Tx, deliveryId: string, code: ReportedStatus, note = ''): Promise<boolean> {
  const { rows } = await sql<{
    report_delivery: boolean
  }>`select app.report_delivery(${deliveryId}, ${code}, ${note})`.execute(tx)
  return rows[0]?.report_delivery ?? false
}

/** The same for the delivery by which one's own incoming document came, where it came from inside the province. */
export async function reportOwnDelivery(tx: Tx, incomingId: string, code: ReportedStatus): Promise<void> {
  const delivery = await tx.selectFrom('delivery').where('incoming_id', '=', incomingId).select('id').executeTakeFirst()
  if (delivery) await reportDelivery(tx, delivery.id, code)
}

/** That one's own document is finished (06), and with what; nothing where it is not. */
export async function reportEnd(tx: Tx, incomingId: string): Promise<void> {
  const delivery = await tx
    .selectFrom('delivery as y')
    .innerJoin('document as d', 'd.id', 'y.incoming_id')
    .where('y.incoming_id', '=', incomingId)
    .where('d.state', '=', 'finished')
    .select(['y.id', 'd.finish_note as note'])
    .executeTakeFirst()
  if (delivery) await reportDelivery(tx, delivery.id, '06', delivery.note ?? '')
}

/**
 * The sender asks for a delivery back (13). Where the recipient's registry has not looked at it yet it leaves their queue at once (15);
 * else the recipient's clerk answers, and outside the province always their system. On paper or by mail it is only recorded. Answers the status it had,
 * or null where there was nothing to recall.
 */
export async function recallDelivery(tx: Tx, actor: Actor, deliveryId: string, reason: string): Promise<string | null> {
  const delivery = await tx
    .selectFrom('delivery')
    .where('id', '=', deliveryId)
    .select(['id', 'status', 'channel'])
    .forUpdate()
    .executeTakeFirst()
  if (!delivery || ['02', '13', '15'].includes(delivery.status)) return null
  const waiting = delivery.status === '01' && delivery.channel === 'in-province'
  await tx
    .updateTable('delivery')
    .set({ status: waiting ? '15' : '13', status_at: sql`app.now()` })
    .where('id', '=', deliveryId)
    .execute()
  await tx
    .insertInto('delivery_status')
    .values(
      ['13', ...(waiting ? ['15'] : [])].map((code) => ({
        delivery_id: deliveryId,
        code,
        by_agency_id: actor.agencyId,
        by_name: actor.agencyName,
        note: code === '13' ? reason : '',
      })),
    )
    .execute()
  return delivery.status
}

/**
 * The sender asks no longer for a delivery back: it is as it was, in the recipient's queue again where it had left it.
 * @throws record.changed (the recipient answered meanwhile)
 */
export async function unrecallDelivery(
  tx: Tx,
  actor: Actor,
  { id, status }: { id: string; status: string },
): Promise<void> {
  const delivery = await tx
    .selectFrom('delivery')
    .where('id', '=', id)
    .select(['status', 'document_id'])
    .forUpdate()
    .executeTakeFirst()
  if (delivery?.status !== (status === '01' ? '15' : '13')) throw await changedSince(tx, delivery?.document_id ?? '')
  await tx.updateTable('delivery').set({ status, status_at: sql`app.now()` }).where('id', '=', id).execute()
  await tx
    .insertInto('delivery_status')
    .values({ delivery_id: id, code: status, by_agency_id: actor.agencyId, by_name: actor.agencyName })
    .execute()
}
