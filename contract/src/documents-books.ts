import { z } from 'zod'
import { route } from './route.ts'
import { date, id, page, pageQuery } from './values.ts'

/** The register books of the law (Decree 30/2020, Appendix IV), by agency, year and series. */

export const bookKinds = ['incoming', 'outgoing', 'internal', 'tracking'] as const
export const bookKind = z.enum(bookKinds)
export type BookKind = z.infer<typeof bookKind>

/** One line of a book; which columns a kind of book has is decided by the law. */
export const bookRow = z.object({
  documentId: id,
  number: z.number().int(),
  /** Incoming: day of arrival; outgoing: day of the document. */
  day: date.nullable(),
  symbol: z.string(),
  issuedOn: date.nullable(),
  author: z.string(),
  /** Name of the type and abstract. */
  typeAndAbstract: z.string(),
  signer: z.string(),
  recipients: z.string(),
  fileCopy: z.string(),
  copies: z.number().int().nullable(),
  /** When it was passed on or sent. */
  passedOn: date.nullable(),
  received: z.string(),
  dueOn: date.nullable(),
  progress: z.string(),
  answer: z.string(),
  note: z.string(),
  cancelled: z.boolean(),
})
export type BookRow = z.infer<typeof bookRow>

const chosen = {
  kind: bookKind,
  year: z.coerce.number().int().min(2000).max(2200),
  series: z.string().max(60).default('general'),
  /** One's own agency where none is named; else one that it succeeds. */
  agency: id.optional(),
}

export const books = {
  list: route({
    method: 'GET',
    path: '/api/documents/books',
    summary: 'The register books of one’s agency and of those it succeeds: whose, kind, year, series, how many numbers',
    needs: 'signed-in',
    response: z.array(
      z.object({
        agencyId: id,
        /** As the agency was called in the year of the book. */
        agencyName: z.string(),
        own: z.boolean(),
        kind: bookKind,
        year: z.number().int(),
        series: z.string(),
        last: z.number().int(),
      }),
    ),
  }),
  rows: route({
    method: 'GET',
    path: '/api/documents/books/rows',
    summary: 'A page of a book, from its last number back; cancelled numbers stay in their place',
    needs: 'signed-in',
    query: z.object({ ...chosen, from: date.optional(), to: date.optional(), ...pageQuery }),
    response: page(bookRow),
  }),
  file: route({
    method: 'GET',
    path: '/api/documents/books/file',
    summary: 'A whole book to be printed and bound (PDF, with its cover) or counted with (XLSX)',
    needs: 'signed-in',
    query: z.object({ ...chosen, as: z.enum(['pdf', 'xlsx']), from: date.optional(), to: date.optional() }),
    transaction: false,
  }),
}
