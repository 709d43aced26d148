import type { WhyReason } from '@mocban/contract/trail'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/**
 * Why a record is in front of who asks: each audience row that is theirs, with the post or group through which it is, the class to which they belong, who opened
 * it until when; and first the delegation by which they act, for these are the reasons of the one they act for.
 */
export async function readReasons(tx: Tx, recordId: string): Promise<WhyReason[]> {
  const { rows } = await sql<WhyReason>`
    select distinct on (w.place, w.reason, w.through) w.reason, w.through, w.kind, w.class, w.by, w.note, w.until from (
      select 0 as place, 'delegated' as reason, f.full_name as through, 'person' as kind, null as class, null as by, d.reason as note,
             ((upper(d.valid) - interval '1 second') at time zone 'Asia/Ho_Chi_Minh')::date as until
        from delegation d join person f on f.id = d.from_person_id where d.id = app.delegation()
      union all
      select array_position(array['handles', 'directs', 'reviews', 'drafted', 'registered', 'assigned', 'informed', 'member', 'clerk', 'leader-above', 'opened-until',
               'opened'], a.reason), a.reason, coalesce(u.name, q.title, ''), coalesce(p.kind, ''), c.name, b.full_name, o.reason, o.last_day
        from audience a
        left join lateral app.principals_of(coalesce(app.acting_for(), app.person()), app.position(), app.today()) p on p.principal = a.principal
        left join unit_known u on u.id = p.unit_id
        left join position q on p.kind = 'position' and q.id = a.principal
        left join record_class r on p.kind = 'classed' and r.record_id = a.record_id
        left join confidentiality_class c on c.id = r.class_id
        left join opening o on a.reason = 'opened-until' and o.record_id = a.record_id and o.principal = a.principal and o.withdrawn_at is null
        left join person b on b.id = o.opened_by
       where a.record_id = ${recordId}) w
    order by w.place, w.reason, w.through`.execute(tx)
  return rows
}
