import { z } from 'zod'
import { documentState } from './documents.ts'
import { route } from './route.ts'
import { date, id, instant, line, travel, urgency } from './values.ts'

const list = z
  .string()
  .max(1000)
  .transform((value) => value.split(',').filter((one) => one !== ''))
const idList = list.pipe(z.array(id).max(50))

/** What is looked for: words as one types them, and what narrows them. The same in the address bar, in a saved search and in an export. */
export const searchFilter = {
  /** Words, with or without diacritics; "exact phrases"; -excluded; symbols. */
  q: z.string().max(500).default(''),
  travel: list.pipe(z.array(travel)).optional(),
  agency: idList.optional(),
  type: list.pipe(z.array(z.string().max(40)).max(40)).optional(),
  state: list.pipe(z.array(documentState)).optional(),
  issuer: z.string().max(300).optional(),
  /** Units that hold the document now. */
  unit: idList.optional(),
  from: date.optional(),
  to: date.optional(),
}
export const searchQuery = z.object(searchFilter)
export type SearchFilter = z.output<typeof searchQuery>

/** A piece of text with the places to mark in it: pairs of start and end. */
export const marked = z.object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) })
export type Marked = z.infer<typeof marked>

export const searchHit = z.object({
  documentId: id,
  travel,
  state: documentState,
  typeCode: z.string(),
  number: z.number().int().nullable(),
  symbol: marked.nullable(),
  abstract: marked,
  issuerName: z.string().nullable(),
  agencyName: z.string(),
  issuedOn: date.nullable(),
  dueOn: date.nullable(),
  urgency,
  listedAt: instant,
  holders: z.array(z.string()),
  /** The page of the file on which the words stand; the record opens there. */
  page: z.object({ fileId: id, fileName: z.string(), page: z.number().int(), snippet: marked }).nullable(),
})
export type SearchHit = z.infer<typeof searchHit>

const facet = z.array(z.object({ value: z.string(), name: z.string().optional(), count: z.number().int() }))
export const searchFacets = z.object({
  travel: facet,
  type: facet,
  state: facet,
  issuer: facet,
  agency: facet,
  unit: facet,
  /** Months as YYYY-MM. */
  period: facet,
})

export const searchAnswer = z.object({
  items: z.array(searchHit),
  /** How many were found; where not `complete`, at least so many: the newest. */
  total: z.number().int(),
  complete: z.boolean(),
  facets: searchFacets,
  next: z.string().optional(),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

export const suggestion = z.object({
  kind: z.enum(['document', 'work-file']),
  id,
  travel: travel.nullable(),
  symbol: z.string().nullable(),
  title: marked,
  detail: z.string(),
})

export const savedSearch = z.object({
  id,
  name: z.string(),
  query: z.record(z.string(), z.string()),
  notify: z.boolean(),
  createdAt: instant,
})
export type SavedSearch = z.infer<typeof savedSearch>

const savedSearchBody = z.object({
  name: line(120),
  /** The search as it stands in the address bar. */
  query: z.record(z.string().max(20), z.string().max(1000)).refine((query) => searchQuery.safeParse(query).success),
  notify: z.boolean(),
})

export const search = {
  documents: route({
    method: 'GET',
    path: '/api/search',
    summary: 'Documents by their facts and by the full text of their files; only those that the person may open',
    needs: 'signed-in',
    query: z.object({
      ...searchFilter,
      /** The last word is being typed. */
      typing: z.stringbool().optional(),
      order: z.enum(['relevance', 'newest']).default('relevance'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: z.string().max(400).optional(),
    }),
    response: searchAnswer,
  }),
  suggest: route({
    method: 'GET',
    path: '/api/search/suggest',
    summary: 'What the words being typed may mean: documents and work files',
    needs: 'signed-in',
    query: z.object({ q: z.string().max(200) }),
    response: z.array(suggestion),
  }),
  saved: route({
    method: 'GET',
    path: '/api/search/saved',
    summary: 'One’s saved searches',
    needs: 'signed-in',
    response: z.array(savedSearch),
  }),
  save: route({
    method: 'POST',
    path: '/api/search/saved',
    summary: 'Save a search; with `notify` the bell tells what it finds from now on',
    needs: 'signed-in',
    body: savedSearchBody,
    response: savedSearch,
  }),
  change: route({
    method: 'PUT',
    path: '/api/search/saved/:id',
    summary: 'Rename a saved search, change it, or switch its bell',
    needs: 'signed-in',
    params: z.object({ id }),
    body: savedSearchBody,
    response: savedSearch,
  }),
  forget: route({
    method: 'DELETE',
    path: '/api/search/saved/:id',
    summary: 'Forget a saved search',
    needs: 'signed-in',
    params: z.object({ id }),
    response: z.object({}),
  }),
}
