import type { PersonTraining, Qualification } from '@mocban/contract/organisation-staffing'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { staffedPosts } from './list-posts.ts'
import { placeState } from './post-states.ts'

/**
 * A person's record of training, with the posts they hold and what these need. For whom it is not open, there is none.
 * @throws request.not-found
 */
export async function readPersonTraining(tx: Tx, personId: string): Promise<PersonTraining> {
  const { rows: found } = await sql<{ fullName: string; mayChange: boolean }>`
    select h.full_name as "fullName", t.administered as "mayChange" from person h cross join lateral app.trained_of(array[h.id]) t where h.id = ${personId}`.execute(
    tx,
  )
  const [person] = found
  if (!person) throw refuse('request.not-found')
  const { rows: qualifications } = await sql<Qualification>`
    select q.id, q.field_code as "fieldCode", q.level, q.certificate_code as "certificateCode", q.subject, q.institution, lower(q.valid)::text as from,
           (upper(q.valid) - 1)::text as "lastDay", q.withdrawn_at is null and q.valid @> app.today() as stands,
           exists (select from course_place l where l.person_id = q.person_id and l.qualification_id = q.id) as "byCourse",
           q.recorded_at as "recordedAt", q.withdrawn_at as "withdrawnAt", q.withdrawn_reason as "withdrawnReason"
      from qualification q where q.person_id = ${personId}
     order by q.withdrawn_at is not null, q.certificate_code is not null, lower(q.valid) desc, q.id limit 500`.execute(
    tx,
  )
  const { rows: courses } = await sql<PersonTraining['courses'][number]>`
    select c.id as "courseId", l.person_id as "personId", c.name, c.provider, lower(c.valid)::text as from, (upper(c.valid) - 1)::text as "lastDay",
           case when c.cancelled_at is not null then 'cancelled' else ${placeState('l.outcome', 'c.valid', sql`app.today()`)} end as state,
           c.certificate_code as "certificateCode", c.field_code as "fieldCode", c.level, l.result, l.ended_on as "endedOn", p.title, u.name as "unitName"
      from course_place l join course c on c.id = l.course_id join position p on p.id = l.position_id
      join lateral (select v.name from unit_version v where v.unit_id = p.unit_id order by v.valid @> lower(c.valid) desc, v.valid desc limit 1) u on true
     where l.person_id = ${personId} order by c.valid desc, c.id limit 300`.execute(tx)
  const posts = await staffedPosts(tx, { on: clock.today(), personId }, sql`true`, 50)
  return { personId, ...person, posts: posts.map(({ place: _, ...post }) => post), qualifications, courses }
}
