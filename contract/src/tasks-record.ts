import { z } from 'zod'
import { documentState, permission } from './documents.ts'
import { addressee } from './documents-handling.ts'
import { date, id, instant, line, text, travel, urged } from './values.ts'

/** What a task says: asked of whom, by when, how far it is. */

export const taskStates = [
  'assigned',
  'accepted',
  'blocked',
  'waiting',
  'delivered',
  'closed',
  'refused',
  'cancelled',
] as const
export const taskState = z.enum(taskStates)
export const importances = ['normal', 'high', 'key'] as const
export const taskActNames = [
  'accept',
  'refuse',
  'report',
  'block',
  'wait',
  'resume',
  'ask-extension',
  'deliver',
  'verify',
  'return',
  'cancel',
  'reassign',
  'split',
  'change',
  'answer-extension',
  'urge',
] as const
export type TaskActName = (typeof taskActNames)[number]

/** The place in a document that a task came from: page, rectangles as fractions of the page, and the words. */
export const place = z.object({
  page: z.number().int().min(1),
  rects: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })).max(200),
  quote: text(2000),
  sha256: z.string().optional(),
})

export const taskFacts = z.object({
  title: line(500),
  description: text(5000).default(''),
  lead: addressee,
  collaborators: z.array(addressee).max(100).default([]),
  dueOn: date.nullish(),
  /** Instead of a date: working days from today by the agency's calendar. */
  workingDays: z.number().int().min(1).max(1000).nullish(),
  importance: z.enum(importances).default('normal'),
  product: text(1000).default(''),
  measure: text(1000).default(''),
})

export const taskRow = z.object({
  id,
  title: z.string(),
  state: taskState,
  importance: z.enum(importances),
  dueOn: date.nullable(),
  progress: z.number().int(),
  leadUnitName: z.string(),
  leadPersonName: z.string().nullable(),
  assignedByName: z.string(),
  agencyName: z.string(),
  origin: z.enum(['direction', 'document', 'task', 'own']),
  originSymbol: z.string().nullable(),
  standstill: z.string().nullable(),
  extended: z.number().int(),
  listedAt: instant,
  closedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** Since then nothing was delivered. */
  urged: urged.nullable(),
})
export type TaskRow = z.infer<typeof taskRow>

export const taskRecord = taskRow.extend({
  version: z.number().int(),
  description: z.string(),
  product: z.string(),
  measure: z.string(),
  firstDueOn: date.nullable(),
  leadUnitId: id,
  /** The name of today, of itself or of its heir, where it is another than the one shown. */
  leadUnitNow: z.string().nullable(),
  agencyNow: z.string().nullable(),
  originDocumentId: id.nullable(),
  originAbstract: z.string().nullable(),
  // What is answered is not parsed again: no transforms here.
  originPlace: place.extend({ quote: z.string() }).nullable(),
  parent: z.object({ id, title: z.string() }).nullable(),
  assignedTitle: z.string(),
  actingForName: z.string().nullable(),
  standstillSince: instant.nullable(),
  /** It was returned, refused or cancelled, and nothing was delivered or asked anew since: by whom, when, and why. */
  sentBack: z
    .object({ act: z.enum(['return', 'refuse', 'cancel']), at: instant, byName: z.string(), reason: z.string() })
    .nullable(),
  acceptedAt: instant.nullable(),
  result: z.string().nullable(),
  rating: z.number().int().nullable(),
  ratingNote: z.string().nullable(),
  collaborators: z.array(z.object({ unitName: z.string(), personName: z.string().nullable() })),
  reports: z.array(
    z.object({
      id,
      at: instant,
      personName: z.string(),
      actingForName: z.string().nullable(),
      percent: z.number().int(),
      text: z.string(),
      /** The document that proves it. */
      document: z
        .object({
          id,
          symbol: z.string().nullable(),
          typeCode: z.string(),
          abstract: z.string(),
          travel,
          state: documentState,
        })
        .nullable(),
      /** There is one, and it is not open to who asks: that is all they are told of it. */
      documentClosed: z.boolean(),
      sha256: z.string().nullable(),
      fileName: z.string().nullable(),
      figure: z.number().nullable(),
      figureUnit: z.string().nullable(),
    }),
  ),
  extensions: z.array(
    z.object({
      id,
      askedByName: z.string(),
      askedForName: z.string().nullable(),
      askedAt: instant,
      from: date.nullable(),
      wantedOn: date,
      /** May differ from the day that was wanted. */
      grantedOn: date.nullable(),
      /** Not asked for: who had assigned it set another day. */
      changed: z.boolean(),
      reason: z.string(),
      state: z.enum(['asked', 'granted', 'refused']),
      answeredByName: z.string().nullable(),
      answeredForName: z.string().nullable(),
      answeredAt: instant.nullable(),
      answer: z.string().nullable(),
    }),
  ),
  subtasks: z.array(taskRow),
  acts: z.record(z.string(), permission),
  because: z.array(z.object({ reason: z.string(), through: z.string() })),
})
export type TaskRecord = z.infer<typeof taskRecord>
