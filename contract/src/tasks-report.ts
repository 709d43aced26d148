import { z } from 'zod'
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
}
