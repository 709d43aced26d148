import { type Operation, operation, type Placement, placement } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { PlanInput } from '../model/plan-model.ts'
import type { PlanRow } from './lock-plan.ts'

/** Everything that people have put into a plan. */
export async function inputOf(tx: Tx, plan: PlanRow): Promise<PlanInput> {
  const { rows: operations } = await sql<{ id: string; data: unknown }>`
    select id, data from reorganisation_operation where reorganisation_id = ${plan.id} order by ordinal`.execute(tx)
  const answers = await tx
    .selectFrom('reorganisation_answer')
    .where('reorganisation_id', '=', plan.id)
    .select(['key', 'value'])
    .execute()
  const placements = await tx
    .selectFrom('reorganisation_placement')
    .where('reorganisation_id', '=', plan.id)
    .select(['person_id', 'placement'])
    .execute()
  return {
    agencyId: plan.agencyId,
    effectiveOn: plan.effectiveOn,
    basis: plan.basis,
    rules: plan.rules,
    operations: operations.map((one) => ({ id: one.id, operation: operation.parse(one.data) as Operation })),
    answers: new Map(answers.map((one) => [one.key, one.value])),
    placements: new Map(placements.map((one) => [one.person_id, placement.parse(one.placement) as Placement])),
  }
}
