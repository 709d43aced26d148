import { z } from 'zod'
import { attachedFile } from './documents-incoming.ts'
import { route } from './route.ts'
import { id, instant, line, page, pageQuery, text } from './values.ts'

/** Messages to and from systems outside: what waits, what came and went, each field by field (QCVN 102:2016/BTTTT). */

export const messageBusinesses = ['new', 'replace', 'update', 'recall', 'status', 'unread'] as const
export const messageStates = [
  'waiting',
  'sending',
  'sent',
  'refused',
  'failed',
  'otherwise',
  'dropped',
  'taken',
  'early',
] as const

/** Why, as a code of the refusals, and in the reader's language. */
export const exchangeReason = z.object({ code: z.string(), sentence: z.string() })

export const messageRow = z.object({
  id,
  direction: z.enum(['in', 'out']),
  business: z.enum(messageBusinesses),
  state: z.enum(messageStates),
  partnerCode: z.string().nullable(),
  partnerName: z.string(),
  symbol: z.string().nullable(),
  abstract: z.string().nullable(),
  statusCode: z.string().nullable(),
  at: instant,
  settledAt: instant.nullable(),
  tries: z.number().int(),
  nextTryAt: instant.nullable(),
  reason: exchangeReason.nullable(),
  wayName: z.string().nullable(),
})
export type MessageRow = z.infer<typeof messageRow>

export const signatureVerdict = z.object({
  state: z.enum(['none', 'valid', 'weak', 'broken', 'unreadable']),
  because: z.string().nullable(),
  certificate: z
    .object({ fingerprint: z.string(), subject: z.string(), from: z.string(), until: z.string() })
    .nullable(),
})

/** One field of a message: where it stands, and what it says. */
export const messageField = z.object({ key: z.string(), value: z.string() })

export const messageView = messageRow.extend({
  ownCode: z.string().nullable(),
  documentKey: z.string().nullable(),
  documentId: id.nullable(),
  note: z.string(),
  size: z.number().int().nullable(),
  hasOriginal: z.boolean(),
  signature: signatureVerdict.nullable(),
  happenedAt: instant.nullable(),
  steps: z.array(
    z.object({
      at: instant,
      kind: z.string(),
      personName: z.string().nullable(),
      note: z.string(),
      reason: exchangeReason.nullable(),
    }),
  ),
  /** Null where the message is large: reading all of it takes a while, and `content` tells them. */
  fields: z.array(messageField).nullable(),
  mayDecide: z.boolean(),
})
export type MessageView = z.infer<typeof messageView>

export const explained = z.object({
  /** What it would be refused for; null where it can be taken in. */
  refusal: exchangeReason.nullable(),
  signature: signatureVerdict.nullable(),
  fields: z.array(messageField),
  files: z.array(z.object({ name: z.string(), size: z.number().int(), sha256: z.string() })),
})
export type Explained = z.infer<typeof explained>

export const traffic = z.object({
  /** By partner and hour of the last seven days. */
  hours: z.array(
    z.object({
      partnerCode: z.string(),
      partnerName: z.string(),
      hour: instant,
      sent: z.number().int(),
      came: z.number().int(),
    }),
  ),
  waiting: z.number().int(),
  undelivered: z.number().int(),
  refused: z.number().int(),
  /** Ways that are down, by the name that the administrator gave them. */
  down: z.array(z.object({ name: z.string(), since: instant, reason: exchangeReason.nullable() })),
})
export type Traffic = z.infer<typeof traffic>

const byId = z.object({ id })

/** How many messages a bundle has at most, and how large it may be. */
export const bundleLimits = { messages: 16, bytes: 8_000_000 }

export const exchangeMessages = {
  receive: route({
    method: 'POST',
    path: '/api/exchange/messages',
    summary: 'Bring an edXML message, as application/edxml; brought again, it is answered the same and taken in once',
    needs: 'exchange',
    response: z.object({ outcome: z.enum(['taken', 'repeated']), messageIds: z.array(id) }),
    transaction: false,
  }),
  receiveMany: route({
    method: 'POST',
    path: '/api/exchange/messages/bundle',
    summary:
      'Bring several edXML messages, as application/edxml-bundle: of each its length in bytes, a line feed and the message; each is taken in or refused by itself',
    needs: 'exchange',
    response: z.object({
      /** In the order in which they were brought. */
      answers: z.array(
        z.discriminatedUnion('outcome', [
          z.object({ outcome: z.enum(['taken', 'repeated']), messageIds: z.array(id) }),
          /** As bringing it by itself would be answered. */
          z.object({ outcome: z.literal('refused'), status: z.number().int(), code: z.string(), detail: z.string() }),
        ]),
      ),
    }),
    transaction: false,
  }),
  traffic: route({
    method: 'GET',
    path: '/api/exchange/traffic',
    summary: 'Messages of the last week by partner and hour, what waits, what was refused, which ways are down',
    needs: 'register',
    response: traffic,
  }),
  list: route({
    method: 'GET',
    path: '/api/exchange/messages',
    summary: 'Messages of the agency, newest first',
    needs: 'register',
    query: z.object({
      ...pageQuery,
      direction: z.enum(['in', 'out']).optional(),
      /** undelivered: what somebody must decide. */
      state: z.enum([...messageStates, 'undelivered']).optional(),
      business: z.enum(messageBusinesses).optional(),
      partner: z.string().max(35).optional(),
      q: text(100).optional(),
    }),
    response: page(messageRow),
  }),
  read: route({
    method: 'GET',
    path: '/api/exchange/messages/:id',
    summary: 'A message: what it says field by field, its signature, its history',
    needs: 'register',
    params: byId,
    response: messageView,
    transaction: false,
  }),
  content: route({
    method: 'GET',
    path: '/api/exchange/messages/:id/content',
    summary: 'What a message says field by field, and its signature, read from its original, however large',
    needs: 'register',
    params: byId,
    response: z.object({ signature: signatureVerdict.nullable(), fields: z.array(messageField) }),
    transaction: false,
  }),
  original: route({
    method: 'GET',
    path: '/api/exchange/messages/:id/original',
    summary: 'The message byte for byte as it was sent or received',
    needs: 'register',
    params: byId,
    transaction: false,
  }),
  resend: route({
    method: 'POST',
    path: '/api/exchange/messages/:id/resend',
    summary: 'Send a message again that did not go',
    needs: 'register',
    params: byId,
    body: z.object({}),
    response: z.object({ state: z.string() }),
  }),
  otherwise: route({
    method: 'POST',
    path: '/api/exchange/messages/:id/otherwise',
    summary: 'Note that it was sent by other means, for example on paper',
    needs: 'register',
    params: byId,
    body: z.object({ note: line(500) }),
    response: z.object({ state: z.string() }),
  }),
  explain: route({
    method: 'POST',
    path: '/api/exchange/explain',
    summary: 'Explain a message dropped in by hand, field by field, without taking it in',
    needs: 'register',
    body: attachedFile.pick({ sha256: true }),
    response: explained,
    transaction: false,
  }),
  takeIn: route({
    method: 'POST',
    path: '/api/exchange/take-in',
    summary: 'Take in a message that was brought by hand',
    needs: 'register',
    body: attachedFile.pick({ sha256: true }),
    response: z.object({ outcome: z.enum(['taken', 'repeated']), messageIds: z.array(id) }),
    transaction: false,
  }),
}
