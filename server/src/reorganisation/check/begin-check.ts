import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { lockPlan } from '../plan/lock-plan.ts'

/** Has a draft looked at in the background. @throws request.not-found, reorganisation.changed, reorganisation.not-now */
export async function beginCheck(
  tx: Tx,
  actor: Actor,
  jobs: Jobs,
  { planId, version }: { planId: string; version: number },
) {
  const plan = await lockPlan(tx, planId, version)
  await tx.updateTable('reorganisation').set({ check_state: 'running' }).where('id', '=', plan.id).execute()
  await jobs.enqueue(tx, 'reorganisation.check', { id: plan.id }, { key: plan.id, priority: 5 })
  await record(tx, actor, { kind: 'reorganisation.checked', recordId: plan.id, data: { name: plan.title } })
  return {}
}
