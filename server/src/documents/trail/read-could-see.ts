import type { CouldSee } from '@mocban/contract/audit'
import { sql } from 'kysely'
import { heldAs } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/**
 * Who could see a record at some moment of a day, from what opened and closed it and from the posts that people held. The time told is that for which both
 * held: nobody saw it before they came to the post or were let act for another. A record on which nobody of the auditor's agency has acted does not exist for them.
 */
export async function readCouldSee(tx: Tx, recordId: string, day: string): Promise<CouldSee[]> {
  const known = await sql`select from audit_event where record_id = ${recordId} limit 1`.execute(tx)
  if (known.rows.length === 0) throw refuse('request.not-found')
  const { rows } = await sql<CouldSee>`
    select p.full_name as who, q.title as position, u.name as unit, f.full_name as "actingFor", ${heldAs('w', day)} as "heldAs", w.reason,
           greatest(w.since, h.since) as since, least(w.until, case when h.until <= app.now() then h.until end) as until
      from app.audited_sight(${recordId}, ${day}) w
      join person p on p.id = w.person_id
      join position q on q.id = w.position_id
      -- As the unit was called on that day.
      left join unit_version u on u.unit_id = q.unit_id and u.valid @> ${day}::date
      left join person f on f.id = w.acting_for
      left join lateral (
        select lower(x.valid)::timestamp at time zone 'Asia/Ho_Chi_Minh' as since, upper(x.valid)::timestamp at time zone 'Asia/Ho_Chi_Minh' as until
          from appointment x where w.acting_for is null and x.person_id = w.person_id and x.position_id = w.position_id and x.valid @> ${day}::date
        union all
        select min(lower(d.valid)), max(upper(d.valid)) from delegation d
         where d.from_person_id = w.acting_for and d.from_position_id = w.position_id and d.to_person_id = w.person_id
           and d.valid && tstzrange(${day}::timestamp at time zone 'Asia/Ho_Chi_Minh', (${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
        having count(*) > 0
      ) h on true
     order by 7, u.name, q.rank, p.full_name, w.reason`.execute(tx)
  return rows
}
