import type { reorganisation } from '@mocban/contract/reorganisation'
import type { Question } from '@mocban/contract/reorganisation-check'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { listUnits } from '../../organisation/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { type ListPlan, listFaults, planFromLists } from '../from-lists/index.ts'
import { lockPlan, planChanged } from './lock-plan.ts'
import { appendOperations } from './operations.ts'

type Given = { planId: string } & RouteInput<typeof reorganisation.importLists>['body']
type Stored = Omit<Question, 'answer' | 'settled'>

/**
 * Makes the operations of a plan from two lists. What fits nothing, or twice, becomes a question; the same lists again ask the same questions, and
 * answers given to them hold.
 * @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.lists-wrong, reorganisation.not-empty
 */
export async function importLists(
  tx: Tx,
  actor: Actor,
  given: Given,
): Promise<{ version: number; operations: number; questions: number }> {
  const plan = await lockPlan(tx, given.planId, given.version)
  const [fault] = listFaults(given.old, given.new)
  if (fault) throw refuse('reorganisation.lists-wrong', { ...fault })
  if (given.replace) {
    await tx.deleteFrom('reorganisation_operation').where('reorganisation_id', '=', plan.id).execute()
    await tx.deleteFrom('reorganisation_question').where('reorganisation_id', '=', plan.id).execute()
  } else {
    const there = await tx
      .selectFrom('reorganisation_operation')
      .where('reorganisation_id', '=', plan.id)
      .select('id')
      .executeTakeFirst()
    if (there) throw refuse('reorganisation.not-empty')
  }
  const units = await listUnits(tx)
  const made = planFromLists(given.old, given.new, units)
  const operations = made.operations.map((operation) => ({ id: newId(), operation }))
  await appendOperations(tx, plan.id, operations)
  const questions = [
    ...made.questions.map((one) => asked(one, operations[one.operation]?.id ?? null)),
    ...[...made.successors].map(([unitId, suggestions]) => ({
      ...blank,
      key: `successor:${unitId}`,
      kind: 'unit-without-successor' as const,
      operationId:
        operations.find(({ operation: one }) => one.kind === 'dissolve' && one.unitId === unitId)?.id ?? null,
      unit: { unitId, key: null, name: units.find((one) => one.id === unitId)?.name ?? '—' },
      suggestions: suggestions.map((one) => ({ ...one, data: {} })),
    })),
  ]
  // Names first: which units nobody names in the end, the check knows when the names are settled.
  await sql`
    insert into reorganisation_question (reorganisation_id, key, origin, kind, weight, ordinal, data, moot)
    select ${plan.id}, n.data ->> 'key', 'lists', n.data ->> 'kind', n.data ->> 'weight', n.ordinal, n.data,
           n.data ->> 'kind' = 'unit-without-successor'
      from unnest(${questions.map((one) => JSON.stringify(one))}::jsonb[]) with ordinality n (data, ordinal)`.execute(
    tx,
  )
  const changed = await planChanged(tx, actor, plan, 'imported', { count: operations.length })
  return { ...changed, operations: operations.length, questions: made.questions.length }
}

const blank: Omit<Stored, 'key' | 'kind'> = {
  weight: 'must',
  settledBy: 'answer',
  operationId: null,
  unit: null,
  person: null,
  data: {},
  suggestions: [],
  free: 'unit',
}

const asked = (one: ListPlan['questions'][number], operationId: string | null): Stored => ({
  ...blank,
  key: one.key,
  kind: one.kind,
  operationId,
  data: one.data,
  suggestions: one.suggestions.map((suggestion) => ({ ...suggestion, data: {} })),
})
