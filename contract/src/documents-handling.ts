import { z } from 'zod'
import { handlingRoles } from './documents.ts'
import { route } from './route.ts'
import { unitAtWork } from './units-at-work.ts'
import { date, id, instant, line, text, urged, urgency } from './values.ts'

/** A document's way inside an agency: presented, directed, passed on, returned, finished (Decree 30/2020, Art. 23 and 24). */

/** Who is asked: a unit (its leaders decide who), or one post and its holder. */
export const addressee = z.object({ unitId: id, positionId: id.nullish(), personId: id.nullish() })
export type Addressee = z.infer<typeof addressee>

const stepParams = z.object({ id })
const seen = { version: z.number().int() }

export const assignment = z.object({
  lead: addressee.nullish(),
  collaborators: z.array(addressee).max(300).default([]),
  informed: z.array(addressee).max(300).default([]),
  text: line(2000),
  dueOn: date.nullish(),
})

export const deskItem = z.object({
  handlingId: id,
  documentId: id,
  version: z.number().int(),
  role: z.enum(handlingRoles),
  state: z.enum(['waiting', 'accepted']),
  typeCode: z.string(),
  symbol: z.string().nullable(),
  number: z.number().int().nullable(),
  abstract: z.string(),
  issuerName: z.string().nullable(),
  urgency,
  askedByName: z.string(),
  askedAt: instant,
  instruction: z.string().nullable(),
  dueOn: date.nullable(),
  /** Asked of me, or of the unit I lead. */
  unitName: z.string(),
  seenAt: instant.nullable(),
  /** On `waitingForOthers`: who has it. */
  holderName: z.string().nullable(),
  /** On `toDo`: what I asked came back to me, from whom and why. */
  returned: z.object({ byName: z.string(), reason: z.string() }).nullable(),
  urged: urged.nullable(),
})
export type DeskItem = z.infer<typeof deskItem>

export const handling = {
  present: route({
    method: 'POST',
    path: '/api/documents/:id/present',
    summary: 'Present a registered document to a leader for direction',
    needs: 'register',
    params: z.object({ id }),
    body: z.object({ ...seen, to: addressee, note: text(1000).default(''), dueOn: date.nullish() }),
    response: z.object({ handlingId: id }),
  }),
  assign: route({
    method: 'POST',
    path: '/api/documents/steps/:id/assign',
    summary: 'Direct, or pass on: name lead, collaborators, those to be informed, and a deadline',
    needs: 'signed-in',
    params: stepParams,
    body: assignment.extend(seen),
    response: z.object({ steps: z.number().int() }),
  }),
  accept: route({
    method: 'POST',
    path: '/api/documents/steps/:id/accept',
    summary: 'Accept what is asked: work begins',
    needs: 'signed-in',
    params: stepParams,
    body: z.object(seen),
    response: z.object({}),
  }),
  returnStep: route({
    method: 'POST',
    path: '/api/documents/steps/:id/return',
    summary: 'Give back to who asked, with the reason',
    needs: 'signed-in',
    params: stepParams,
    body: z.object({ ...seen, reason: line(1000) }),
    response: z.object({}),
  }),
  recall: route({
    method: 'POST',
    path: '/api/documents/steps/:id/recall',
    summary: 'Take back what one asked and is not finished; the step before is open again',
    needs: 'signed-in',
    params: stepParams,
    body: z.object({ ...seen, reason: text(1000).default('') }),
    response: z.object({}),
  }),
  handOver: route({
    method: 'POST',
    path: '/api/documents/steps/:id/hand-over',
    summary: 'Give one’s own step to a colleague',
    needs: 'signed-in',
    params: stepParams,
    body: z.object({ ...seen, to: addressee, reason: text(1000).default('') }),
    response: z.object({ handlingId: id }),
  }),
  takeOver: route({
    method: 'POST',
    path: '/api/documents/steps/:id/take-over',
    summary: 'As a leader of the unit, take the step of somebody who is absent',
    needs: 'signed-in',
    params: stepParams,
    body: z.object({ ...seen, reason: line(1000) }),
    response: z.object({ handlingId: id }),
  }),
  finish: route({
    method: 'POST',
    path: '/api/documents/steps/:id/finish',
    summary: 'Finish one’s step: by an answering document, by a report, or for the file',
    needs: 'signed-in',
    params: stepParams,
    body: z.object({
      ...seen,
      kind: z.enum(['answered', 'reported', 'filed']),
      note: text(2000).default(''),
      answerId: id.nullish(),
    }),
    response: z.object({ documentFinished: z.boolean() }),
  }),
  urge: route({
    method: 'POST',
    path: '/api/documents/:id/urge',
    summary: 'Urge those who hold a document, with a sentence: all whom one may urge, or those of these steps',
    needs: 'signed-in',
    params: z.object({ id }),
    body: z.object({ text: line(1000), stepIds: z.array(id).max(300).optional() }),
    response: z.object({ steps: z.number().int() }),
  }),
  undo: route({
    method: 'POST',
    path: '/api/documents/steps/:id/undo',
    summary: 'Take back the act one has just done with a step, while nobody has acted since',
    needs: 'signed-in',
    params: stepParams,
    body: z.object(seen),
    response: z.object({}),
  }),
  see: route({
    method: 'POST',
    path: '/api/documents/steps/:id/see',
    summary: 'Note that who is asked has opened it; a step that only informs ends with this',
    needs: 'signed-in',
    params: stepParams,
    response: z.object({}),
  }),
  desk: route({
    method: 'GET',
    path: '/api/documents/desk',
    summary: 'What is asked of me with documents, what of it is due, what I wait for, and what is new to know',
    needs: 'signed-in',
    response: z.object({
      toDo: z.array(deskItem),
      /** Of it what is late or falls due within three days, soonest first. */
      due: z.array(deskItem),
      waiting: z.array(deskItem),
      toKnow: z.array(deskItem),
      /** Counted up to a hundred; whether that is all says `toDoComplete`. */
      toDoTotal: z.number().int(),
      toDoComplete: z.boolean(),
    }),
  }),
  units: route({
    method: 'GET',
    path: '/api/documents/units-at-work',
    summary: 'For a leader: the units they lead and the agencies directed to, by documents held, late and in time',
    needs: 'signed-in',
    response: z.array(unitAtWork),
  }),
  phrases: route({
    method: 'GET',
    path: '/api/documents/phrases',
    summary: 'The instructions this leader uses most, or the sentences with which they urge',
    needs: 'signed-in',
    query: z.object({ act: z.enum(['direct', 'urge']).default('direct') }),
    response: z.array(z.string()),
  }),
}
