import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import type { CheckpointLog } from './checkpoint-log.ts'
import { verifyCheckpoints } from './verify-checkpoints.ts'

export interface EventProblem {
  what:
    | 'event-altered'
    | 'event-missing'
    | 'event-added'
    | 'event-reordered'
    | 'seal-altered'
    | 'seal-missing'
    | 'link-doubled'
    | 'checkpoint-missing'
    | 'checkpoint-altered'
    | 'checkpoint-signature'
    | 'checkpoint-key'
    | 'checkpoint-differs'
  /** Of the chain; null where a checkpoint itself is wrong. */
  agency: string | null
  /** The place in the chain, or the checkpoint's number. */
  seq: number
  /** Where it is one of several, or several, up to here. */
  upto?: number
  eventId: string | null
}
export interface EventReport {
  sealed: number
  /** Written, not sealed yet: a few seconds' worth where the program runs. */
  unsealed: number
  checkpoints: number
  problems: EventProblem[]
}

const most = 1000

/**
 * Reads every sealed event again. Altered, missing, added and reordered ones are found by their chain; a chain that was rewritten or cut at its end, by
 * the signed checkpoints in the database; a database that was rewritten or set back as a whole, by checkpoints that were kept outside.
 */
export async function verifyEvents(
  db: Database,
  { outside, keys }: { outside?: CheckpointLog | undefined; keys?: KeyObject[] | undefined } = {},
): Promise<EventReport> {
  const counts = await sql<{ sealed: number; unsealed: number }>`
    select (select count(*) from event_seal) as sealed,
           (select count(*) from event e where not exists (select from event_seal s where s.event_id = e.id)) as unsealed`.execute(
    db,
  )
  const { checkpoints, problems } = await verifyCheckpoints(db, outside, keys)
  return {
    sealed: counts.rows[0]?.sealed ?? 0,
    unsealed: counts.rows[0]?.unsealed ?? 0,
    checkpoints,
    problems: [...(await brokenLinks(db)), ...(await addedLater(db)), ...problems],
  }
}

interface Broken extends Omit<EventProblem, 'what'> {
  what: EventProblem['what'] | 'link-missing'
  previous: Buffer
  hash: Buffer
}

/** What the chains tell by themselves; where another event fits the place, that it was moved, or lost its seal. */
async function brokenLinks(db: Database): Promise<EventProblem[]> {
  const { rows } = await sql<Broken>`
    select agency_id as agency, seq, upto, event_id as "eventId", what, previous, hash from app.broken_seals() order by 1, 2 limit ${most}`.execute(
    db,
  )
  // One fault may show as several: an event that is gone, or that does not fit, is told once a place.
  const told = new Map(rows.map((row) => [`${row.agency} ${row.seq} ${row.what}`, row]))
  const found: EventProblem[] = []
  for (const { previous, hash, ...row } of told.values()) {
    const { what, ...place } = row
    const fitting = row.seq === row.upto ? await eventThatFits(db, row, { previous, hash }) : null
    if (what === 'link-missing')
      found.push(
        fitting
          ? { ...place, what: 'seal-missing', eventId: fitting }
          : { ...place, what: 'event-missing', eventId: null },
      )
    else if (what !== 'seal-altered' && fitting && fitting !== row.eventId)
      found.push({ ...place, what: 'event-reordered', eventId: fitting })
    else found.push({ ...place, what })
  }
  return found
}

/** The event that leads from one link to the next, among those that stand in a broken place or in none. */
async function eventThatFits(
  db: Database,
  at: { agency: string | null; seq: number },
  link: { previous: Buffer; hash: Buffer },
) {
  const { rows } = await sql<{ id: string }>`
    with broken as materialized (select event_id from app.broken_seals() where event_id is not null limit ${most})
    select e.id from event e
     where (e.id in (select event_id from broken) or not exists (select from event_seal s where s.event_id = e.id))
       and ${link.hash} in (app.seal_link(${link.previous}, ${at.seq}, e, 1::smallint), app.seal_link(${link.previous}, ${at.seq}, e, 2::smallint)) limit 1`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/**
 * Events that say they were before a checkpoint, and were not there: whoever writes into the past is found. Two hours are allowed for acts that take long
 * to commit. Where a clock ran ahead and was set right, what came after says a moment before the checkpoint signed by it: there the next checkpoint, or now,
 * is what it must not be before.
 */
async function addedLater(db: Database): Promise<EventProblem[]> {
  const { rows } = await sql<EventProblem>`
    with stretch as (
      select agency_id, number, seq, lag(seq, 1, 0::bigint) over (partition by agency_id order by number) as after from checkpoint_head
      union all
      select agency_id, (select max(number) + 1 from checkpoint), 9223372036854775807, max(seq) from checkpoint_head group by agency_id
    )
    select 'event-added' as what, s.agency_id as agency, s.seq, s.event_id as "eventId" from stretch t
      join checkpoint c on c.number = t.number - 1
      -- Each stretch by itself, through the index.
      cross join lateral (
        select x.agency_id, x.seq, x.event_id, e.at from event_seal x join event e on e.id = x.event_id
         where x.agency_id = t.agency_id and x.seq > t.after and x.seq <= t.seq offset 0) s
     where s.at < least(c.at, coalesce((select own.at from checkpoint own where own.number = t.number), now())) - interval '2 hours'
    union all
    select 'event-added', coalesce(e.agency_id, '00000000-0000-0000-0000-000000000000'), 0, e.id from event e
     where not exists (select from event_seal s where s.event_id = e.id)
       and e.at < least((select max(c.at) from checkpoint c), now()) - interval '2 hours'
     limit ${most}`.execute(db)
  return rows
}
