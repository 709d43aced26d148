import { z } from 'zod'
import { permission } from './documents.ts'
import { addressee } from './documents-handling.ts'
import { route } from './route.ts'
import { heldFilter, unitAtWork } from './units-at-work.ts'
import { date, id, instant, line, page, pageQuery, text } from './values.ts'

/** Tasks: work with a lead, collaborators, a deadline and an outcome. */

export const taskStates = [
  'assigned',
  'accepted',
  'blocked',
  'waiting',
  'delivered',
  'closed',
  'refused',
  'cancelled',
] as const
export const taskState = z.enum(taskStates)
export const importances = ['normal', 'high', 'key'] as const
export const taskActNames = [
  'accept',
  'refuse',
  'report',
  'block',
  'wait',
  'resume',
  'ask-extension',
  'deliver',
  'verify',
  'return',
  'cancel',
  'reassign',
  'split',
  'change',
  'answer-extension',
] as const
export type TaskActName = (typeof taskActNames)[number]

/** The place in a document that a task came from: page, rectangles as fractions of the page, and the words. */
export const place = z.object({
  page: z.number().int().min(1),
  rects: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })).max(200),
  quote: text(2000),
  sha256: z.string().optional(),
})

export const taskFacts = z.object({
  title: line(500),
  description: text(5000).default(''),
  lead: addressee,
  collaborators: z.array(addressee).max(100).default([]),
  dueOn: date.nullish(),
  /** Instead of a date: working days from today by the agency's calendar. */
  workingDays: z.number().int().min(1).max(1000).nullish(),
  importance: z.enum(importances).default('normal'),
  product: text(1000).default(''),
  measure: text(1000).default(''),
})

export const taskRow = z.object({
  id,
  title: z.string(),
  state: taskState,
  importance: z.enum(importances),
  dueOn: date.nullable(),
  progress: z.number().int(),
  leadUnitName: z.string(),
  leadPersonName: z.string().nullable(),
  assignedByName: z.string(),
  agencyName: z.string(),
  origin: z.enum(['direction', 'document', 'task', 'own']),
  originSymbol: z.string().nullable(),
  standstill: z.string().nullable(),
  extended: z.number().int(),
  listedAt: instant,
  closedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
})
export type TaskRow = z.infer<typeof taskRow>

export const taskRecord = taskRow.extend({
  version: z.number().int(),
  description: z.string(),
  product: z.string(),
  measure: z.string(),
  firstDueOn: date.nullable(),
  leadUnitId: id,
  /** The name of today, of itself or of its heir, where it is another than the one shown. */
  leadUnitNow: z.string().nullable(),
  agencyNow: z.string().nullable(),
  originDocumentId: id.nullable(),
  originAbstract: z.string().nullable(),
  // What is answered is not parsed again: no transforms here.
  originPlace: place.extend({ quote: z.string() }).nullable(),
  parent: z.object({ id, title: z.string() }).nullable(),
  assignedTitle: z.string(),
  actingForName: z.string().nullable(),
  standstillSince: instant.nullable(),
  acceptedAt: instant.nullable(),
  result: z.string().nullable(),
  rating: z.number().int().nullable(),
  ratingNote: z.string().nullable(),
  collaborators: z.array(z.object({ unitName: z.string(), personName: z.string().nullable() })),
  reports: z.array(
    z.object({
      id,
      at: instant,
      personName: z.string(),
      percent: z.number().int(),
      text: z.string(),
      documentId: id.nullable(),
      documentSymbol: z.string().nullable(),
      sha256: z.string().nullable(),
      fileName: z.string().nullable(),
      figure: z.number().nullable(),
      figureUnit: z.string().nullable(),
    }),
  ),
  extensions: z.array(
    z.object({
      id,
      askedByName: z.string(),
      askedAt: instant,
      from: date.nullable(),
      wantedOn: date,
      reason: z.string(),
      state: z.enum(['asked', 'granted', 'refused']),
      answeredByName: z.string().nullable(),
      answeredAt: instant.nullable(),
      answer: z.string().nullable(),
    }),
  ),
  subtasks: z.array(taskRow),
  acts: z.record(z.string(), permission),
  because: z.array(z.object({ reason: z.string(), through: z.string() })),
})
export type TaskRecord = z.infer<typeof taskRecord>

const params = z.object({ id })
const seen = { version: z.number().int() }

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

/** Days before the deadline (negative: after it), and who is told then. */
export const reminderRule = z.object({
  daysBefore: z.number().int().min(-90).max(90),
  whom: z.enum(['lead', 'leaders-above', 'assigner']),
})
export type ReminderRule = z.infer<typeof reminderRule>

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
})
export type TaskOrigin = z.infer<typeof taskOrigin>

