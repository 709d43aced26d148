import { record } from '../../platform/access/index.ts'
import type { Actor, Database, Tx } from '../../platform/database/index.ts'
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

/** Has a plan looked at again that could not be carried out as it was checked. */
export async function checkAfterFailure(worker: Database, jobs: Jobs, id: string): Promise<void> {
  await worker.transaction().execute(async (tx) => {
    const again = await tx
      .updateTable('reorganisation')
      .set({ check_state: 'running' })
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .where('failure', 'is not', null)
      .where('check_state', '=', 'done')
      .where('checked_version', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (again) await jobs.enqueue(tx, 'reorganisation.check', { id }, { key: id, priority: 5 })
  })
}
