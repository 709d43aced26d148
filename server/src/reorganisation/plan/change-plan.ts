import type { reorganisation } from '@mocban/contract/reorganisation'
import type { RouteInput } from '@mocban/contract/route'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { lockPlan, planChanged } from './lock-plan.ts'

type Change = { planId: string } & RouteInput<typeof reorganisation.change>['body']

/** Changes a draft's facts. @throws request.not-found, reorganisation.changed, reorganisation.not-now, reorganisation.days-reversed */
export async function changePlan(
  tx: Tx,
  actor: Actor,
  { planId, version, ...given }: Change,
): Promise<{ version: number }> {
  const plan = await lockPlan(tx, planId, version)
  const facts = { ...plan, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
  if (facts.oldCodesUntil < facts.effectiveOn) throw refuse('reorganisation.days-reversed')
  await tx
    .updateTable('reorganisation')
    .set({
      title: facts.title,
      basis: facts.basis,
      effective_on: facts.effectiveOn,
      old_codes_until: facts.oldCodesUntil,
      rules: JSON.stringify(facts.rules),
    })
    .where('id', '=', plan.id)
    .execute()
  return planChanged(tx, actor, plan, 'changed', { name: facts.title, day: facts.effectiveOn })
}

/** Gives a plan up; it stays readable. @throws request.not-found, reorganisation.changed, reorganisation.not-now */
export async function abandonPlan(tx: Tx, actor: Actor, { planId, version }: { planId: string; version: number }) {
  const plan = await lockPlan(tx, planId, version, ['draft', 'scheduled'])
  await tx.updateTable('reorganisation').set({ state: 'abandoned' }).where('id', '=', plan.id).execute()
  return planChanged(tx, actor, plan, 'abandoned')
}
