import { z } from 'zod'
import { documentRow } from './documents.ts'
import { route } from './route.ts'
import { id, instant, line, page, pageQuery, text } from './values.ts'

export const workFileStates = ['open', 'closed'] as const

export const workFileRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  unitName: z.string(),
  responsibleName: z.string(),
  state: z.enum(workFileStates),
  listedAt: instant,
  closedAt: instant.nullable(),
  documents: z.number().int(),
})
export type WorkFileRow = z.infer<typeof workFileRow>

/** Another record of the matter, as its module describes it. */
export const linkedRecord = z.object({
  id,
  list: z.string(),
  title: z.string(),
  state: z.string(),
  open: z.boolean(),
  dueOn: z.string().nullable(),
})
export type LinkedRecord = z.infer<typeof linkedRecord>

export const workFile = z.object({
  id,
  code: z.string(),
  title: z.string(),
  summary: z.string(),
  keepYears: z.number().int().nullable(),
  state: z.enum(workFileStates),
  version: z.number().int(),
  unitName: z.string(),
  /** The unit's name of today, or its heir's, where it is another. */
  unitNow: z.string().nullable(),
  responsible: z.object({ id, name: z.string() }),
  listedAt: instant,
  closedAt: instant.nullable(),
  /** In the order of the contents list; those that who asks may not open are not here and not counted. */
  documents: z.array(
    z.object({ ordinal: z.number().int(), addedAt: instant, document: documentRow.omit({ holders: true }) }),
  ),
  records: z.array(linkedRecord),
  notes: z.array(z.object({ id, personName: z.string(), text: z.string(), at: instant })),
  people: z.array(z.object({ id, name: z.string() })),
})
export type WorkFile = z.infer<typeof workFile>

const params = z.object({ id })
const seen = { version: z.number().int() }

export const workFiles = {
  list: route({
    method: 'GET',
    path: '/api/work-files',
    summary: 'Work files that who asks may see, newest first',
    needs: 'signed-in',
    query: z.object({
      ...pageQuery,
      state: z.enum(workFileStates).optional(),
      q: text(200).optional(),
      documentId: id.optional(),
      recordId: id.optional(),
    }),
    response: page(workFileRow),
  }),
  read: route({
    method: 'GET',
    path: '/api/work-files/:id',
    summary: 'One work file with what is in it',
    needs: 'signed-in',
    params,
    response: workFile,
  }),
  open: route({
    method: 'POST',
    path: '/api/work-files',
    summary: 'Open a work file in one’s unit; it gets the unit’s next number of the year',
    needs: 'signed-in',
    body: z.object({
      title: line(500),
      summary: text(4000).default(''),
      keepYears: z.number().int().min(1).max(100).nullable().default(10),
      documentIds: z.array(id).max(100).default([]),
      personIds: z.array(id).max(100).default([]),
    }),
    response: z.object({ id, code: z.string() }),
  }),
  change: route({
    method: 'PUT',
    path: '/api/work-files/:id',
    summary: 'Change title, summary or how long it is kept',
    needs: 'signed-in',
    params,
    body: z.object({
      ...seen,
      title: line(500),
      summary: text(4000),
      keepYears: z.number().int().min(1).max(100).nullable(),
    }),
    response: z.object({ version: z.number().int() }),
  }),
  addDocument: route({
    method: 'POST',
    path: '/api/work-files/:id/documents',
    summary: 'Put a document into the file',
    needs: 'signed-in',
    params,
    body: z.object({ documentId: id }),
    response: z.object({ ordinal: z.number().int() }),
  }),
  removeDocument: route({
    method: 'DELETE',
    path: '/api/work-files/:id/documents/:documentId',
    summary: 'Take a document out; its sheet number is not given again',
    needs: 'signed-in',
    params: z.object({ id, documentId: id }),
    response: z.object({}),
  }),
  addRecord: route({
    method: 'POST',
    path: '/api/work-files/:id/records',
    summary: 'Link another record, a task above all',
    needs: 'signed-in',
    params,
    body: z.object({ recordId: id }),
    response: z.object({}),
  }),
  removeRecord: route({
    method: 'DELETE',
    path: '/api/work-files/:id/records/:recordId',
    summary: 'Unlink a record',
    needs: 'signed-in',
    params: z.object({ id, recordId: id }),
    response: z.object({}),
  }),
  note: route({
    method: 'POST',
    path: '/api/work-files/:id/notes',
    summary: 'Add a note',
    needs: 'signed-in',
    params,
    body: z.object({ text: line(4000) }),
    response: z.object({}),
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/work-files/:id/people',
    summary: 'Let a person see and work in the file; its documents stay closed to them where they were',
    needs: 'signed-in',
    params,
    body: z.object({ personId: id }),
    response: z.object({}),
  }),
  close: route({
    method: 'POST',
    path: '/api/work-files/:id/close',
    summary: 'Close the file; refused while anything in it is open',
    needs: 'signed-in',
    params,
    body: z.object(seen),
    response: z.object({ version: z.number().int() }),
  }),
  reopen: route({
    method: 'POST',
    path: '/api/work-files/:id/reopen',
    summary: 'Open a closed file again, with the reason',
    needs: 'signed-in',
    params,
    body: z.object({ ...seen, reason: line(1000) }),
    response: z.object({ version: z.number().int() }),
  }),
}
