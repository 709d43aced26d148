import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { lockPlan, type PlanRow } from './lock-plan.ts'

interface Seen {
  planId: string
  version: number
}

/** Why a plan cannot be carried out as it is; null where nothing stands in its way but the day. */
export async function notReady(
  tx: Tx,
  plan: PlanRow,
): Promise<'reorganisation.empty' | 'reorganisation.not-checked' | 'reorganisation.unresolved' | null> {
  const { rows } = await sql<{ operations: number; unsettled: number }>`
    select (select count(*)::int from reorganisation_operation where reorganisation_id = ${plan.id}) as operations,
           (select count(*)::int from reorganisation_question q where q.reorganisation_id = ${plan.id} and ${unsettled}) as unsettled`.execute(
    tx,
  )
  if (rows[0]?.operations === 0) return 'reorganisation.empty'
  if (plan.checkState !== 'done' || plan.checkedVersion !== plan.version) return 'reorganisation.not-checked'
  return (rows[0]?.unsettled ?? 0) > 0 ? 'reorganisation.unresolved' : null
}

/** A question `q` that stands in the way: it must be settled, and no answer of a person does. */
export const unsettled = sql<boolean>`(q.weight = 'must' and not q.moot and (q.data ->> 'settledBy' <> 'answer'
  or not exists (select from reorganisation_answer a where a.reorganisation_id = q.reorganisation_id and a.key = q.key)))`

/**
 * Lets a plan be carried out by itself at 00:00 of its day.
 * @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.not-checked, reorganisation.unresolved
 */
export async function schedulePlan(tx: Tx, actor: Actor, { planId, version }: Seen) {
  const plan = await lockPlan(tx, planId, version)
  const because = await notReady(tx, plan)
  if (because) throw refuse(because)
  await order(tx, actor, plan, 'scheduled')
  await record(tx, actor, {
    kind: 'reorganisation.scheduled',
    recordId: planId,
    data: { name: plan.title, day: plan.effectiveOn },
  })
  return { version: plan.version }
}

/** Makes a scheduled plan a draft again. */
export async function unschedulePlan(tx: Tx, actor: Actor, { planId, version }: Seen) {
  const plan = await lockPlan(tx, planId, version, ['scheduled'])
  await tx.updateTable('reorganisation').set({ state: 'draft' }).where('id', '=', planId).execute()
  await record(tx, actor, { kind: 'reorganisation.unscheduled', recordId: planId, data: { name: plan.title } })
  return { version: plan.version }
}

/**
 * Has a plan carried out now, in the background. Before its day it cannot be; on a later one it holds from its day.
 * @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.not-checked, reorganisation.unresolved,
 * reorganisation.too-early
 */
export async function carryOutPlan(tx: Tx, actor: Actor, jobs: Jobs, { planId, version }: Seen) {
  const plan = await lockPlan(tx, planId, version, ['draft', 'scheduled'])
  const because = await notReady(tx, plan)
  if (because) throw refuse(because)
  if (clock.today() < plan.effectiveOn) throw refuse('reorganisation.too-early', { day: plan.effectiveOn })
  await order(tx, actor, plan, 'carrying-out')
  await jobs.enqueue(tx, 'reorganisation.carry-out', { id: planId }, { key: planId, priority: 10 })
  await record(tx, actor, { kind: 'reorganisation.ordered', recordId: planId, data: { name: plan.title } })
  return { version: plan.version }
}

async function order(tx: Tx, actor: Actor, plan: PlanRow, state: 'scheduled' | 'carrying-out') {
  await tx
    .updateTable('reorganisation')
    .set({ state, ordered_by: actor.personId, ordered_position: actor.positionId, failure: null })
    .where('id', '=', plan.id)
    .execute()
}
