import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import type { Checkpoint } from './seal.ts'

export interface EventProblem {
  agency: string
  seq: number
  eventId: string | null
  what: 'link-missing' | 'chain-broken' | 'event-missing' | 'event-altered' | 'checkpoint-differs'
}
export interface EventReport {
  sealed: number
  /** Written, not sealed yet: a few seconds' worth where the program runs. */
  unsealed: number
  problems: EventProblem[]
}

/**
 * Reads every sealed event again: altered, removed and reordered ones are found by their chain; a chain that was rewritten, or cut at its end, by the
 * checkpoints that were kept outside the database.
 */
export async function verifyEvents(db: Database, checkpoints: Checkpoint[]): Promise<EventReport> {
  const counts = await sql<{ sealed: number; unsealed: number }>`
    select (select count(*) from event_seal) as sealed,
           (select count(*) from event e where not exists (select from event_seal s where s.event_id = e.id)) as unsealed`.execute(
    db,
  )
  const broken = await sql<EventProblem>`
    select agency_id as agency, seq, event_id as "eventId", what from app.broken_seals() order by agency_id, seq limit 1000`.execute(
    db,
  )
  const differing = await sql<EventProblem>`
    select c.agency, c.seq, null as "eventId", 'checkpoint-differs' as what
      from jsonb_to_recordset(${JSON.stringify(checkpoints)}::jsonb) c (agency uuid, seq bigint, hash text)
     where not exists (select from event_seal s where s.agency_id = c.agency and s.seq = c.seq and encode(s.hash, 'hex') = c.hash)
     order by 1, 2 limit 1000`.execute(db)
  return {
    sealed: counts.rows[0]?.sealed ?? 0,
    unsealed: counts.rows[0]?.unsealed ?? 0,
    problems: [...broken.rows, ...differing.rows],
  }
}
