import type { courses } from '@mocban/contract/organisation-courses'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { certificateDays } from './record-qualification.ts'

interface Place {
  personId: string
  name: string
  outcome: string | null
  mine: boolean
}

/**
 * Writes how a course ended for people. Whoever passed has from that day what the course gives. A result once written stays; a mistake is put right on the
 * person's record.
 * @throws request.not-found, organisation.not-yours, staffing.course-cancelled, staffing.later, staffing.before-course, staffing.result-known
 */
export async function writeResults(
  tx: Tx,
  actor: Actor,
  input: { id: string } & RouteInput<typeof courses.results>['body'],
): Promise<{ passed: number; failed: number; withdrawn: number }> {
  if (input.on > clock.today()) throw refuse('staffing.later')
  const course = await tx
    .selectFrom('course')
    .where('id', '=', input.id)
    .select([
      'name',
      'provider',
      'certificate_code as certificateCode',
      'field_code as fieldCode',
      'level',
      'cancelled_at as cancelledAt',
      sql<string>`lower(valid)::text`.as('from'),
    ])
    .executeTakeFirst()
  if (!course) throw refuse('request.not-found')
  if (course.cancelledAt) throw refuse('staffing.course-cancelled')
  if (input.on < course.from) throw refuse('staffing.before-course', { from: course.from })
  const results = [...new Map(input.results.map((one) => [one.personId, one])).values()]
  const people = results.map((one) => one.personId)
  const { rows: places } = await sql<Place>`
    select l.person_id as "personId", h.full_name as name, l.outcome, t.administered is true as mine
      from course_place l join person h on h.id = l.person_id left join app.trained_of(${people}::uuid[]) t on t.person_id = l.person_id
     where l.course_id = ${input.id} and l.person_id = any (${people}::uuid[])`.execute(tx)
  if (places.length < results.length) throw refuse('request.not-found')
  if (places.some((one) => !one.mine)) throw refuse('organisation.not-yours')
  if (places.some((one) => one.outcome !== null)) throw refuse('staffing.result-known')

  const passed = results.filter((one) => one.outcome === 'passed').map((one) => ({ ...one, qualificationId: newId() }))
  const valid = course.certificateCode ? await certificateDays(tx, course.certificateCode, input.on) : `[${input.on},)`
  if (passed.length > 0)
    await tx
      .insertInto('qualification')
      .values(
        passed.map((one) => ({
          id: one.qualificationId,
          person_id: one.personId,
          certificate_code: course.certificateCode,
          field_code: course.fieldCode,
          level: course.level,
          institution: course.provider,
          valid,
          recorded_by: actor.personId,
        })),
      )
      .execute()
  const of = new Map(passed.map((one) => [one.personId, one.qualificationId]))
  const { numAffectedRows } = await sql`
    update course_place l set outcome = r.outcome, result = r.result, ended_on = ${input.on}::date, qualification_id = r.qualification_id
      from jsonb_to_recordset(${JSON.stringify(
        results.map((one) => ({
          person_id: one.personId,
          outcome: one.outcome,
          result: one.result,
          qualification_id: of.get(one.personId) ?? null,
        })),
      )}::jsonb) as r (person_id uuid, outcome text, result text, qualification_id uuid)
     where l.course_id = ${input.id} and l.person_id = r.person_id and l.outcome is null`.execute(tx)
  // Somebody else wrote a result at the same moment: theirs stands.
  if (Number(numAffectedRows) < results.length) throw refuse('staffing.result-known')
  const counted = (outcome: string) => results.filter((one) => one.outcome === outcome).length
  const counts = { passed: counted('passed'), failed: counted('failed'), withdrawn: counted('withdrawn') }
  await record(tx, actor, {
    kind: 'course.results-written',
    data: { course: course.name, on: input.on, ...counts },
    concerns: results.map((one) => principal.person(one.personId)),
  })
  return counts
}
