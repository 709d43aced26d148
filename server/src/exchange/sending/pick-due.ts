import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { type Facts, type Outgoing, readFacts } from './build-message.ts'

/** So many are read from what is due at a time. */
export const atOnce = 64

/** A message that is due, with what it is made of where it has not been made yet. */
export type Due = Outgoing & { facts: Facts | null }

/** The oldest of what is due over ways that bear more. From agency to agency that something waits for: those of a way that is down cost one step each, however much waits. */
export async function pickDue(db: Database, lanes: { full: string[]; held: string[] }): Promise<Due[]> {
  const { rows } = await sql<Outgoing>`
    with recursive awaited (id) as (
      (select outside_id from exchange_message where state in ('waiting', 'sending') order by outside_id limit 1)
      union all
      select (select m.outside_id from exchange_message m where m.state in ('waiting', 'sending') and m.outside_id > awaited.id order by m.outside_id limit 1)
        from awaited where awaited.id is not null)
    select m.id, m.business, m.agency_id as "agencyId", m.own_code as "ownCode", m.partner_code as "partnerCode", m.partner_name as "partnerName",
      coalesce(o.way_id, m.way_id) as "wayId", m.delivery_id as "deliveryId", m.document_key as "documentKey", m.symbol, m.status_code as "statusCode",
      m.happened_at as "happenedAt", m.note, m.sha256, m.size, m.tries, m.at
      from awaited join outside_agency o on o.id = awaited.id cross join lateral (
        select * from exchange_message d
         where d.outside_id = o.id and d.state = 'waiting' and d.next_try_at <= now() and d.id <> all (${lanes.held}::uuid[])
           and (o.way_id is not null or not coalesce(d.way_id = any (${lanes.full}::uuid[]), false))
         order by d.next_try_at, d.id limit ${atOnce}) m
     where not coalesce(o.way_id = any (${lanes.full}::uuid[]), false)
     order by m.next_try_at, m.id limit ${atOnce}`.execute(db)
  const bare = rows.filter((one) => !one.sha256)
  const facts = bare.length ? await readFacts(db, bare) : []
  const found = new Map(bare.map((one, n) => [one.id, facts[n] ?? null]))
  return rows.map((one) => ({ ...one, facts: found.get(one.id) ?? null }))
}