export const tasks = {
  list: route({
    method: 'GET',
    path: '/api/tasks',
    summary: 'Tasks who asks may see, newest first',
    needs: 'signed-in',
    query: taskFilter,
    response: page(taskRow),
  }),
  origins: route({
    method: 'GET',
    path: '/api/tasks/origins',
    summary: 'Where the tasks of a list come from, each with counts and progress, the newest first',
    needs: 'signed-in',
    query: taskFilter,
    response: page(taskOrigin),
  }),
  read: route({
    method: 'GET',
    path: '/api/tasks/:id',
    summary: 'One task with its reports, deadlines, subtasks and acts',
    needs: 'signed-in',
    params,
    response: taskRecord,
  }),
  create: route({
    method: 'POST',
    path: '/api/tasks',
    summary: 'Assign a task: from a direction, from a place in a document, from another task, or on its own',
    needs: 'signed-in',
    body: z.object({
      facts: taskFacts,
      documentId: id.nullish(),
      directionId: id.nullish(),
      place: place.nullish(),
      parentId: id.nullish(),
    }),
    response: z.object({ taskId: id }),
  }),
  act: route({
    method: 'POST',
    path: '/api/tasks/:id/acts',
    summary: 'Accept, refuse, block, wait, resume, deliver, verify, return or cancel a task',
    needs: 'signed-in',
    params,
    body: z.object({
      ...seen,
      act: z.enum(['accept', 'refuse', 'block', 'wait', 'resume', 'deliver', 'verify', 'return', 'cancel']),
      text: text(4000).default(''),
      rating: z.number().int().min(1).max(5).nullish(),
    }),
    response: z.object({ version: z.number().int() }),
  }),
  undo: route({
    method: 'POST',
    path: '/api/tasks/:id/undo',
    summary: 'Take back the act one has just done with a task, while nobody has acted since',
    needs: 'signed-in',
    params,
    body: z.object(seen),
    response: z.object({ version: z.number().int() }),
  }),
  report: route({
    method: 'POST',
    path: '/api/tasks/:id/reports',
    summary: 'Report progress, with a document, a file or a number as evidence',
    needs: 'signed-in',
    params,
    body: z.object({
      ...seen,
      percent: z.number().int().min(0).max(100),
      text: line(4000),
      documentId: id.nullish(),
      file: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: line(255) }).nullish(),
      figure: z.object({ value: z.number(), unit: text(60) }).nullish(),
    }),
    response: z.object({ version: z.number().int() }),
  }),
  askExtension: route({
    method: 'POST',
    path: '/api/tasks/:id/extensions',
    summary: 'Ask for more time, with the reason',
    needs: 'signed-in',
    params,
    body: z.object({ ...seen, wantedOn: date, reason: line(2000) }),
    response: z.object({ version: z.number().int() }),
  }),
  answerExtension: route({
    method: 'POST',
    path: '/api/tasks/:id/extensions/answer',
    summary: 'Grant or refuse the time that was asked for; a granted date may differ from the one wanted',
    needs: 'signed-in',
    params,
    body: z.object({ ...seen, grant: z.boolean(), dueOn: date.nullish(), answer: text(2000).default('') }),
    response: z.object({ version: z.number().int() }),
  }),
  reassign: route({
    method: 'POST',
    path: '/api/tasks/:id/lead',
    summary: 'Give the lead to somebody else: the assigner to anyone, the lead inside their agency',
    needs: 'signed-in',
    params,
    body: z.object({ ...seen, lead: addressee, reason: text(1000).default('') }),
    response: z.object({ version: z.number().int() }),
  }),
  change: route({
    method: 'POST',
    path: '/api/tasks/:id/changes',
    summary: 'Change what was asked; another deadline needs a reason and stays in the history of deadlines',
    needs: 'signed-in',
    params,
    body: z.object({
      ...seen,
      title: line(500).optional(),
      description: text(5000).optional(),
      dueOn: date.optional(),
      importance: z.enum(importances).optional(),
      product: text(1000).optional(),
      measure: text(1000).optional(),
      reason: text(2000).default(''),
    }),
    response: z.object({ version: z.number().int() }),
  }),
  handOver: route({
    method: 'POST',
    path: '/api/tasks/hand-over',
    summary: 'Hand over all open tasks of a post to somebody else of the agency; what was done keeps its author',
    needs: 'signed-in',
    body: z.object({ positionId: id, to: addressee, reason: line(1000) }),
    response: z.object({ moved: z.number().int() }),
  }),
  bulk: route({
    method: 'POST',
    path: '/api/tasks/bulk',
    summary: 'One act on many tasks; each is done or refused on its own',
    needs: 'signed-in',
    body: z.object({
      taskIds: z.array(id).min(1).max(200),
      act: z.enum(['accept', 'refuse', 'resume', 'verify', 'return', 'cancel', 'reassign']),
      text: text(4000).default(''),
      /** Whom to give the tasks to. */
      lead: addressee.nullish(),
    }),
    response: z.object({
      results: z.array(z.object({ id, done: z.boolean(), because: z.string().nullable() })),
    }),
    transaction: false,
  }),
  reminderRules: route({
    method: 'GET',
    path: '/api/tasks/reminder-rules',
    summary: 'When whom one’s agency reminds of a deadline',
    needs: 'signed-in',
    response: z.array(reminderRule),
  }),
  setReminderRules: route({
    method: 'PUT',
    path: '/api/tasks/reminder-rules',
    summary: 'Set when whom to remind of a deadline; none: the usual rule',
    needs: 'administer',
    body: z.object({ rules: z.array(reminderRule).max(40) }),
    response: z.array(reminderRule),
  }),
  desk: route({
    method: 'GET',
    path: '/api/tasks/desk',
    summary:
      'Tasks asked of me, soonest first; in which I collaborate; what I assigned that is late or waits for my verdict',
    needs: 'signed-in',
    response: z.object({
      mine: z.array(taskRow),
      together: z.array(taskRow),
      toJudge: z.array(taskRow),
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
