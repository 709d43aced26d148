import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { appointmentKinds, committeeRoles } from './organisation-chart.ts'
import { capabilities, route } from './route.ts'
import { date, id, line, text } from './values.ts'

/** What an agency's administrator does with units, posts and people. Every act holds from a day on, never for the past. */

const optional = (max: number) => text(max).nullable().optional()
export const unitFacts = z.object({
  name: line(300),
  shortName: line(150),
  /** As used in symbols. */
  abbreviation: line(30),
  nameEn: line(300),
  nameUr: optional(300),
  exchangeCode: optional(40),
  statisticsCode: optional(20),
  sealText: optional(300),
  sealCertificate: optional(200),
  foundedBy: optional(300),
  regulations: optional(300),
  ordinal: z.number().int().min(0).max(100_000).optional(),
})
export type UnitFacts = z.infer<typeof unitFacts>

export const postFacts = z.object({
  title: line(200),
  titleEn: optional(200),
  leads: z.boolean(),
  rank: z.number().int().min(1).max(99),
  capabilities: z.array(z.enum(capabilities)).max(10),
})
export type PostFacts = z.infer<typeof postFacts>

/** Open work of a post, counted by kind: who administers sees no contents. */
export const holdings = z.object({
  documents: z.number().int(),
  tasks: z.number().int(),
  drafts: z.number().int(),
  reviews: z.number().int(),
})
export type Holdings = z.infer<typeof holdings>

const ofId = z.object({ id })
const made = z.object({ id })
const done = z.object({})

export const organisationActs = {
  createUnit: route({
    method: 'POST',
    path: '/api/organisation/units',
    summary: 'Create a unit from a day on',
    needs: 'administer',
    body: unitFacts.extend({ from: date, kind: z.enum(unitKinds), isAgency: z.boolean(), parentId: id }),
    response: made,
  }),
  changeUnit: route({
    method: 'POST',
    path: '/api/organisation/units/:id/changes',
    summary: 'Rename a unit or change its other attributes from a day on',
    needs: 'administer',
    params: ofId,
    body: unitFacts.partial().extend({ from: date }),
    response: done,
  }),
  moveUnit: route({
    method: 'POST',
    path: '/api/organisation/units/:id/move',
    summary: 'Put a unit under another from a day on, inside the agency; an agency under another',
    needs: 'administer',
    params: ofId,
    body: z.object({ from: date, parentId: id }),
    response: done,
  }),
  endUnit: route({
    method: 'POST',
    path: '/api/organisation/units/:id/end',
    summary:
      'End a unit as of a day; its vacant posts and its members end with it. Whoever succeeds it has what it held and is reached by its name',
    needs: 'administer',
    params: ofId,
    body: z.object({ on: date, reason: text(500), successorId: id.nullable().default(null) }),
    response: done,
  }),
  createPost: route({
    method: 'POST',
    path: '/api/organisation/positions',
    summary: 'Create a post in a unit from a day on, with what whoever holds it may do',
    needs: 'administer',
    body: postFacts.extend({ unitId: id, from: date }),
    response: made,
  }),
  changePost: route({
    method: 'POST',
    path: '/api/organisation/positions/:id/changes',
    summary: 'Change what a post is called and what whoever holds it may do',
    needs: 'administer',
    params: ofId,
    body: postFacts,
    response: done,
  }),
  endPost: route({
    method: 'POST',
    path: '/api/organisation/positions/:id/end',
    summary: 'End a vacant post as of a day',
    needs: 'administer',
    params: ofId,
    body: z.object({ on: date }),
    response: done,
  }),
  createPerson: route({
    method: 'POST',
    path: '/api/organisation/people',
    summary: 'Enter a person; without a user name one is made from the name',
    needs: 'administer',
    body: z.object({
      fullName: line(200),
      userName: z
        .string()
        .regex(/^[a-z][a-z0-9._-]{1,60}$/)
        .optional(),
      email: z.email().nullable().optional(),
    }),
    response: z.object({ id, userName: z.string() }),
  }),
  findPeople: route({
    method: 'GET',
    path: '/api/organisation/people',
    summary: 'People by name, also those who hold no post',
    needs: 'administer',
    query: z.object({ q: z.string().trim().min(2).max(100) }),
    response: z.array(z.object({ id, fullName: z.string(), userName: z.string(), posts: z.string() })),
  }),
  appoint: route({
    method: 'POST',
    path: '/api/organisation/appointments',
    summary: 'Put a person in a post from a day on, for good or for a time: main, concurrent, acting or seconded',
    needs: 'administer',
    body: z.object({
      personId: id,
      positionId: id,
      kind: z.enum(appointmentKinds),
      from: date,
      /** The last day, where it is for a time. */
      lastDay: date.nullable().optional(),
      decision: text(300),
    }),
    response: made,
  }),
  holdings: route({
    method: 'GET',
    path: '/api/organisation/appointments/:id/holdings',
    summary: 'What somebody in a post still holds: open documents, tasks, drafts and reviews, counted',
    needs: 'administer',
    params: ofId,
    response: z.object({ holdings, othersHold: z.boolean() }),
  }),
  endAppointment: route({
    method: 'POST',
    path: '/api/organisation/appointments/:id/end',
    summary:
      'End somebody’s time in a post; where nobody else holds the post, what it holds is passed on in the same act. A time that has not begun by then is taken back',
    needs: 'administer',
    params: ofId,
    body: z.object({ lastDay: date, reason: text(500), handTo: id.nullable().optional() }),
    response: z.object({ passed: holdings }),
  }),
  setLeave: route({
    method: 'POST',
    path: '/api/organisation/leaves',
    summary: 'Say that a person is away from a first to a last day',
    needs: 'administer',
    body: z.object({ personId: id, from: date, lastDay: date, reason: text(300) }),
    response: made,
  }),
  endLeave: route({
    method: 'POST',
    path: '/api/organisation/leaves/:id/end',
    summary:
      'Say that a person is back from a day on, earlier than was set; a leave that has not begun by then has been none',
    needs: 'administer',
    params: ofId,
    body: z.object({ backOn: date }),
    response: done,
  }),
  addMember: route({
    method: 'POST',
    path: '/api/organisation/committees/:id/members',
    summary: 'Seat a post, or a person by name, on a committee from a day on',
    needs: 'administer',
    params: ofId,
    body: z
      .object({ role: z.enum(committeeRoles), positionId: id.optional(), personId: id.optional(), from: date })
      .refine((given) => (given.positionId === undefined) !== (given.personId === undefined)),
    response: made,
  }),
  endMember: route({
    method: 'POST',
    path: '/api/organisation/members/:id/end',
    summary: 'End a seat on a committee',
    needs: 'administer',
    params: ofId,
    body: z.object({ lastDay: date }),
    response: done,
  }),
}

