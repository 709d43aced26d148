import { z } from 'zod'
import { attachedFile } from './documents-incoming.ts'
import { recipient } from './documents-outgoing.ts'
import { route } from './route.ts'
import { id, instant, line, text, urgency } from './values.ts'

/** What helps to write a draft: forms and templates, the PDF of a DOCX, comparing versions, comments on a place, copies. */

export const authorities = ['TM', 'KT', 'TL', 'TUQ', 'Q'] as const
/** Why a signer signs by an authority. */
export const signingReasons = [
  'head',
  'collective',
  'acting',
  'deputy',
  'by-order',
  'deputy-by-order',
  'authorised',
] as const
export type SigningBecause = (typeof signingReasons)[number]

/** What the drafter types into a form; the rest (agency, place, symbol, signer’s lines) is known. */
export const formFields = z.object({
  typeCode: line(40),
  abstract: line(2000),
  urgency: urgency.default('normal'),
  addressees: z.array(line(300)).max(150).default([]),
  grounds: z.array(line(1000)).max(60).default([]),
  body: z.array(line(20_000)).max(2000).default([]),
  /** Lines of "Nơi nhận" beside the addressees; the file copy is added. */
  copiesTo: z.array(line(300)).max(150).default([]),
  signerPositionId: id.nullish(),
  /** Which of those who hold the post, where several do; the first of them else. */
  signerPersonId: id.nullish(),
  /** The usual one where absent; `own`: in the signer's own office. */
  authority: z.enum([...authorities, 'own']).nullish(),
  /** After the issuer in a letter's symbol: the drafting unit or the field. */
  unitAbbreviation: text(20).nullish(),
})
export type FormFields = z.infer<typeof formFields>

export const signer = z.object({
  positionId: id,
  personId: id,
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  authority: z.enum(authorities).nullable(),
  /** Why by this one; and those between which the law leaves a choice, null for their own office. */
  because: z.enum(signingReasons),
  allowed: z.array(z.enum(authorities).nullable()),
  /** The lines that would stand above the name. */
  lines: z.array(z.string()),
})
export type Signer = z.infer<typeof signer>

export const piece = z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) })
export const comparedRow = z.object({
  kind: z.enum(['same', 'changed', 'added', 'removed']),
  before: z.array(piece).nullable(),
  after: z.array(piece).nullable(),
})
export type ComparedRow = z.infer<typeof comparedRow>

/** A place on a page, as shares of its width and height, so that it stays in place at every size of the picture. */
export const place = z.object({
  page: z.number().int().min(1).max(10_000),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0).max(1),
  height: z.number().min(0).max(1),
  quote: text(1000).default(''),
})
const shownPlace = place.extend({ quote: z.string().optional() })

/** A part of a page that an extract takes, as shares of what is shown of the page: not so small that nothing is to be read in it. */
export const extractPart = place.omit({ quote: true }).extend({
  width: z.number().min(0.005).max(1),
  height: z.number().min(0.003).max(1),
})
export type ExtractPart = z.infer<typeof extractPart>
/** A part that is offered, with its words. */
const foundPart = extractPart.extend({ text: z.string() })
export const comment = z.object({
  id,
  versionNo: z.number().int(),
  parentId: id.nullable(),
  place: shownPlace.nullable(),
  text: z.string(),
  byName: z.string(),
  actingForName: z.string().nullable(),
  mine: z.boolean(),
  at: instant,
  resolvedAt: instant.nullable(),
  resolvedByName: z.string().nullable(),
})
export type Comment = z.infer<typeof comment>

/** A file as an answer names it. */
const madeFile = z.object({ sha256: z.string(), name: z.string(), mediaType: z.string() })

export const copyKinds = ['sao-y', 'sao-luc', 'trich-sao'] as const
/** What a copy can be made of: a PDF, or the picture of a paper. */
export const copiedFrom = ['application/pdf', 'image/png', 'image/jpeg']
const params = z.object({ id })

const copyBody = z.object({
  kind: z.enum(copyKinds),
  signerPositionId: id,
  signerPersonId: id.nullish(),
  authority: z.enum([...authorities, 'own']).nullish(),
  /** Of an extract: the whole pages taken, "1-2, 5". */
  pages: text(200).default(''),
  /** Of an extract: the parts of pages taken, instead of whole pages. They stand in the order of the document, whatever order they come in. */
  parts: z.array(extractPart).max(60).default([]),
  recipients: z.array(recipient).max(500).default([]),
  /** Lines of its "Nơi nhận", where they are not the names of the recipients: "các xã, phường". */
  copiesTo: z.array(line(300)).max(50).default([]),
})

