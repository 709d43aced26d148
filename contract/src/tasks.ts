import { z } from 'zod'
import { addressee } from './documents-handling.ts'
import { route } from './route.ts'
import { taskLists } from './tasks-lists.ts'
import { importances, place, taskFacts, taskRecord, taskRow } from './tasks-record.ts'
import { date, id, line, text } from './values.ts'

/** Tasks: work with a lead, collaborators, a deadline and an outcome. */

const params = z.object({ id })
const seen = { version: z.number().int() }

/** Days before the deadline (negative: after it), and who is told then. */
export const reminderRule = z.object({
  daysBefore: z.number().int().min(-90).max(90),
  whom: z.enum(['lead', 'leaders-above', 'assigner']),
})
export type ReminderRule = z.infer<typeof reminderRule>

export const tasks = {
  ...taskLists,
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
  urge: route({
    method: 'POST',
    path: '/api/tasks/:id/urge',
    summary: 'Urge those who hold a task, with a sentence',
    needs: 'signed-in',
    params,
    body: z.object({ text: line(1000) }),
    response: z.object({}),
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
  held: route({
    method: 'GET',
    path: '/api/tasks/hand-over/:id',
    summary: 'The open tasks of a post that handing over would pass on, soonest first: how many, and the first hundred',
    needs: 'signed-in',
    params: z.object({ id }),
    response: z.object({ total: z.number().int(), first: z.array(taskRow) }),
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
      act: z.enum(['accept', 'refuse', 'resume', 'verify', 'return', 'cancel', 'reassign', 'urge']),
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
}
