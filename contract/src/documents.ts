import { z } from 'zod'
import { route } from './route.ts'
import { whyReason } from './trail.ts'
import { heldFilter } from './units-at-work.ts'
import { date, heldAs, id, instant, page, pageQuery, text, travel, urged, urgency } from './values.ts'

/** What the documents module shows of any document: rows of lists and the record itself. */

export const documentStates = [
  'registered',
  'presented',
  'directed',
  'processing',
  'finished',
  'draft',
  'in-review',
  'approved',
  'issued',
  'recalled',
  'replaced',
  'cancelled',
] as const
export const documentState = z.enum(documentStates)

export const handlingRoles = ['present', 'lead', 'collaborate', 'inform'] as const
export const handlingStates = ['waiting', 'accepted', 'passed', 'done', 'returned', 'recalled'] as const

/** Who has a document now, and since when. */
export const holding = z.object({
  handlingId: id,
  role: z.enum(handlingRoles),
  unitId: id,
  unitName: z.string(),
  personName: z.string().nullable(),
  positionTitle: z.string().nullable(),
  since: instant,
  dueOn: date.nullable(),
})

export const documentRow = z.object({
  id,
  travel,
  state: documentState,
  typeCode: z.string(),
  number: z.number().int().nullable(),
  symbol: z.string().nullable(),
  issuedOn: date.nullable(),
  arrivedOn: date.nullable(),
  issuerName: z.string().nullable(),
  draftingUnitName: z.string().nullable(),
  abstract: z.string(),
  urgency,
  dueOn: date.nullable(),
  listedAt: instant,
  finishedAt: instant.nullable(),
  holders: z.array(holding),
})
export type DocumentRow = z.infer<typeof documentRow>

export const documentFilter = {
  travel: travel.optional(),
  state: z
    .string()
    .transform((value) => value.split(',').filter((one) => (documentStates as readonly string[]).includes(one)))
    .optional(),
  type: z.string().max(40).optional(),
  urgency: urgency.optional(),
  /** Registered or drafted on or after, on or before. */
  from: date.optional(),
  to: date.optional(),
  late: z.stringbool().optional(),
  open: z.stringbool().optional(),
  /** What is asked of oneself and waits, as the desk counts it. */
  mine: z.stringbool().optional(),
  /** What a unit that one leads, or an agency one directed to, holds. */
  ...heldFilter,
  /** Words in the abstract, symbol or issuer; full-text search is a route of its own. */
  q: text(200).optional(),
}

export const documentFile = z.object({
  id,
  sha256: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  role: z.enum(['main', 'attachment', 'source']),
  versionNo: z.number().int(),
  ordinal: z.number().int(),
  addedAt: instant,
})
export type DocumentFile = z.infer<typeof documentFile>

/** May this be done now by who asks, and if not, why: shown beside the act. `because` is a key of the languages. */
export const permission = z.object({ allowed: z.boolean(), because: z.string().nullable() })
export type Permission = z.infer<typeof permission>

/** One step of a document's way inside the agency. */
export const handlingStep = z.object({
  id,
  parentId: id.nullable(),
  role: z.enum(handlingRoles),
  state: z.enum(handlingStates),
  unitId: id,
  /** As it was called when the step ended; while it is open, as it is today. */
  unitName: z.string(),
  unitNow: z.string().nullable(),
  personName: z.string().nullable(),
  positionTitle: z.string().nullable(),
  askedByName: z.string(),
  actingForName: z.string().nullable(),
  askedAt: instant,
  instruction: z.string().nullable(),
  dueOn: date.nullable(),
  seenAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endNote: z.string().nullable(),
  version: z.number().int(),
  urged: urged.nullable(),
  /** Another agency: how far its delivery is. */
  deliveryStatus: z.string().nullable(),
  mine: z.boolean(),
  acts: z.record(z.string(), permission),
})
export type HandlingStep = z.infer<typeof handlingStep>

