import { z } from 'zod'
import { attachedFile } from './documents-incoming.ts'
import { route } from './route.ts'
import { signWith } from './sign-with.ts'
import { date, id, instant, line, text, urgency } from './values.ts'

/** Outgoing and internal documents: draft, review, approve, number and issue (Decree 30/2020, Art. 10 to 19). */

/** An agency of the province (of an internal document: a unit of one’s own agency), one outside by exchange, or somebody on paper or by mail. */
export const recipient = z.union([
  z.object({ agencyId: id }),
  z.object({ outsideId: id }),
  z.object({ name: line(300), channel: z.enum(['paper', 'mail']) }),
])

export const draftFacts = z.object({
  travel: z.enum(['outgoing', 'internal']).default('outgoing'),
  typeCode: line(40),
  abstract: line(2000),
  urgency: urgency.default('normal'),
  dueOn: date.nullish(),
  signerPositionId: id.nullish(),
  /** Which of those who hold the post, where several do; the first of them else. */
  signerPersonId: id.nullish(),
  recipients: z.array(recipient).max(500).default([]),
  note: text(2000).nullish(),
  /** Its class of confidentiality; where none is named, the agency's rule for its type, else that of what it answers. */
  classId: id.nullish(),
})
export type DraftFacts = z.infer<typeof draftFacts>

/** The files of one version: the PDF that is read and issued, the DOCX it was made from, what comes with it. */
export const versionFiles = z.object({
  main: attachedFile,
  source: attachedFile.nullish(),
  attachments: z.array(attachedFile).max(50).default([]),
})
export type VersionFiles = z.infer<typeof versionFiles>

export const reviewStep = z.object({
  id,
  round: z.number().int(),
  stepNo: z.number().int(),
  kind: z.enum(['review', 'approve']),
  label: z.string(),
  unitId: id,
  unitName: z.string(),
  positionId: id.nullable(),
  positionTitle: z.string().nullable(),
  state: z.enum(['later', 'asked', 'agreed', 'agreed-with-comments', 'returned', 'skipped']),
  comment: z.string().nullable(),
  askedAt: instant.nullable(),
  doneAt: instant.nullable(),
  doneByName: z.string().nullable(),
  actingForName: z.string().nullable(),
  versionSeen: z.number().int().nullable(),
  version: z.number().int(),
  mine: z.boolean(),
})
export type ReviewStep = z.infer<typeof reviewStep>

/** Who reviews at one step; steps with the same number go in parallel. */
export const chainStep = z.object({
  stepNo: z.number().int().min(1).max(20),
  unitId: id,
  positionId: id.nullish(),
  label: text(200).default(''),
})

/** A PDF that others had signed before it was brought in. `closed`: they let nothing be added, no signature either. */
export const cameSigned = z.enum(['open', 'closed'])

export const draftView = z.object({
  documentId: id,
  version: z.number().int(),
  lastVersion: z.number().int(),
  approvedVersion: z.number().int().nullable(),
  approvedByName: z.string().nullable(),
  approvedAt: instant.nullable(),
  signerPositionId: id.nullable(),
  signerPersonId: id.nullable(),
  signerTitle: z.string().nullable(),
  signerName: z.string().nullable(),
  templateCode: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
  recipients: z.array(
    z.object({
      agencyId: id.nullable(),
      outsideId: id.nullable(),
      name: z.string(),
      channel: z.enum(['in-province', 'paper', 'mail', 'exchange']),
    }),
  ),
  versions: z.array(
    z.object({ versionNo: z.number().int(), madeByName: z.string(), madeAt: instant, note: z.string() }),
  ),
  /** Of the last version: its bytes stay as they are, so that no number, day or code is written into it. */
  cameSigned: cameSigned.nullable(),
  /** Of the last version: its PDF is damaged, so that readers may show it differently; it is written anew before it is signed or issued. */
  damaged: z.boolean(),
  reviews: z.array(reviewStep),
  /** The chain that would be asked if it were submitted now. */
  chain: z.array(
    z.object({
      stepNo: z.number().int(),
      unitId: id,
      positionId: id.nullable(),
      label: z.string(),
      unitName: z.string(),
      positionTitle: z.string().nullable(),
    }),
  ),
  acts: z.record(z.string(), z.object({ allowed: z.boolean(), because: z.string().nullable() })),
})
export type DraftView = z.infer<typeof draftView>

export const reviewDeskItem = z.object({
  reviewId: id,
  documentId: id,
  kind: z.enum(['review', 'approve', 'issue', 'redraft']),
  typeCode: z.string(),
  abstract: z.string(),
  urgency,
  dueOn: date.nullable(),
  since: instant,
  draftedByName: z.string(),
  unitName: z.string(),
})

/** An issued document of which a recipient told something, and how many of them have it by now. */
export const toldItem = z.object({
  documentId: id,
  symbol: z.string(),
  abstract: z.string(),
  recipients: z.number().int(),
  registered: z.number().int(),
  refused: z.number().int(),
  /** What was told last, by whom. */
  status: z.string(),
  recipientName: z.string(),
  at: instant,
})

/** One line of what came of signing many. */
export interface SignedOne {
  reviewId: string
  state: 'done' | 'refused'
  code?: string
  detail?: string
}

const docParams = z.object({ id })
const seen = { version: z.number().int() }

