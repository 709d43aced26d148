import { sql } from 'kysely'
import type { Database } from '../database/index.ts'

/**
 * The first line of an exported trail. Every other line is one sealed event: `[agency, place, previous, hash, event]`, where `event` is the very text that
 * was hashed, so that whoever checks it needs neither the database nor this program.
 */
export interface ExportHeader {
  of: 'mocban trail'
  version: 1
  at: string
  /** The agencies whose chains follow, in their order. */
  agencies: { agency: string; name: string | null; events: number }[]
}
export type ExportLine = [agency: string, seq: number, previous: string, hash: string, event: string]

const piece = 2000

/** All sealed events of an agency or of all, chain by chain, as lines of JSON. Memory stays the same however long they are. */
export async function* exportTrail(db: Database, only?: string): AsyncGenerator<string> {
  const { rows: chains } = await sql<{ agency: string; name: string | null; events: number }>`
    with recursive chain (id) as (
      (select agency_id from event_seal order by agency_id limit 1)
      union all
      select (select s.agency_id from event_seal s where s.agency_id > c.id order by s.agency_id limit 1) from chain c where c.id is not null
    )
    select c.id as agency, (select u.name from unit_known u where u.id = c.id) as name, (select max(s.seq) from event_seal s where s.agency_id = c.id) as events
      from chain c where c.id is not null and (${only ?? null}::uuid is null or c.id = ${only ?? null}) order by c.id`.execute(
    db,
  )
  const header: ExportHeader = { of: 'mocban trail', version: 1, at: new Date().toISOString(), agencies: chains }
  yield `${JSON.stringify(header)}\n`
  for (const { agency, events } of chains)
    for (let after = 0; after < events; after += piece) {
      const { rows } = await sql<{ seq: number; previous: string; hash: string; event: string | null }>`
        select s.seq, encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash, app.event_text(e, s.scheme) as event
          from event_seal s join event e on e.id = s.event_id
         where s.agency_id = ${agency} and s.seq > ${after} and s.seq <= ${Math.min(after + piece, events)} order by s.seq`.execute(
        db,
      )
      yield rows
        .map((row) => [agency, row.seq, row.previous, row.hash, row.event ?? ''] satisfies ExportLine)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('')
    }
}
