import { z } from 'zod'
import { attachedFile } from './documents-incoming.ts'
import { route } from './route.ts'
import { date, id, instant, line, page, pageQuery, text } from './values.ts'

/** Exchange of documents with systems outside the province (QCVN 102:2016/BTTTT, Decision 28/2018). */

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
export const wayKinds = ['http', 'platform', 'folder', 'mail'] as const

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
  fields: z.array(messageField),
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

export const outsideAgency = z.object({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  parentName: z.string(),
  address: z.string(),
  email: z.string(),
  phone: z.string(),
  wayId: id.nullable(),
  wayName: z.string().nullable(),
  mustSign: z.boolean(),
  from: date.nullable(),
  until: date.nullable(),
  certificates: z.array(
    z.object({ fingerprint: z.string(), subject: z.string(), from: date.nullable(), until: date.nullable() }),
  ),
})
export type OutsideAgency = z.infer<typeof outsideAgency>

const agencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .max(35)
  .regex(/^[0-9A-Z]+(\.[0-9A-Z]+)*$/)
const outsideFacts = z.object({
  code: agencyCode,
  name: line(300),
  shortName: text(100).default(''),
  parentName: text(300).default(''),
  address: text(300).default(''),
  email: text(200).default(''),
  phone: text(50).default(''),
  wayId: id.nullish(),
  mustSign: z.boolean().default(true),
  from: date.nullish(),
  /** The last day on which it is reached by this code. */
  until: date.nullish(),
})
export type OutsideFacts = z.infer<typeof outsideFacts>

/** The columns of the directory as a table, by the words at their heads. */
export const directoryColumns = {
  code: 'Mã định danh',
  name: 'Tên cơ quan',
  shortName: 'Tên gọi tắt',
  parentName: 'Cơ quan cấp trên',
  address: 'Địa chỉ',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  way: 'Kết nối',
  mustSign: 'Bắt buộc ký số',
  from: 'Từ ngày',
  until: 'Đến ngày',
} as const

const wayFacts = z.object({
  kind: z.enum(wayKinds),
  name: line(100),
  settings: z.record(z.string().max(40), text(500)),
  /** A password or client secret; left out, the one before stays. */
  secret: z.string().max(500).nullish(),
  /** The service account by which the other side comes in. */
  accountId: id.nullish(),
  enabled: z.boolean().default(true),
})
export const exchangeWay = z.object({
  id,
  kind: z.enum(wayKinds),
  name: z.string(),
  settings: z.record(z.string(), z.string()),
  accountId: id.nullable(),
  enabled: z.boolean(),
  goodAt: instant.nullable(),
  badSince: instant.nullable(),
  reason: exchangeReason.nullable(),
  agencies: z.number().int(),
})
export type ExchangeWay = z.infer<typeof exchangeWay>

export const outsideGroup = z.object({
  id,
  name: z.string(),
  version: z.number().int(),
  /** Not of an agency that this one follows: only its own does it change. */
  own: z.boolean(),
  members: z.array(z.object({ id, code: z.string(), name: z.string() })),
})
export type OutsideGroup = z.infer<typeof outsideGroup>
const byId = z.object({ id })
const groupFacts = z.object({ name: line(100), members: z.array(id).min(1).max(500) })

export const exchange = {
  receive: route({
    method: 'POST',
    path: '/api/exchange/messages',
    summary: 'Bring an edXML message, as application/edxml; brought again, it is answered the same and taken in once',
    needs: 'exchange',
    response: z.object({ outcome: z.enum(['taken', 'repeated']), messageIds: z.array(id) }),
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
  agencies: route({
    method: 'GET',
    path: '/api/exchange/agencies',
    summary: 'The directory of agencies outside: by any part of name or code, at most 200',
    needs: 'signed-in',
    query: z.object({ q: text(100).optional(), ended: z.stringbool().optional() }),
    response: z.array(outsideAgency),
  }),
  addAgency: route({
    method: 'POST',
    path: '/api/exchange/agencies',
    summary: 'Enter an agency into the directory',
    needs: 'administer',
    body: outsideFacts,
    response: z.object({ id }),
  }),
  changeAgency: route({
    method: 'PUT',
    path: '/api/exchange/agencies/:id',
    summary: 'Change an agency of the directory, or end it on a day',
    needs: 'administer',
    params: byId,
    body: outsideFacts,
    response: z.object({}),
  }),
  addCertificate: route({
    method: 'POST',
    path: '/api/exchange/agencies/:id/certificates',
    summary: 'Let a certificate (PEM) count as the agency’s',
    needs: 'administer',
    params: byId,
    body: z.object({ pem: z.string().max(20_000) }),
    response: z.object({ fingerprint: z.string(), subject: z.string() }),
  }),
  endCertificate: route({
    method: 'DELETE',
    path: '/api/exchange/agencies/:id/certificates/:fingerprint',
    summary: 'A certificate counts no more from today',
    needs: 'administer',
    params: z.object({ id, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
    response: z.object({}),
  }),
  importAgencies: route({
    method: 'POST',
    path: '/api/exchange/agencies/import',
    summary: 'Enter or change agencies from a table (XLSX, CSV); `apply: false` only tells what would happen',
    needs: 'administer',
    body: z.object({ format: z.enum(['xlsx', 'csv']), content: z.base64().max(1_900_000), apply: z.boolean() }),
    response: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      faults: z.array(z.object({ line: z.number().int(), column: z.string(), value: z.string() })),
    }),
  }),
  exportAgencies: route({
    method: 'GET',
    path: '/api/exchange/agencies/export',
    summary: 'The directory as a table that can be changed and imported again',
    needs: 'administer',
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    transaction: false,
  }),
  ways: route({
    method: 'GET',
    path: '/api/exchange/ways',
    summary: 'How partners’ systems are reached, and how it goes; never a secret',
    needs: 'administer',
    response: z.array(exchangeWay),
  }),
  addWay: route({
    method: 'POST',
    path: '/api/exchange/ways',
    summary: 'Set up a way to a partner’s system',
    needs: 'administer',
    secret: true,
    body: wayFacts,
    response: z.object({ id }),
  }),
  changeWay: route({
    method: 'PUT',
    path: '/api/exchange/ways/:id',
    summary: 'Change a way, or switch it off',
    needs: 'administer',
    params: byId,
    body: wayFacts,
    response: z.object({}),
  }),
  groups: route({
    method: 'GET',
    path: '/api/exchange/groups',
    summary: 'Recipients outside that the agency often addresses together',
    needs: 'signed-in',
    response: z.array(outsideGroup),
  }),
  addGroup: route({
    method: 'POST',
    path: '/api/exchange/groups',
    summary: 'Keep recipients as a group under a name',
    needs: 'issue',
    body: groupFacts,
    response: z.object({ id }),
  }),
  changeGroup: route({
    method: 'PUT',
    path: '/api/exchange/groups/:id',
    summary: 'Give a group of recipients another name, other members',
    needs: 'issue',
    params: byId,
    body: groupFacts.extend({ version: z.number().int() }),
    response: z.object({}),
  }),
  removeGroup: route({
    method: 'DELETE',
    path: '/api/exchange/groups/:id',
    summary: 'Take a group of recipients away, as it was when `version` was shown',
    needs: 'issue',
    params: byId,
    query: z.object({ version: z.coerce.number().int() }),
    response: z.object({}),
  }),
}
