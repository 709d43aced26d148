import { z } from 'zod'
import { route } from './route.ts'
import { date, fileName, id, instant, line, secrecy, text, urgency } from './values.ts'

/** Incoming documents: the queue of what arrived, and registration by the fields of the law's register (Decree 30/2020, Appendix IV). */

export const attachedFile = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: fileName,
  mediaType: line(100),
})

export const incomingFacts = z.object({
  arrivedOn: date,
  issuerName: line(300),
  issuerUnitId: id.nullish(),
  symbol: text(60),
  issuedOn: date.nullish(),
  typeCode: line(40),
  abstract: line(2000),
  urgency: urgency.default('normal'),
  secrecy: secrecy.default('none'),
  signerName: text(120).nullish(),
  signerTitle: text(200).nullish(),
  /** To whom it is addressed, as it says itself. */
  addressedTo: text(2000).nullish(),
  pageCount: z.number().int().min(0).max(100_000).nullish(),
  copies: z.number().int().min(0).max(100_000).nullish(),
  dueOn: date.nullish(),
  fileCode: text(60).nullish(),
  note: text(2000).nullish(),
  channel: z.enum(['paper', 'mail', 'upload']).default('upload'),
  /** Its class of confidentiality in the agency; where none is named, the agency's rule for its type. */
  classId: id.nullish(),
})
export type IncomingFacts = z.infer<typeof incomingFacts>

export const duplicate = z.object({
  documentId: id,
  number: z.number().int().nullable(),
  symbol: z.string().nullable(),
  abstract: z.string(),
  arrivedOn: date.nullable(),
  /** Same issuer, symbol and date; or the same bytes. */
  because: z.enum(['same-symbol', 'same-file']),
})
export type Duplicate = z.infer<typeof duplicate>

/** Who may have issued a document with a symbol. */
export const suggestedIssuer = z.object({
  /** Null for issuers outside the province. */
  unitId: id.nullable(),
  name: z.string(),
  /** Registered with this ending before; or the abbreviation of an agency of the province on that day. */
  because: z.enum(['registered', 'abbreviation']),
})
export type SuggestedIssuer = z.infer<typeof suggestedIssuer>

/** What a recipient sees of a document that was sent to it: the frozen facts, never the sender's record. */
export const dispatchFacts = z.object({
  symbol: z.string(),
  issuedOn: date,
  typeCode: z.string(),
  abstract: z.string(),
  urgency,
  issuerName: z.string(),
  issuerUnitId: id.nullable(),
  signerName: z.string().nullable(),
  signerTitle: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  dueOn: date.nullable(),
  /** Symbol of the document this one answers. */
  answers: z.string().nullable(),
  /** For a document directed on to another agency: the leader's words and name. */
  direction: z.string().nullable(),
  directedBy: z.string().nullable(),
})
export type DispatchFacts = z.infer<typeof dispatchFacts>
/** What of these the sender offers the register; what is taken over as it is, is kept as accepted. */
export const offeredBySender = [
  'issuerName',
  'symbol',
  'issuedOn',
  'typeCode',
  'abstract',
  'urgency',
  'signerName',
  'signerTitle',
  'pageCount',
  'dueOn',
] as const satisfies (keyof DispatchFacts)[]

export const arrival = z.object({
  deliveryId: id,
  /** Null where it came from outside the province. */
  senderAgencyId: id.nullable(),
  channel: z.enum(['in-province', 'exchange']),
  senderName: z.string(),
  kind: z.enum(['issue', 'forward']),
  status: z.string(),
  sentAt: instant,
  facts: dispatchFacts,
  files: z.array(
    z.object({ sha256: z.string(), name: z.string(), mediaType: z.string(), role: z.enum(['main', 'attachment']) }),
  ),
  /** What the sender's direction asks of the agency; null where nothing was directed. */
  askedAs: z.enum(['lead', 'collaborate', 'inform']).nullable(),
  /** The sender sent this in place of an earlier document. */
  replaces: z.boolean(),
})
export type Arrival = z.infer<typeof arrival>

/** What came of registering many arrivals in one act. */
export const registeredMany = z.object({
  /** In the order of their numbers, which follow each other. */
  registered: z.array(
    z.object({ deliveryId: id, documentId: id, symbol: z.string(), number: z.number().int(), year: z.number().int() }),
  ),
  /** These wait on, each for the reason told. */
  refused: z.array(
    z.object({
      deliveryId: id,
      symbol: z.string(),
      abstract: z.string(),
      code: z.string(),
      because: z.string(),
      duplicates: z.array(duplicate),
    }),
  ),
})
export type RegisteredMany = z.infer<typeof registeredMany>

