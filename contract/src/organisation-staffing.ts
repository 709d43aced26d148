import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { appointmentKinds } from './organisation-chart.ts'
import { staffingMap } from './organisation-staffing-map.ts'
import { certificateCode, fieldCode, staffingTerms, trainingLevels } from './organisation-staffing-terms.ts'
import { route } from './route.ts'
import { date, id, instant, line, page, pageQuery, text } from './values.ts'

/** Who fits where: what training posts need, what people have, on a day; worked out in the database. What is to be done of it: organisation-courses.ts. */

/** A post is in one of these; `free`: nothing is asked of whoever holds it. */
export const fitStates = ['fits', 'misses', 'unknown', 'vacant', 'free'] as const
export const doubleKinds = ['two-holders', 'several-posts'] as const
/** What a map or list of posts can be asked for. */
export const staffingFigures = ['misses', 'vacant', 'doubled', 'unknown', 'fits', 'free', 'posts'] as const
export type StaffingFigure = (typeof staffingFigures)[number]
export const courseStates = ['planned', 'under-way', 'ended', 'passed', 'failed', 'withdrawn', 'cancelled'] as const

const count = z.number().int()
const day = { on: date.optional() }

/** Posts of an agency, counted: `fits`, `misses`, `unknown`, `vacant` and `free` add up to `posts`; doubled ones are among them. Courses are counted by places. */
export const agencyStaffing = z.object({
  agencyId: id,
  name: z.string(),
  kind: z.enum(unitKinds),
  statisticsCode: z.string().nullable(),
  posts: count,
  fits: count,
  misses: count,
  unknown: count,
  vacant: count,
  free: count,
  doubled: count,
  planned: count,
  underWay: count,
  ended: count,
  passed: count,
})
export type AgencyStaffing = z.infer<typeof agencyStaffing>

/** What a post needs. Any field or level where none is named; every certificate. */
export const demand = z.object({
  fields: z.array(fieldCode).max(20),
  leastLevel: z.enum(trainingLevels).nullable(),
  certificates: z.array(certificateCode).max(20),
})
export type Demand = z.infer<typeof demand>

export const postCourse = z.object({
  courseId: id,
  personId: id,
  name: z.string(),
  from: date,
  lastDay: date,
  state: z.enum(courseStates),
  certificateCode: z.string().nullable(),
  fieldCode: z.string().nullable(),
})
export const staffedHolder = z.object({
  personId: id,
  fullName: z.string(),
  kind: z.enum(appointmentKinds),
  known: z.boolean(),
  lacksField: z.boolean(),
  lacksLevel: z.boolean(),
  lacks: z.array(z.string()),
  /** Of those, what the person once had and what ran out. */
  lapsed: z.array(z.string()),
  /** How many posts of their own they hold. */
  posts: count,
  /** Whether who asks may read the person's record of training. */
  open: z.boolean(),
})
export const staffedPost = z.object({
  positionId: id,
  title: z.string(),
  titleEn: z.string().nullable(),
  unitId: id,
  unitName: z.string(),
  agencyId: id,
  agencyName: z.string(),
  state: z.enum(fitStates),
  doubled: z.enum(doubleKinds).nullable(),
  demand: demand.nullable(),
  holders: z.array(staffedHolder),
  courses: z.array(postCourse),
  mayChange: z.boolean(),
})
export type StaffedPost = z.infer<typeof staffedPost>
export type StaffedHolder = z.infer<typeof staffedHolder>

/** The filters of a list of posts, as they stand in the address bar. */
export const staffedPostsFilter = {
  ...day,
  agency: id.optional(),
  /** Posts of communes, or of the other agencies. */
  of: z.enum(['communes', 'others']).optional(),
  figure: z.enum(staffingFigures).optional(),
  /** Posts that need training in a field. */
  field: fieldCode.optional(),
  /** `field`, `level` or a certificate that is missing. */
  lack: z.string().max(40).optional(),
  q: z.string().trim().max(100).optional(),
}

