import { z } from 'zod'
import { route } from './route.ts'
import { date, id, instant, line, reference, text } from './values.ts'

/** Who may see a record beyond those who work on it: openings for a time, and classes of confidentiality inside an agency. */

export const openingTargets = ['person', 'unit', 'committee'] as const

export const opening = z.object({
  id,
  targetKind: z.enum(openingTargets),
  /** Whom it is open to. */
  name: z.string(),
  firstDay: date,
  lastDay: date,
  reason: z.string(),
  openedAt: instant,
  openedBy: z.string(),
  openedByTitle: z.string(),
  actingForName: z.string().nullable(),
  state: z.enum(['open', 'over', 'withdrawn']),
  withdrawnAt: instant.nullable(),
  withdrawnBy: z.string().nullable(),
  mayWithdraw: z.boolean(),
})
export type Opening = z.infer<typeof opening>

export const recordAccess = z.object({
  /** Groups see the record only as far as they belong to this class. */
  class: reference.nullable(),
  /** The classes that who asks may give it; none where they may not. */
  classes: z.array(reference),
  openings: z.array(opening),
  mayOpen: z.boolean(),
  mayClassify: z.boolean(),
})
export type RecordAccess = z.infer<typeof recordAccess>

const ofId = z.object({ id })
const done = z.object({})

export const access = {
  ofRecord: route({
    method: 'GET',
    path: '/api/records/:id/access',
    summary: 'The class of a document, task or work file, and to whom it was opened until when, by whom and why',
    needs: 'signed-in',
    params: ofId,
    response: recordAccess,
  }),
  open: route({
    method: 'POST',
    path: '/api/records/:id/openings',
    summary: 'Open a record to a person, a unit or a committee until the end of a day; by whoever answers for it',
    needs: 'signed-in',
    params: ofId,
    body: z.object({ targetKind: z.enum(openingTargets), targetId: id, lastDay: date, reason: line(300) }),
    response: z.object({ id }),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/openings/:id/withdraw',
    summary: 'Close again what was opened, at once',
    needs: 'signed-in',
    params: ofId,
    response: done,
  }),
  classify: route({
    method: 'POST',
    path: '/api/records/:id/class',
    summary: 'Give a record a class of confidentiality, another one, or none; by whoever answers for it',
    needs: 'signed-in',
    params: ofId,
    body: z.object({ classId: id.nullable(), reason: text(300) }),
    response: done,
  }),
}

export const classMember = z.object({
  id,
  kind: z.enum(['position', 'unit', 'committee']),
  name: z.string(),
  note: z.string(),
})
export const confidentialityClass = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  /** Types of document that carry it by themselves. */
  typeCodes: z.array(z.string()),
  members: z.array(classMember),
})
export type ConfidentialityClass = z.infer<typeof confidentialityClass>

export const accessRules = {
  list: route({
    method: 'GET',
    path: '/api/confidentiality',
    summary:
      'The classes of confidentiality of one’s agency, who belongs to each, and which types of document carry it',
    needs: 'signed-in',
    response: z.array(confidentialityClass),
  }),
  create: route({
    method: 'POST',
    path: '/api/confidentiality',
    summary: 'Make a class of confidentiality in one’s agency',
    needs: 'administer',
    body: z.object({ name: line(120) }),
    response: z.object({ id }),
  }),
  change: route({
    method: 'POST',
    path: '/api/confidentiality/:id/changes',
    summary: 'Rename a class, say which types of document carry it by themselves, or use it no longer',
    needs: 'administer',
    params: ofId,
    body: z.object({
      name: line(120).optional(),
      active: z.boolean().optional(),
      typeCodes: z.array(line(40)).max(40).optional(),
    }),
    response: done,
  }),
  addMember: route({
    method: 'POST',
    path: '/api/confidentiality/:id/members',
    summary: 'Let a post, everybody of a unit, or a committee belong to a class',
    needs: 'administer',
    params: ofId,
    body: z
      .object({ positionId: id.optional(), unitId: id.optional() })
      .refine((given) => (given.positionId === undefined) !== (given.unitId === undefined)),
    response: z.object({ id }),
  }),
  endMember: route({
    method: 'POST',
    path: '/api/confidentiality/members/:id/end',
    summary: 'End that a post, unit or committee belongs to a class, at once',
    needs: 'administer',
    params: ofId,
    response: done,
  }),
  restoreMember: route({
    method: 'POST',
    path: '/api/confidentiality/members/:id/restore',
    summary: 'Let belong again who was taken out of a class within the last quarter of an hour',
    needs: 'administer',
    params: ofId,
    response: z.object({ id }),
  }),
}
