import { z } from 'zod'
import { courseStates } from './organisation-staffing.ts'
import { trainingLevels } from './organisation-staffing-terms.ts'
import { route } from './route.ts'
import { date, id, line, text } from './values.ts'

/** Courses against what posts miss: planned for many people at once, and their results. */

const count = z.number().int()
const ofId = z.object({ id })

/** What a course gives to who passes: a certificate, or a degree in a field. */
const gives = {
  certificateCode: z.string().nullable(),
  fieldCode: z.string().nullable(),
  level: z.enum(trainingLevels).nullable(),
}

export const courseRow = z.object({
  id,
  name: z.string(),
  provider: z.string(),
  agencyName: z.string(),
  ...gives,
  from: date,
  lastDay: date,
  state: z.enum(['planned', 'under-way', 'ended', 'cancelled']),
  /** Places that who asks may see: all, still open, passed. */
  people: count,
  open: count,
  passed: count,
})
export type CourseRow = z.infer<typeof courseRow>

export const coursePlace = z.object({
  personId: id,
  fullName: z.string(),
  positionId: id,
  title: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  state: z.enum(courseStates),
  result: z.string(),
  endedOn: date.nullable(),
  /** Whether who asks may write the result. */
  mayChange: z.boolean(),
})
export type CoursePlace = z.infer<typeof coursePlace>

export const course = courseRow.extend({
  cancelledReason: z.string().nullable(),
  mayChange: z.boolean(),
  places: z.array(coursePlace),
})
export type Course = z.infer<typeof course>

const people = z
  .array(z.object({ personId: id, positionId: id }))
  .min(1)
  .max(500)

export const courses = {
  list: route({
    method: 'GET',
    path: '/api/organisation/courses',
    summary: 'Courses, the latest first, with how many people take part that one may see',
    needs: 'signed-in',
    query: z.object({ state: z.enum(['planned', 'under-way', 'ended', 'cancelled']).optional() }),
    response: z.array(courseRow),
  }),
  read: route({
    method: 'GET',
    path: '/api/organisation/courses/:id',
    summary: 'A course with those who take part, of whom one may read the training',
    needs: 'signed-in',
    params: ofId,
    response: course,
  }),
  plan: route({
    method: 'POST',
    path: '/api/organisation/courses',
    summary: 'Plan a course for people whose posts need what it gives and who miss it',
    needs: 'administer',
    body: z
      .object({
        name: line(200),
        provider: text(200),
        certificateCode: z.string().max(40).optional(),
        degree: z.object({ fieldCode: z.string().max(4), level: z.enum(trainingLevels) }).optional(),
        from: date,
        lastDay: date,
        people,
      })
      .refine((given) => (given.certificateCode === undefined) !== (given.degree === undefined)),
    response: z.object({ id, people: count }),
  }),
  addPeople: route({
    method: 'POST',
    path: '/api/organisation/courses/:id/people',
    summary: 'Put more people who miss what a course gives into it',
    needs: 'administer',
    params: ofId,
    body: z.object({ people }),
    response: z.object({ id, people: count }),
  }),
  results: route({
    method: 'POST',
    path: '/api/organisation/courses/:id/results',
    summary: 'Write how a course ended for people; whoever passed has its certificate from that day',
    needs: 'administer',
    params: ofId,
    body: z.object({
      on: date,
      results: z
        .array(z.object({ personId: id, outcome: z.enum(['passed', 'failed', 'withdrawn']), result: text(200) }))
        .min(1)
        .max(500),
    }),
    response: z.object({ passed: count, failed: count, withdrawn: count }),
  }),
  cancel: route({
    method: 'POST',
    path: '/api/organisation/courses/:id/cancel',
    summary: 'Call a course off before anybody has a result',
    needs: 'administer',
    params: ofId,
    body: z.object({ reason: line(300) }),
    response: z.object({}),
  }),
}
