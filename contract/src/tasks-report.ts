import { z } from 'zod'
import { attachedFile } from './documents-incoming.ts'
import { route } from './route.ts'
import { date } from './values.ts'

/** The period report: the statistics of tasks and the records behind them, as an official report. */
export const tasksReport = {
  file: route({
    method: 'GET',
    path: '/api/tasks/report',
    summary:
      'The report on tasks of a period in the form of Decree 30/2020, to be signed: DOCX to work on, PDF to read',
    needs: 'signed-in',
    query: z.object({ from: date, to: date, as: z.enum(['docx', 'pdf']) }).refine((query) => query.from <= query.to),
    transaction: false,
  }),
  template: route({
    method: 'GET',
    path: '/api/tasks/report/template',
    summary: 'The DOCX template of the report with its {tags}: the agency’s own, else the program’s',
    needs: 'signed-in',
    transaction: false,
  }),
  replaceTemplate: route({
    method: 'PUT',
    path: '/api/tasks/report/template',
    summary: 'Put the agency’s own DOCX in place of the program’s; without a file, the program’s is used again',
    needs: 'issue',
    body: z.object({ file: attachedFile.nullable() }),
    response: z.object({}),
  }),
}
