import type { courses } from '@mocban/contract/organisation-courses'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { days } from '../acts/settle.ts'
import { courseForAct } from './courses.ts'
import { knownCertificates, knownFields } from './terms.ts'

type Asked = RouteInput<typeof courses.plan>['body']
type People = Asked['people']
interface Gives {
  certificateCode: string | null
  fieldCode: string | null
  level: string | null
}

/**
 * Plans a course for many people at once, each for a post that they hold and whose requirement they miss just what the course gives. All or nobody.
 * @throws organisation.days-reversed, organisation.not-yours, staffing.unknown-code, staffing.not-in-post, staffing.nothing-missing, staffing.in-course-already
 */
export async function planCourse(tx: Tx, actor: Actor, input: Asked): Promise<{ id: string; people: number }> {
  if (input.certificateCode) await knownCertificates(tx, [input.certificateCode])
  if (input.degree) await knownFields(tx, [input.degree.fieldCode])
  const id = newId()
  const gives = {
    certificateCode: input.certificateCode ?? null,
    fieldCode: input.degree?.fieldCode ?? null,
    level: input.degree?.level ?? null,
  }
  const valid = days(input.from, input.lastDay)
  await tx
    .insertInto('course')
    .values({
      id,
      agency_id: actor.agencyId,
      name: input.name,
      provider: input.provider,
      certificate_code: gives.certificateCode,
      field_code: gives.fieldCode,
      level: gives.level,
      valid,
      created_by: actor.personId,
    })
    .execute()
  const people = await seat(tx, id, gives, input.people)
  await record(tx, actor, {
    kind: 'course.planned',
    data: { course: input.name, from: input.from, lastDay: input.lastDay, count: people.length },
    concerns: people.map(principal.person),
  })
  return { id, people: people.length }
}

/**
 * Puts more people into a course.
 * @throws request.not-found, organisation.not-yours, staffing.course-cancelled, staffing.not-in-post, staffing.nothing-missing, staffing.in-course-already
 */
export async function addPeople(
  tx: Tx,
  actor: Actor,
  input: { id: string; people: People },
): Promise<{ id: string; people: number }> {
  const course = await courseForAct(tx, actor, input.id)
  const people = await seat(tx, input.id, course, input.people)
  await record(tx, actor, {
    kind: 'course.joined',
    data: { course: course.name, count: people.length },
    concerns: people.map(principal.person),
  })
  return { id: input.id, people: people.length }
}

/** Gives everybody a place; a person once, also where several posts are named. Names in a refusal are of people that who asks administers. */
async function seat(tx: Tx, courseId: string, gives: Gives, asked: People): Promise<string[]> {
  const people = [...new Map(asked.map((one) => [one.personId, one])).values()]
  const { rows } = await sql<{
    personId: string
    name: string | null
    mine: boolean
    holds: boolean
    misses: boolean
    learns: boolean
  }>`
    with asked as (
      select * from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => one.positionId)}::uuid[]) a (person_id, position_id)
    ),
    given as (
      select array(select ${gives.certificateCode}::text union select unnest(k.covers) from certificate_kind k where k.code = ${gives.certificateCode}::text) as certificates
    )
    select a.person_id as "personId", h.full_name as name, t.administered is true as mine, s.person_id is not null as holds,
           case when ${gives.certificateCode}::text is not null then s.lacks && g.certificates
                else (s.lacks_field or s.lacks_level)
                 and (s.fields = '{}' or ${gives.fieldCode}::text = any (s.fields) or left(${gives.fieldCode}::text, 2) = any (s.fields))
                 and app.level_rank(${gives.level}::text) >= coalesce(app.level_rank(s.least_level), 0) end is true as misses,
           exists (select from course_place l join course c on c.id = l.course_id
                    where l.person_id = a.person_id and (l.course_id = ${courseId} or (l.outcome is null and c.cancelled_at is null
                      and (c.certificate_code, c.field_code) is not distinct from (${gives.certificateCode}::text, ${gives.fieldCode}::text)))) as learns
      from asked a cross join given g left join person h on h.id = a.person_id
      left join app.trained_of(array(select person_id from asked)) t on t.person_id = a.person_id
      left join app.staffing(${clock.today()}::date, p_posts => array(select position_id from asked)) s on s.person_id = a.person_id and s.position_id = a.position_id`.execute(
    tx,
  )
  if (rows.some((one) => !one.mine)) throw refuse('organisation.not-yours')
  const refused = [
    ['staffing.not-in-post', rows.filter((one) => !one.holds)],
    ['staffing.in-course-already', rows.filter((one) => one.learns)],
    ['staffing.nothing-missing', rows.filter((one) => !one.misses)],
  ] as const
  for (const [code, some] of refused)
    if (some.length > 0) throw refuse(code, { names: namesOf(some.map((one) => one.name ?? '')), count: some.length })
  await tx
    .insertInto('course_place')
    .values(people.map((one) => ({ course_id: courseId, person_id: one.personId, position_id: one.positionId })))
    .execute()
  return people.map((one) => one.personId)
}

const namesOf = (names: string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '')
