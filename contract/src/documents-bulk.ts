import { z } from 'zod'
import { addressee, assignment } from './documents-handling.ts'
import { route } from './route.ts'
import { date, id, instant, line, text } from './values.ts'

/** One act on many documents at once: runs in the background, stops and goes on, tells the result of each. */

export const bulkAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('present'), to: addressee, note: text(1000).default(''), dueOn: date.nullish() }),
  assignment.extend({ kind: z.literal('assign') }),
  z.object({ kind: z.literal('accept') }),
  z.object({
    kind: z.literal('finish'),
    finishKind: z.enum(['answered', 'reported', 'filed']),
    note: text(2000).default(''),
    /** One document that answers them all. */
    answerId: id.nullish(),
  }),
  z.object({ kind: z.literal('return'), reason: line(1000) }),
  z.object({ kind: z.literal('recall'), reason: line(1000) }),
  z.object({ kind: z.literal('hand-over'), to: addressee, reason: text(1000).default('') }),
  z.object({ kind: z.literal('take-over'), reason: line(1000) }),
  z.object({ kind: z.literal('urge'), text: line(1000) }),
  /** Takes back what was just done with each, where nobody has acted since. */
  z.object({
    kind: z.literal('undo'),
    act: z.enum(['present', 'assign', 'finish', 'return', 'recall', 'hand-over', 'take-over']),
  }),
])
export type BulkAct = z.infer<typeof bulkAct>

export const bulkProgress = z.object({
  id,
  kind: z.string(),
  all: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  ended: z.boolean(),
  endedAt: instant.nullable(),
  items: z.array(
    z.object({
      documentId: id,
      state: z.enum(['waiting', 'done', 'refused']),
      symbol: z.string().nullable(),
      abstract: z.string(),
      /** Why it was not done, in the reader's language. */
      because: z.string().nullable(),
      /** A key of the languages that says it closer, where there is one. */
      becauseKey: z.string().nullable(),
    }),
  ),
})
export type BulkProgress = z.infer<typeof bulkProgress>

export const bulk = {
  begin: route({
    method: 'POST',
    path: '/api/documents/bulk',
    summary: 'Do one act on many documents; each is done or refused on its own',
    needs: 'signed-in',
    body: z.object({
      /** Chosen by who asks: the same id again answers what was begun before. */
      id,
      act: bulkAct,
      documentIds: z.array(id).min(1).max(5000),
    }),
    response: z.object({ id, all: z.number().int() }),
    transaction: false,
  }),
  progress: route({
    method: 'GET',
    path: '/api/documents/bulk/:id',
    summary: 'How far a bulk act is, and the result of each document',
    needs: 'signed-in',
    params: z.object({ id }),
    response: bulkProgress,
  }),
}