export const qualification = z.object({
  id,
  fieldCode: z.string().nullable(),
  level: z.enum(trainingLevels).nullable(),
  certificateCode: z.string().nullable(),
  subject: z.string(),
  institution: z.string(),
  from: date,
  lastDay: date.nullable(),
  stands: z.boolean(),
  byCourse: z.boolean(),
  recordedAt: instant,
  withdrawnAt: instant.nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Qualification = z.infer<typeof qualification>

export const personTraining = z.object({
  personId: id,
  fullName: z.string(),
  mayChange: z.boolean(),
  posts: z.array(staffedPost),
  qualifications: z.array(qualification),
  courses: z.array(
    postCourse.extend({
      provider: z.string(),
      level: z.enum(trainingLevels).nullable(),
      result: z.string(),
      endedOn: date.nullable(),
      title: z.string(),
      unitName: z.string(),
    }),
  ),
})
export type PersonTraining = z.infer<typeof personTraining>

/** A requirement of one post, or a rule for all posts of a title (`*` for any letters) in units of some kinds. */
export const requirement = demand.extend({
  id,
  positionId: id.nullable(),
  /** The agency whose rule it is; the whole province's where null. */
  agencyId: id.nullable(),
  agencyName: z.string().nullable(),
  titlePattern: z.string(),
  unitPattern: z.string(),
  unitKinds: z.array(z.enum(unitKinds)),
  basis: z.string(),
  from: date.nullable(),
  until: date.nullable(),
  /** Posts that go by it today. */
  posts: count,
  mayChange: z.boolean(),
})
export type Requirement = z.infer<typeof requirement>

const ofId = z.object({ id })
const done = z.object({})
const made = z.object({ id })

export const staffing = {
  ...staffingTerms,
  ...staffingMap,
  figures: route({
    method: 'GET',
    path: '/api/organisation/staffing/figures',
    summary:
      'Posts by agency on a day whose holders fit, miss something or are not known, vacant and doubled ones, and the courses against it; of the posts one leads or administers',
    needs: 'signed-in',
    query: z.object({ ...day, field: fieldCode.optional() }),
    response: z.object({ on: date, agencies: z.array(agencyStaffing) }),
  }),
  posts: route({
    method: 'GET',
    path: '/api/organisation/staffing/posts',
    summary: 'The posts behind the figures: who holds each, what exactly is missing, what is being done',
    needs: 'signed-in',
    query: z.object({ ...staffedPostsFilter, ...pageQuery }),
    response: page(staffedPost).extend({
      /** Where a filter fits little: the agency up to which posts were looked at; `next` looks further. */
      lookedTo: z.string().optional(),
    }),
  }),
  requirements: route({
    method: 'GET',
    path: '/api/organisation/staffing/requirements',
    summary:
      'The rules of what posts need, of the province and of one’s agency, and with `position` what one post needs',
    needs: 'signed-in',
    query: z.object({ position: id.optional() }),
    response: z.array(requirement),
  }),
  setRule: route({
    method: 'POST',
    path: '/api/organisation/staffing/requirements',
    summary:
      'Set from a day on what all posts of a title in units of some kinds need; for the whole province or one’s agency',
    needs: 'administer',
    body: demand.extend({
      wholeProvince: z.boolean(),
      titlePattern: line(200),
      unitPattern: text(200),
      unitKinds: z.array(z.enum(unitKinds)).max(10),
      basis: text(300),
      from: date,
      /** The rule that this one takes the place of. */
      replaces: id.optional(),
    }),
    response: made,
  }),
  setPostRequirement: route({
    method: 'POST',
    path: '/api/organisation/staffing/posts/:id/requirement',
    summary: 'Set from a day on what one post needs, whatever the rules say',
    needs: 'administer',
    params: ofId,
    body: demand.extend({ basis: text(300), from: date }),
    response: made,
  }),
  endRequirement: route({
    method: 'POST',
    path: '/api/organisation/staffing/requirements/:id/end',
    summary: 'End a requirement: `on` is the first day without it',
    needs: 'administer',
    params: ofId,
    body: z.object({ on: date }),
    response: done,
  }),
  person: route({
    method: 'GET',
    path: '/api/organisation/staffing/people/:id',
    summary:
      'A person’s record of training: for themselves, who administers their agency, and the leaders of the units above',
    needs: 'signed-in',
    params: ofId,
    response: personTraining,
  }),
  record: route({
    method: 'POST',
    path: '/api/organisation/staffing/people/:id/qualifications',
    summary: 'Record a degree or a certificate of a person',
    needs: 'administer',
    params: ofId,
    body: z
      .object({
        degree: z.object({ fieldCode, level: z.enum(trainingLevels), subject: text(200) }).optional(),
        certificate: z
          .object({
            code: certificateCode,
            /** As it stands on the paper; else by the kind of certificate. */
            lastDay: date.nullable().optional(),
          })
          .optional(),
        institution: text(200),
        on: date,
      })
      .refine((given) => (given.degree === undefined) !== (given.certificate === undefined)),
    response: made,
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/organisation/staffing/qualifications/:id/withdraw',
    summary: 'Withdraw a degree or certificate that was recorded by mistake',
    needs: 'administer',
    params: ofId,
    body: z.object({ reason: line(300) }),
    response: done,
  }),
}
