import { z } from 'zod'
import { comparisonRow, question, questionKinds, questionWeights, unitCounts } from './reorganisation-check.ts'
import { newList, oldList } from './reorganisation-lists.ts'
import {
  operation,
  operationKinds,
  operationRow,
  placement,
  placementFault,
  placementRow,
  planFacts,
  planRow,
  planView,
} from './reorganisation-plan.ts'
import { route } from './route.ts'
import { id, page, pageQuery } from './values.ts'

/**
 * A reorganisation: prepared as a plan, checked by everybody who should, carried out whole on a day.
 * Every change of a plan names the version that was seen and answers the new one; carrying out is refused unless the plan was checked as it is.
 */

const ofPlan = z.object({ id })
const seen = z.object({ version: z.number().int() })
/** The plan's version after the change. */
const changed = z.object({ version: z.number().int() })

export const reorganisation = {
  list: route({
    method: 'GET',
    path: '/api/reorganisations',
    summary: 'Plans of reorganisation of the agencies one administers, newest first',
    needs: 'administer',
    query: z.object(pageQuery),
    response: page(planRow),
  }),
  create: route({
    method: 'POST',
    path: '/api/reorganisations',
    summary: 'Begin a plan; it changes nothing until it is carried out',
    needs: 'administer',
    body: planFacts,
    response: z.object({ id, version: z.number().int() }),
  }),
  read: route({
    method: 'GET',
    path: '/api/reorganisations/:id',
    summary: 'A plan: its facts, its state, the last check in short, progress of what is running',
    needs: 'administer',
    params: ofPlan,
    response: planView,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/reorganisations/:id',
    summary: 'Change a draft’s title, basis, day or rules',
    needs: 'administer',
    params: ofPlan,
    body: planFacts.partial().extend(seen.shape),
    response: changed,
  }),
  abandon: route({
    method: 'POST',
    path: '/api/reorganisations/:id/abandon',
    summary: 'Give a plan up; it stays readable',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  operations: route({
    method: 'GET',
    path: '/api/reorganisations/:id/operations',
    summary: 'The operations of a plan in their order',
    needs: 'administer',
    params: ofPlan,
    query: z.object({
      ...pageQuery,
      kind: z.enum(operationKinds).optional(),
      /** A part of the name of a unit that it touches or makes. */
      q: z.string().trim().max(100).optional(),
    }),
    response: page(operationRow),
  }),
  addOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations',
    summary: 'Add an operation, before another or at the end',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({ operation, before: id.nullish() }),
    response: changed.extend({ operationId: id }),
  }),
  changeOperation: route({
    method: 'PUT',
    path: '/api/reorganisations/:id/operations/:operationId',
    summary: 'Put another operation in the place of one',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen.extend({ operation }),
    response: changed,
  }),
  removeOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations/:operationId/remove',
    summary: 'Take an operation out of a plan',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen,
    response: changed,
  }),
  moveOperation: route({
    method: 'POST',
    path: '/api/reorganisations/:id/operations/:operationId/move',
    summary: 'Put an operation before another, or at the end',
    needs: 'administer',
    params: ofPlan.extend({ operationId: id }),
    body: seen.extend({ before: id.nullable() }),
    response: changed,
  }),
  importLists: route({
    method: 'POST',
    path: '/api/reorganisations/:id/import',
    summary:
      'Make the operations from a list of the units of today and a list of the new ones with their predecessors; what fits nothing or twice becomes a question',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      old: oldList,
      new: newList,
      /** Imported again: the operations that the plan has are replaced, answers to the same questions kept. */
      replace: z.boolean().default(false),
    }),
    response: changed.extend({ operations: z.number().int(), questions: z.number().int() }),
  }),
  check: route({
    method: 'POST',
    path: '/api/reorganisations/:id/check',
    summary:
      'Look, in the background, at what the plan touches and what is unresolved; the plan’s page tells how far it is',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: z.object({}),
  }),
  questions: route({
    method: 'GET',
    path: '/api/reorganisations/:id/questions',
    summary: 'What the lists and the last check leave to a person, unsettled first, with suggestions and their reasons',
    needs: 'administer',
    params: ofPlan,
    query: z.object({
      ...pageQuery,
      kind: z.enum(questionKinds).optional(),
      weight: z.enum(questionWeights).optional(),
      settled: z.enum(['yes', 'no']).optional(),
    }),
    response: page(question),
  }),
  settle: route({
    method: 'POST',
    path: '/api/reorganisations/:id/answers',
    summary: 'Answer a question, or take the answer back with null',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      key: z.string().max(200),
      /** A suggestion’s value, or units with a space between: an earlier merger is several. */
      value: z.string().max(2000).nullable(),
    }),
    response: changed,
  }),
  settleAlike: route({
    method: 'POST',
    path: '/api/reorganisations/:id/answers/suggested',
    summary: 'Take the first suggestion of every unsettled question of a kind',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({ kind: z.enum(questionKinds) }),
    response: changed.extend({ settled: z.number().int() }),
  }),
  counts: route({
    method: 'GET',
    path: '/api/reorganisations/:id/counts',
    summary: 'What each unit that the plan touches holds, counted by kind, as of the last check',
    needs: 'administer',
    params: ofPlan,
    query: z.object(pageQuery),
    response: page(unitCounts),
  }),
  comparison: route({
    method: 'GET',
    path: '/api/reorganisations/:id/comparison',
    summary: 'The chart before and after: every unit that is created, ends, or is otherwise than before',
    needs: 'administer',
    params: ofPlan,
    query: z.object({ ...pageQuery, change: comparisonRow.shape.change.optional() }),
    response: page(comparisonRow),
  }),
  placements: route({
    method: 'GET',
    path: '/api/reorganisations/:id/people',
    summary: 'Who goes where, by rule, by list or by an answer, as of the last check',
    needs: 'administer',
    params: ofPlan,
    query: z.object({ ...pageQuery, q: z.string().trim().max(100).optional() }),
    response: page(placementRow),
  }),
  place: route({
    method: 'POST',
    path: '/api/reorganisations/:id/people/:personId',
    summary: 'Place a person otherwise than the rule does; null lets the rule hold again',
    needs: 'administer',
    params: ofPlan.extend({ personId: id }),
    body: seen.extend({ placement: placement.nullable() }),
    response: changed,
  }),
  importPlacements: route({
    method: 'POST',
    path: '/api/reorganisations/:id/people',
    summary: 'Place people by a table, all or nothing, or only look at it',
    needs: 'administer',
    params: ofPlan,
    body: seen.extend({
      format: z.enum(['xlsx', 'csv']),
      /** The bytes in base64. */
      content: z.string().max(1_900_000),
      carryOut: z.boolean(),
    }),
    response: changed.extend({ people: z.number().int(), faults: z.array(placementFault), done: z.boolean() }),
  }),
  report: route({
    method: 'GET',
    path: '/api/reorganisations/:id/report.pdf',
    summary: 'The check as a page to print and sign',
    needs: 'administer',
    params: ofPlan,
    transaction: false,
  }),
  schedule: route({
    method: 'POST',
    path: '/api/reorganisations/:id/schedule',
    summary: 'Let it be carried out by itself at 00:00 of its day; refused while anything is unresolved',
    needs: 'administer',
    fresh: true,
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  unschedule: route({
    method: 'POST',
    path: '/api/reorganisations/:id/unschedule',
    summary: 'Make a scheduled plan a draft again',
    needs: 'administer',
    params: ofPlan,
    body: seen,
    response: changed,
  }),
  carryOut: route({
    method: 'POST',
    path: '/api/reorganisations/:id/carry-out',
    summary: 'Carry it out now, all or nothing, on or after its day; the plan’s page tells how far it is',
    needs: 'administer',
    fresh: true,
    params: ofPlan,
    body: seen,
    response: changed,
  }),
}