export const outgoing = {
  create: route({
    method: 'POST',
    path: '/api/documents/drafts',
    summary: 'Begin a draft from uploaded files; `answers` names the incoming documents it answers',
    needs: 'draft',
    body: z.object({
      facts: draftFacts,
      files: versionFiles.nullish(),
      answers: z.array(id).max(20).default([]),
      /** The issued document that this one takes the place of. */
      replaces: id.nullish(),
      /** What was kept of it while it was typed: it ends with the saving. */
      begunId: id.nullish(),
      templateCode: text(60).nullish(),
      fields: z.record(z.string(), z.unknown()).default({}),
    }),
    response: z.object({ documentId: id }),
  }),
  read: route({
    method: 'GET',
    path: '/api/documents/:id/draft',
    summary: 'A draft’s versions, recipients, review and what may be done with it now',
    needs: 'signed-in',
    params: docParams,
    response: draftView,
  }),
  change: route({
    method: 'PUT',
    path: '/api/documents/:id/draft',
    summary: 'Change the facts of a draft',
    needs: 'draft',
    params: docParams,
    body: z.object({ ...seen, facts: draftFacts }),
    response: z.object({ version: z.number().int() }),
  }),
  addVersion: route({
    method: 'POST',
    path: '/api/documents/:id/versions',
    summary: 'Save a new version on top of the one that was seen; refused where another came between',
    needs: 'signed-in',
    params: docParams,
    body: z.object({ baseVersion: z.number().int(), files: versionFiles, note: text(500).default('') }),
    response: z.object({ versionNo: z.number().int() }),
  }),
  submit: route({
    method: 'POST',
    path: '/api/documents/:id/submit',
    summary: 'Submit for review, by the agency’s chain for the type or the chain given',
    needs: 'draft',
    params: docParams,
    body: z.object({ ...seen, chain: z.array(chainStep).max(20).nullish() }),
    response: z.object({}),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/documents/:id/withdraw',
    summary: 'Take a draft back from its review or approval',
    needs: 'draft',
    params: docParams,
    body: z.object({ ...seen, reason: text(1000).default('') }),
    response: z.object({}),
  }),
  discard: route({
    method: 'POST',
    path: '/api/documents/:id/discard',
    summary: 'Give a draft up',
    needs: 'draft',
    params: docParams,
    body: z.object({ ...seen, reason: text(1000).default('') }),
    response: z.object({}),
  }),
  judge: route({
    method: 'POST',
    path: '/api/documents/reviews/:id/judge',
    summary: 'Agree, agree with comments, or return with reasons; at the approving step, approve',
    needs: 'signed-in',
    params: docParams,
    body: z.object({
      ...seen,
      verdict: z.enum(['agreed', 'agreed-with-comments', 'returned']),
      comment: text(4000).default(''),
      versionSeen: z.number().int(),
      /** Initials at a review, the signature at the approval. */
      signature: signWith.nullish(),
    }),
    response: z.object({ state: z.string() }),
  }),
  signMany: route({
    method: 'POST',
    path: '/api/documents/reviews/sign',
    summary:
      'Approve and sign many drafts under one authorization; answers a line of JSON for each as it is done, and goes on when one fails',
    needs: 'approve',
    body: z.object({
      items: z
        .array(z.object({ reviewId: id, version: z.number().int(), versionSeen: z.number().int() }))
        .min(1)
        .max(100),
      signature: signWith,
    }),
    transaction: false,
  }),
  issue: route({
    method: 'POST',
    path: '/api/documents/:id/issue',
    summary: 'Give number and today’s date and send to all recipients: cannot be undone, only recalled or replaced',
    needs: 'issue',
    fresh: true,
    params: docParams,
    /** `signature`: the agency's seal. */
    body: z.object({ ...seen, signature: signWith.nullish() }),
    response: z.object({ number: z.number().int(), symbol: z.string(), deliveries: z.number().int() }),
  }),
  preview: route({
    method: 'GET',
    path: '/api/documents/:id/issue-preview',
    summary: 'Exactly what issuing would do: the next number and symbol, the date, the recipients',
    needs: 'issue',
    params: docParams,
    response: z.object({
      symbol: z.string(),
      issuedOn: date,
      versionNo: z.number().int(),
      recipients: z.array(z.object({ name: z.string(), channel: z.string() })),
      answers: z.array(z.string()),
      /** Where the file came signed by others, nothing is written into it: number and day must be on the paper already. What could be read of them there. */
      cameSigned: z.object({ state: cameSigned, symbol: z.string().nullable(), day: date.nullable() }).nullable(),
    }),
  }),
  recall: route({
    method: 'POST',
    path: '/api/documents/:id/recall',
    summary: 'Ask all recipients for an issued document back, with the reason',
    needs: 'issue',
    fresh: true,
    params: docParams,
    body: z.object({ ...seen, reason: line(1000) }),
    response: z.object({ asked: z.number().int(), atOnce: z.number().int() }),
  }),
  desk: route({
    method: 'GET',
    path: '/api/documents/reviews/desk',
    summary: 'Drafts that wait for my review, my approval, to be issued by me, or came back to me',
    needs: 'signed-in',
    response: z.array(reviewDeskItem),
  }),
  told: route({
    method: 'GET',
    path: '/api/documents/deliveries/told',
    summary: 'What recipients told last of the agency’s issued documents, in the last two weeks',
    needs: 'issue',
    response: z.array(toldItem),
  }),
}