export const deliveryView = z.object({
  id,
  recipientAgencyId: id.nullable(),
  recipientName: z.string(),
  channel: z.enum(['in-province', 'paper', 'mail', 'exchange']),
  status: z.string(),
  sentAt: instant,
  statusAt: instant,
  history: z.array(z.object({ code: z.string(), at: instant, byName: z.string(), note: z.string() })),
})
export type DeliveryView = z.infer<typeof deliveryView>

export const relationView = z.object({
  kind: z.enum(['answers', 'replaces', 'copies', 'refers']),
  /** `from` points at `to`: "this answers that". */
  outward: z.boolean(),
  documentId: id,
  symbol: z.string().nullable(),
  abstract: z.string(),
  travel,
})

export const documentRecord = documentRow.extend({
  version: z.number().int(),
  agencyId: id,
  /** As it was called when the document got its place in the lists, with the words on its seal then. */
  agencyName: z.string(),
  agencySeal: z.string().nullable(),
  /** What is called otherwise today, or has ended: the name of today, of itself or of its heir. */
  agencyNow: z.string().nullable(),
  issuerNow: z.string().nullable(),
  draftingUnitNow: z.string().nullable(),
  year: z.number().int().nullable(),
  issuerUnitId: id.nullable(),
  signerName: z.string().nullable(),
  signerTitle: z.string().nullable(),
  /** Of an incoming document: to whom it is addressed, as it says itself. */
  addressedTo: z.string().nullable(),
  signerAuthority: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  copies: z.number().int().nullable(),
  channel: z.string(),
  fileCode: z.string().nullable(),
  note: z.string().nullable(),
  createdByName: z.string(),
  finishKind: z.enum(['answered', 'reported', 'filed']).nullable(),
  finishNote: z.string().nullable(),
  cancelled: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
  files: z.array(documentFile),
  steps: z.array(handlingStep),
  directions: z.array(
    z.object({
      id,
      personName: z.string(),
      positionTitle: z.string(),
      heldAs,
      actingForName: z.string().nullable(),
      text: z.string(),
      dueOn: date.nullable(),
      at: instant,
    }),
  ),
  deliveries: z.array(deliveryView),
  /** Where it came from, inside the province or by exchange. */
  origin: deliveryView
    .extend({
      senderName: z.string(),
      senderNow: z.string().nullable(),
      direction: z.string().nullable(),
      /** What that direction asks of the agency. */
      askedAs: z.enum(['lead', 'collaborate', 'inform']).nullable(),
    })
    .nullable(),
  relations: z.array(relationView),
  acts: z.record(z.string(), permission),
  /** "Why do I see this?": reasons of the audience, in the order of their weight. */
  because: z.array(whyReason),
})
export type DocumentRecord = z.infer<typeof documentRecord>

export const documents = {
  list: route({
    method: 'GET',
    path: '/api/documents',
    summary: 'Documents that who asks may see, newest first, by the filters of the address bar',
    needs: 'signed-in',
    query: z.object({ ...documentFilter, ...pageQuery }),
    response: page(documentRow).extend({
      /** Where a filter fits little: everything since then was looked at; `next` looks further back. */
      lookedBack: instant.optional(),
    }),
  }),
  record: route({
    method: 'GET',
    path: '/api/documents/:id',
    summary: 'One document with its files, way, directions, deliveries and what may be done with it now',
    needs: 'signed-in',
    params: z.object({ id }),
    response: documentRecord,
  }),
  types: route({
    method: 'GET',
    path: '/api/documents/types',
    summary:
      'The document types of Decree 30/2020 in the order of its Article 7, and the legal documents of the province',
    needs: 'signed-in',
    response: z.array(
      z.object({
        code: z.string(),
        abbreviation: z.string().nullable(),
        name: z.string(),
        nameEn: z.string(),
        nameUr: z.string(),
        /** Issued by people’s councils and committees only, and numbered on its own with the year. */
        legal: z.boolean(),
      }),
    ),
  }),
}
