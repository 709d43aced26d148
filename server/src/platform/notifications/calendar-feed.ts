import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { clock } from '../clock.ts'
import { type Actor, asActor, type Database, NoStandingError, type Tx } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import { type CalendarEntry, writeCalendar } from './icalendar.ts'

/** A module's deadlines of the person who asks, under the policies. */
export type CalendarSource = (tx: Tx, actor: Actor) => Promise<CalendarEntry[]>

const sources = new Map<string, CalendarSource>()

/** A module gives its deadlines to the calendar feed; once, by its name. */
export function calendarSource(name: string, source: CalendarSource): void {
  sources.set(name, source)
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const calendarName = { vi: 'Mộc Bản – hạn xử lý', en: 'Mộc Bản – deadlines', ur: 'Mộc Bản – آخری تاریخیں' }

/** Whether who asks has a feed. The secret itself is not kept and cannot be shown again. */
export async function readCalendar(tx: Tx) {
  const feed = await tx
    .selectFrom('calendar_feed')
    .select(['renewed_at as renewedAt', 'read_at as readAt'])
    .executeTakeFirst()
  return feed ?? { renewedAt: null, readAt: null }
}

/** Gives a new secret address; the one before ends at once. It is read in a post of one's own, also where one acts for somebody: a delegation ends. */
export async function renewCalendar(tx: Tx, actor: Actor) {
  const token = randomBytes(32).toString('base64url')
  const renewedAt = clock.now().toISOString()
  const { rows } = await sql<{
    id: string
  }>`select s.position_id as id from app.standings_of(app.person()) s where s.delegation_id is null
     order by s.position_id = ${actor.positionId} desc, s.ordinal limit 1`.execute(tx)
  const own = rows[0]?.id
  if (!own) throw refuse('organisation.no-position')
  const values = { position_id: own, token_hash: hashOf(token), renewed_at: renewedAt, read_at: null }
  await tx
    .insertInto('calendar_feed')
    .values({ person_id: actor.personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute()
  return { path: `/api/calendar/${token}.ics`, renewedAt }
}

/** Ends the feed. */
export async function endCalendar(tx: Tx): Promise<Record<string, never>> {
  await tx.deleteFrom('calendar_feed').execute()
  return {}
}

/**
 * The feed of the person whose secret it is, read with that person's rights at this moment. A wrong, renewed or ended secret, and that of somebody who
 * no longer holds the post, is answered alike.
 */
export async function readFeed(db: Database, file: string, origin: string): Promise<string> {
  const token = /^([A-Za-z0-9_-]{43})\.ics$/.exec(file)?.[1]
  if (!token) throw refuse('request.not-found')
  const { rows } = await sql<{
    person_id: string
    position_id: string
  }>`select * from app.calendar_standing(${hashOf(token)})`.execute(db)
  const found = rows[0]
  if (!found) throw refuse('request.not-found')
  return asActor(db, { personId: found.person_id, positionId: found.position_id }, async (tx, actor) => {
    const entries: CalendarEntry[] = []
    for (const source of sources.values()) entries.push(...(await source(tx, actor)))
    return writeCalendar(entries, { name: calendarName[actor.language], origin, now: clock.now() })
  }).catch((error) => {
    throw error instanceof NoStandingError ? refuse('request.not-found') : error
  })
}
