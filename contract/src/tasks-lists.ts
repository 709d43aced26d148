import { z } from 'zod'
import { route } from './route.ts'
import { importances, taskRow, taskStates } from './tasks-record.ts'
import { heldFilter, unitAtWork } from './units-at-work.ts'
import { date, id, instant, page, pageQuery, text } from './values.ts'

/** Tasks together: lists, where they come from, a desk, and the figures, each of which opens its records. */

/** Which tasks: asked of me, of my unit and those I lead, of my agency, that I assigned, or all I may see. */
export const taskScopes = ['mine', 'unit', 'agency', 'assigned', 'all'] as const
/** A figure of the statistics, as a filter: each figure opens its records. */
export const taskFigures = [
  'carriedOver',
  'assigned',
  'doneOnTime',
  'doneLate',
  'openInTime',
  'openLate',
  'extended',
] as const

export const statisticsRow = z.object({
  unitId: id.nullable(),
  unitName: z.string(),
  /** Assigned before the period and open when it began. */
  carriedOver: z.number().int(),
  assigned: z.number().int(),
  doneOnTime: z.number().int(),
  doneLate: z.number().int(),
  openInTime: z.number().int(),
  openLate: z.number().int(),
  extended: z.number().int(),
})
export type StatisticsRow = z.infer<typeof statisticsRow>

/** Which tasks a list, a board, a month or the origins show. */
const taskFilter = z.object({
  scope: z.enum(taskScopes).default('all'),
  state: z
    .string()
    .transform((value) => value.split(',').filter((one) => (taskStates as readonly string[]).includes(one)))
    .optional(),
  open: z.stringbool().optional(),
  late: z.stringbool().optional(),
  importance: z.enum(importances).optional(),
  unitId: id.optional(),
  origin: z.enum(['direction', 'document', 'task', 'own']).optional(),
  documentId: id.optional(),
  /** Those that came from where this task came from. */
  sameOriginAs: id.optional(),
  dueFrom: date.optional(),
  dueTo: date.optional(),
  q: text(200).optional(),
  figure: z.enum(taskFigures).optional(),
  /** What a unit that one leads, or an agency to which one's units assigned, is at work on. */
  ...heldFilter,
  from: date.optional(),
  to: date.optional(),
  ...pageQuery,
})

/** Where a filter fits little: everything since then was looked at; `next` looks further back. */
const lookedBack = { lookedBack: instant.optional() }

/** Where tasks come from, with how far they are: a document, another task, or whoever assigned them on their own. */
export const taskOrigin = z.object({
  /** The newest of its tasks stands for it: what it came from may not be open to who asks. */
  id,
  origin: z.enum(['document', 'task', 'own']),
  /** Null where the document is not open to who asks: of another agency, for example. */
  documentId: id.nullable(),
  taskId: id.nullable(),
  symbol: z.string().nullable(),
  title: z.string().nullable(),
  direction: z.string().nullable(),
  assignedByName: z.string(),
  assignedTitle: z.string(),
  agencyName: z.string(),
  total: z.number().int(),
  done: z.number().int(),
  late: z.number().int(),
  progress: z.number().int(),
  nextDue: date.nullable(),
  /** Of very many only those assigned since then are counted. */
  countedSince: instant.nullable(),
})
export type TaskOrigin = z.infer<typeof taskOrigin>

export const taskLists = {
  list: route({
    method: 'GET',
    path: '/api/tasks',
    summary: 'Tasks who asks may see, newest first',
    needs: 'signed-in',
    query: taskFilter,
    response: page(taskRow).extend(lookedBack),
  }),
  origins: route({
    method: 'GET',
    path: '/api/tasks/origins',
    summary: 'Where the tasks of a list come from, each with counts and progress, the newest first',
    needs: 'signed-in',
    query: taskFilter,
    response: page(taskOrigin).extend(lookedBack),
  }),
  desk: route({
    method: 'GET',
    path: '/api/tasks/desk',
    summary:
      'Tasks asked of me, soonest first; in which I collaborate; what I assigned that is late or waits for my decision',
    needs: 'signed-in',
    response: z.object({
      mine: z.array(taskRow),
      together: z.array(taskRow),
      /** `wantedOn`: until when more time is asked for. */
      toJudge: z.array(taskRow.extend({ wantedOn: date.nullable() })),
      late: z.array(taskRow),
    }),
  }),
  units: route({
    method: 'GET',
    path: '/api/tasks/units-at-work',
    summary: 'For a leader: the units they lead and the agencies assigned to, by tasks at work on, late and in time',
    needs: 'signed-in',
    response: z.array(unitAtWork),
  }),
  statistics: route({
    method: 'GET',
    path: '/api/tasks/statistics',
    summary: 'Tasks by leading unit in a period; the sums close: carried over + assigned = done + open',
    needs: 'signed-in',
    query: z.object({ from: date, to: date }),
    response: z.object({ rows: z.array(statisticsRow), total: statisticsRow }),
  }),
}
