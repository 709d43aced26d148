import { sql } from 'kysely'
import { type Actor, posted, type Tx } from '../database/index.ts'
import type { Grant } from './audience.ts'

export interface EventInput {
  /** `<record>.<act in the past>`, for example document.registered. */
  kind: string
  recordId?: string
  recordList?: string
  /** What is needed to tell the act in words: names, numbers, dates, reasons; never contents of files. */
  data?: Record<string, unknown>
  /** Who should be told. */
  concerns?: Grant['principal'][]
  /** It follows from the act that was recorded just before, and is read after it. */
  follows?: boolean
}

/** Records one act: at once the audit trail, the feed, the source of notifications and the outbox. Each use case calls it once, last but for numbering; a second time where something follows that is an act of its own. */
export async function record(tx: Tx, actor: Actor, event: EventInput): Promise<void> {
  const concerns = event.concerns?.length ? sql`array[${sql.join(event.concerns)}]` : sql`'{}'::uuid[]`
  await sql`${posted}
    insert into event (id, agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, concerns, request_id)
    values (${event.follows ? sql`app.id_after()` : sql`default`}, ${actor.agencyId}, ${actor.personId}, ${actor.positionId}, ${actor.actingFor}, ${event.kind}, ${event.recordId ?? null},
            ${event.recordList ?? null}, ${JSON.stringify(event.data ?? {})}::jsonb, ${concerns}, ${actor.requestId ?? null})`.execute(
    tx,
  )
}