export const incoming = {
  arrivals: route({
    method: 'GET',
    path: '/api/documents/arrivals',
    summary: 'What arrived from agencies, of the province or by exchange, and waits for the clerk',
    needs: 'register',
    response: z.array(arrival),
  }),
  arrival: route({
    method: 'GET',
    path: '/api/documents/arrivals/:id',
    summary: 'One arrival, to register it',
    needs: 'register',
    params: z.object({ id }),
    response: arrival,
  }),
  registerMany: route({
    method: 'POST',
    path: '/api/documents/arrivals/register',
    summary:
      'Register many arrivals in one act, by what their senders say of them; each gets the next number, or is told why it waits on',
    needs: 'register',
    body: z.object({
      /** In the order in which they are to be numbered. */
      deliveryIds: z.array(id).min(1).max(200),
      /** The clerk saw what they may be the same as and registers them all the same. */
      duplicatesSeen: z.boolean().default(false),
    }),
    response: registeredMany,
  }),
  refuseArrival: route({
    method: 'POST',
    path: '/api/documents/arrivals/:id/refuse',
    summary: 'Send an arrival back to its sender with the reason (status 02)',
    needs: 'register',
    params: z.object({ id }),
    body: z.object({ reason: line(1000) }),
    response: z.object({}),
  }),
  answerRecall: route({
    method: 'POST',
    path: '/api/documents/deliveries/:id/recall-answer',
    summary: 'Agree (15) or refuse (16) that the sender takes a document back',
    needs: 'register',
    params: z.object({ id }),
    body: z.object({ agree: z.boolean(), reason: text(1000).default('') }),
    response: z.object({}),
  }),
  nextNumber: route({
    method: 'GET',
    path: '/api/documents/incoming/next-number',
    summary: 'The number that the next incoming document would get; another clerk may take it first',
    needs: 'register',
    response: z.object({ year: z.number().int(), number: z.number().int() }),
  }),
  duplicates: route({
    method: 'POST',
    path: '/api/documents/incoming/duplicates',
    summary: 'Documents of the agency already registered with the same issuer, symbol and date, or the same file',
    needs: 'register',
    body: z.object({
      issuerName: text(300),
      symbol: text(60),
      issuedOn: date.nullish(),
      files: z.array(z.string()).max(50),
    }),
    response: z.array(duplicate),
  }),
  issuers: route({
    method: 'GET',
    path: '/api/documents/incoming/issuers',
    summary: 'Who may have issued a document, by the end of its symbol, likeliest first',
    needs: 'register',
    query: z.object({ symbol: text(60).default(''), issuedOn: date.optional() }),
    response: z.array(suggestedIssuer),
  }),
  register: route({
    method: 'POST',
    path: '/api/documents/incoming',
    summary: 'Register a document that arrived and give it the next number of the year',
    needs: 'register',
    body: z.object({
      facts: incomingFacts,
      files: z.array(attachedFile).max(50),
      /** Where it arrived from inside the province: its files come with the delivery. */
      deliveryId: id.nullish(),
      /** What was kept of it while it was typed: it ends with the registration. */
      begunId: id.nullish(),
      /** The clerk saw the duplicates and registers all the same. */
      duplicatesSeen: z.boolean().default(false),
      /** What became of the values that the program offered, field by field. */
      suggested: z.record(z.string().max(40), z.enum(['accepted', 'changed', 'refused'])).optional(),
    }),
    response: z.object({ documentId: id, number: z.number().int(), year: z.number().int() }),
  }),
  correct: route({
    method: 'PUT',
    path: '/api/documents/incoming/:id/facts',
    summary: 'Correct what was registered; number and day of arrival stay, the former values stay in the trail',
    needs: 'register',
    params: z.object({ id }),
    body: z.object({ version: z.number().int(), facts: incomingFacts }),
    response: z.object({ version: z.number().int() }),
  }),
  cancel: route({
    method: 'POST',
    path: '/api/documents/incoming/:id/cancel',
    summary: 'Cancel a registration; its number stays visible as cancelled and is never given again',
    needs: 'register',
    fresh: true,
    params: z.object({ id }),
    body: z.object({ version: z.number().int(), reason: line(1000) }),
    response: z.object({}),
  }),
}
