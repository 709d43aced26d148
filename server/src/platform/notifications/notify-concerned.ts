import type { Notification } from '@mocban/contract/notifications'
import { sql } from 'kysely'
import type { Database, Tx } from '../database/index.ts'
import { readToRing } from './read-notifications.ts'
import { declaredTopics } from './topics.ts'

/** The channel on which the notifier tells the processes that hold open bells. */
export const bellChannel = 'mocban_bell'

/**
 * What is said on the channel: one act and whom it is told, each by number, person and the principals through which it concerns them.
 * `notification` is null where it does not fit a message: the bell then reads it.
 */
export interface Ring {
  notification: Omit<Notification, 'seq' | 'readAt'> | null
  to: [seq: number, personId: string, through: string[]][]
}

/** PostgreSQL carries 8,000 bytes a message. */
const mostBytes = 7_900

/**
 * Turns the events that wait in line into notifications and rings. One act, one event, one notification for each person concerned: never the actor,
 * and only who may see the record. Answers how many people were told.
 */
export async function notifyConcerned(worker: Database, most = 200): Promise<number> {
  return worker.transaction().execute(async (tx) => {
    const { rows } = await sql<{ seq: number; bell: boolean }>`
      select seq, bell from app.notify_concerned(${JSON.stringify(declaredTopics())}::jsonb, ${most})`.execute(tx)
    const ringing = rows.filter((row) => row.bell).map((row) => row.seq)
    if (ringing.length > 0) for (const ring of ringsOf(await readToRing(tx, ringing))) await say(tx, ring)
    return rows.length
  })
}

/** One ring for each event, or several where many people are told. */
function ringsOf(told: Awaited<ReturnType<typeof readToRing>>): string[] {
  const rings: string[] = []
  let open: { event: string; ring: Ring; bytes: number } | undefined
  const close = () => {
    if (open) rings.push(JSON.stringify(open.ring))
    open = undefined
  }
  for (const one of told) {
    const to: Ring['to'][number] = [one.seq, one.personId, one.through]
    const bytes = Buffer.byteLength(JSON.stringify(to)) + 1
    if (open?.event !== one.eventId || open.bytes + bytes > mostBytes) {
      close()
      const { seq: _seq, readAt: _readAt, ...notification } = one.notification
      const size = Buffer.byteLength(JSON.stringify(notification)) + 50
      const fits = size + bytes < mostBytes / 2
      open = { event: one.eventId, ring: { notification: fits ? notification : null, to: [] }, bytes: fits ? size : 50 }
    }
    open.ring.to.push(to)
    open.bytes += bytes
  }
  close()
  return rings
}

const say = (tx: Tx, ring: string) => sql`select pg_notify(${bellChannel}, ${ring})`.execute(tx)