export const delegationRow = z.object({
  id,
  fromName: z.string(),
  fromTitle: z.string(),
  toName: z.string(),
  from: z.string(),
  until: z.string(),
  capabilities: z.array(z.string()),
  /** Units to whose work it is limited, and types of documents; without any it is not. */
  units: z.array(z.string()),
  types: z.array(z.string()),
  reason: z.string(),
  mine: z.boolean(),
})
export type DelegationRow = z.infer<typeof delegationRow>

export const delegations = {
  list: route({
    method: 'GET',
    path: '/api/organisation/delegations',
    summary: 'Delegations of one’s agency that hold now or will',
    needs: 'signed-in',
    response: z.array(delegationRow),
  }),
  give: route({
    method: 'POST',
    path: '/api/organisation/delegations',
    summary:
      'Let a colleague of the agency act for one’s own post, or as administrator for another’s: for a time, for named acts, and within a scope of units and types of documents',
    needs: 'signed-in',
    body: z.object({
      /** One’s own post where absent. */
      fromPersonId: id.optional(),
      fromPositionId: id.optional(),
      toPersonId: id,
      from: date,
      lastDay: date,
      capabilities: z.array(z.enum(capabilities)).min(1),
      /** Only what these units and those below them handle or draft; everything where none is named. */
      unitIds: z.array(id).max(50).optional(),
      /** Only documents of these types, and then no tasks or work files. */
      typeCodes: z.array(line(40)).max(40).optional(),
      reason: text(300),
    }),
    response: made,
  }),
  end: route({
    method: 'POST',
    path: '/api/organisation/delegations/:id/end',
    summary: 'End a delegation at once',
    needs: 'signed-in',
    params: ofId,
    response: done,
  }),
}
