import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, line } from './values.ts'

export const exportView = z.object({
  id,
  kind: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  rowsDone: z.number().int(),
  rowsTotal: z.number().int().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type ExportView = z.infer<typeof exportView>

export const exports = {
  begin: route({
    method: 'POST',
    path: '/api/exports',
    summary:
      'Write what is listed or found to a spreadsheet, or a whole register book to be printed, in the background; the bell tells when it is ready',
    needs: 'signed-in',
    body: z.object({
      kind: z.string().max(40),
      name: line(120),
      /** The list's or search's query as it stands in the address bar. */
      query: z.record(z.string().max(20), z.string().max(1000)),
    }),
    response: exportView,
  }),
  list: route({
    method: 'GET',
    path: '/api/exports',
    summary: 'One’s exports of the last week',
    needs: 'signed-in',
    response: z.array(exportView),
  }),
  file: route({
    method: 'GET',
    path: '/api/exports/:id/file',
    summary: 'The file; only for who asked for it',
    needs: 'signed-in',
    params: z.object({ id }),
    transaction: false,
  }),
}