export const drafting = {
  form: route({
    method: 'GET',
    path: '/api/documents/forms/:type',
    summary: 'What a draft of a type begins with: its form, symbol, who may sign, whether PDFs can be made here',
    needs: 'draft',
    params: z.object({ type: line(40) }),
    response: z.object({
      begin: z.array(z.string()),
      needsAddressees: z.boolean(),
      needsGrounds: z.boolean(),
      notation: z.string(),
      unitAbbreviation: z.string(),
      signers: z.array(signer),
      /** False where this machine has no LibreOffice: then a PDF is uploaded beside the DOCX. */
      makesPdf: z.boolean(),
      ownTemplate: z.boolean(),
    }),
  }),
  make: route({
    method: 'POST',
    path: '/api/documents/forms/make',
    summary: 'Fill the template of a type: the DOCX, and its PDF where this machine makes PDFs',
    needs: 'draft',
    body: formFields,
    response: z.object({
      source: madeFile,
      main: madeFile.nullable(),
      because: z.string().nullable(),
    }),
    transaction: false,
  }),
  convert: route({
    method: 'POST',
    path: '/api/documents/forms/convert',
    summary: 'The PDF of an uploaded DOCX',
    needs: 'signed-in',
    body: z.object({ file: attachedFile }),
    response: z.object({ main: madeFile.nullable(), because: z.string().nullable() }),
    transaction: false,
  }),
  template: route({
    method: 'GET',
    path: '/api/documents/templates/:type',
    summary: 'The DOCX template of a type as the agency uses it, with its tags',
    needs: 'signed-in',
    params: z.object({ type: line(40) }),
    transaction: false,
  }),
  replaceTemplate: route({
    method: 'PUT',
    path: '/api/documents/templates/:type',
    summary:
      'Put the agency’s own DOCX in place of the program’s template; without a file, the program’s is used again',
    needs: 'issue',
    params: z.object({ type: line(40) }),
    body: z.object({ file: attachedFile.nullable() }),
    /** Tags of the file that the program does not know: they stay empty. */
    response: z.object({ unknownTags: z.array(z.string()) }),
  }),
  compare: route({
    method: 'GET',
    path: '/api/documents/:id/compare',
    summary: 'Two versions of a draft side by side, with the words that changed',
    needs: 'signed-in',
    params,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    response: z.object({ rows: z.array(comparedRow), readable: z.boolean() }),
    transaction: false,
  }),
  comments: route({
    method: 'GET',
    path: '/api/documents/:id/comments',
    summary: 'Comments on a draft with their replies, in the order in which they were made',
    needs: 'signed-in',
    params,
    response: z.array(comment),
  }),
  addComment: route({
    method: 'POST',
    path: '/api/documents/:id/comments',
    summary: 'Comment on a place in a page of a version, or reply',
    needs: 'signed-in',
    params,
    body: z.object({
      versionNo: z.number().int().min(1),
      text: line(4000),
      place: place.nullish(),
      parentId: id.nullish(),
    }),
    response: z.object({ id }),
  }),
  resolveComment: route({
    method: 'POST',
    path: '/api/documents/comments/:id/resolve',
    summary: 'Mark a comment as dealt with, or open it again',
    needs: 'signed-in',
    params,
    body: z.object({ resolved: z.boolean() }),
    response: z.object({}),
  }),
  copy: route({
    method: 'POST',
    path: '/api/documents/:id/copies',
    summary: 'Begin a copy (sao y, sao lục, trích sao) of a document, as a document of its own',
    needs: 'draft',
    params,
    body: copyBody,
    response: z.object({ documentId: id }),
    transaction: false,
  }),
  copyPreview: route({
    method: 'POST',
    path: '/api/documents/:id/copies/preview',
    summary: 'The PDF that a copy would have, before it is begun; nobody but who asks may read it',
    needs: 'draft',
    params,
    body: copyBody,
    response: madeFile,
    transaction: false,
  }),
  extractParts: route({
    method: 'GET',
    path: '/api/documents/:id/copies/parts',
    summary:
      'What an extract can be made of: a page in its paragraphs, and where the document has the components that an extract rebuilds',
    needs: 'draft',
    params,
    query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
    response: z.object({
      /** The file that they are parts of. */
      file: madeFile,
      pages: z.number().int(),
      /** Head and signature, where they were found: an extract has the whole form (Decree 30/2020, Art. 25). */
      form: z.array(foundPart),
      /** Of the page asked for, in reading order. */
      paragraphs: z.array(foundPart),
    }),
    transaction: false,
  }),
  setReview: route({
    method: 'PUT',
    path: '/api/documents/review-rules',
    summary: 'Set how drafts of a type (or of all types that have no rule) are reviewed in this agency',
    needs: 'administer',
    body: z.object({
      typeCode: text(40).nullable(),
      steps: z
        .array(
          z.object({
            stepNo: z.number().int().min(1).max(20),
            kind: z.enum(['drafting-leader', 'unit', 'position']),
            unitId: id.nullish(),
            positionId: id.nullish(),
            label: text(200).default(''),
          }),
        )
        .max(20),
    }),
    response: z.object({}),
  }),
  setSeries: route({
    method: 'PUT',
    path: '/api/documents/numbering-rules/:type',
    summary: 'Number a type in a series of its own, or in the common one again; numbers already given stay',
    needs: 'issue',
    params: z.object({ type: line(40) }),
    body: z.object({ ownSeries: z.boolean() }),
    response: z.object({}),
  }),
  rules: route({
    method: 'GET',
    path: '/api/documents/review-rules',
    summary:
      'How drafts are reviewed in this agency, by type, which types are numbered in a series of their own, and which have a template of its own',
    needs: 'signed-in',
    response: z.object({
      review: z.array(
        z.object({
          id,
          typeCode: z.string().nullable(),
          stepNo: z.number().int(),
          kind: z.enum(['drafting-leader', 'unit', 'position']),
          unitId: id.nullable(),
          positionId: id.nullable(),
          label: z.string(),
        }),
      ),
      series: z.array(z.object({ typeCode: z.string(), series: z.string() })),
      /** Types for which the agency's own template is in force, and its file. */
      templates: z.array(madeFile.extend({ typeCode: z.string() })),
    }),
  }),
}
