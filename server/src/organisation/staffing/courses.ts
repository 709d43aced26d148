import type { Course, CoursePlace, CourseRow, courses } from '@mocban/contract/organisation-courses'
import type { RouteInput } from '@mocban/contract/route'
import { type RawBuilder, sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { administers } from '../acts/settle.ts'
import { placeState } from './post-states.ts'

/** Columns of a course, with the places that who asks may see, counted. */
const facts = sql`
  c.id, c.name, c.provider, a.name as "agencyName", c.certificate_code as "certificateCode", c.field_code as "fieldCode", c.level,
  lower(c.valid)::text as from, (upper(c.valid) - 1)::text as "lastDay",
  case when c.cancelled_at is not null then 'cancelled' when lower(c.valid) > app.today() then 'planned' when upper(c.valid) > app.today() then 'under-way' else 'ended' end as state,
  l.people, l.open, l.passed`
const counted = sql`
  join lateral (select v.name from unit_version v where v.unit_id = c.agency_id order by v.valid @> app.today() desc, v.valid desc limit 1) a on true
  cross join lateral (
    select count(*)::int as people, count(*) filter (where p.outcome is null)::int as open, count(*) filter (where p.outcome = 'passed')::int as passed
      from course_place p where p.course_id = c.id
  ) l`

/** Courses, the latest first. */
export async function listCourses(tx: Tx, { state }: RouteInput<typeof courses.list>['query']): Promise<CourseRow[]> {
  const during: Record<NonNullable<typeof state>, RawBuilder<unknown>> = {
    planned: sql`lower(c.valid) > app.today()`,
    'under-way': sql`c.valid @> app.today()`,
    ended: sql`upper(c.valid) <= app.today()`,
    cancelled: sql`true`,
  }
  const { rows } = await sql<CourseRow>`
    with latest as materialized (
      select c.* from course c where ${state ? sql`${during[state]} and (c.cancelled_at is not null) = ${state === 'cancelled'}` : sql`true`}
       order by lower(c.valid) desc, c.id desc limit 300
    )
    select ${facts} from latest c ${counted} order by lower(c.valid) desc, c.id desc`.execute(tx)
  return rows
}

/** A course with the places one may see. @throws request.not-found */
export async function readCourse(tx: Tx, id: string): Promise<Course> {
  const { rows } = await sql<Omit<Course, 'places'>>`
    select ${facts}, c.cancelled_reason as "cancelledReason", app.administers(c.agency_id) as "mayChange" from course c ${counted} where c.id = ${id}`.execute(
    tx,
  )
  const [course] = rows
  if (!course) throw refuse('request.not-found')
  const { rows: places } = await sql<CoursePlace>`
    select l.person_id as "personId", h.full_name as "fullName", l.position_id as "positionId", q.title, u.name as "unitName", g.name as "agencyName",
           case when c.cancelled_at is not null then 'cancelled' else ${placeState('l.outcome', 'c.valid', sql`app.today()`)} end as state, l.result,
           l.ended_on as "endedOn", c.cancelled_at is null and l.outcome is null and t.administered is true as "mayChange"
      from course_place l join course c on c.id = l.course_id join person h on h.id = l.person_id join position q on q.id = l.position_id
      left join app.trained_of(array(select p.person_id from course_place p where p.course_id = ${id})) t on t.person_id = l.person_id
      join lateral (select v.name, v.ordinal from unit_version v where v.unit_id = q.unit_id order by v.valid @> app.today() desc, v.valid desc limit 1) u on true
      join lateral (select v.name, v.ordinal from unit_version v where v.unit_id = q.agency_id order by v.valid @> app.today() desc, v.valid desc limit 1) g on true
     where l.course_id = ${id} order by g.ordinal, u.ordinal, h.full_name limit 2000`.execute(tx)
  return { ...course, places }
}

/** A course that is arranged by an agency one administers, locked. @throws request.not-found, organisation.not-yours, staffing.course-cancelled */
export async function courseForAct(tx: Tx, actor: Actor, id: string) {
  const found = await tx.selectFrom('course').where('id', '=', id).select('agency_id as agencyId').executeTakeFirst()
  if (!found) throw refuse('request.not-found')
  await administers(tx, actor, found.agencyId)
  const { rows } = await sql<{
    name: string
    certificateCode: string | null
    fieldCode: string | null
    level: string | null
    cancelled: boolean
  }>`
    select name, certificate_code as "certificateCode", field_code as "fieldCode", level, cancelled_at is not null as cancelled
      from course where id = ${id} for update`.execute(tx)
  const [course] = rows
  if (!course) throw refuse('request.not-found')
  if (course.cancelled) throw refuse('staffing.course-cancelled')
  return course
}

/**
 * Calls a course off. What people have of it already stands, so that it is possible only before there is a result.
 * @throws request.not-found, organisation.not-yours, staffing.course-cancelled, staffing.result-known
 */
export async function cancelCourse(
  tx: Tx,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<Record<string, never>> {
  const course = await courseForAct(tx, actor, id)
  const places = await tx
    .selectFrom('course_place')
    .where('course_id', '=', id)
    .select(['person_id', 'outcome'])
    .execute()
  if (places.some((one) => one.outcome !== null)) throw refuse('staffing.result-known')
  await tx
    .updateTable('course')
    .set({ cancelled_at: clock.now().toISOString(), cancelled_reason: reason })
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    kind: 'course.cancelled',
    data: { course: course.name, reason },
    concerns: places.map((one) => principal.person(one.person_id)),
  })
  return {}
}
