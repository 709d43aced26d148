import type { PeopleRules, PlanState } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

export interface PlanRow {
  id: string
  agencyId: string
  title: string
  basis: string
  effectiveOn: string
  oldCodesUntil: string
  rules: PeopleRules
  state: PlanState
  version: number
  checkState: 'none' | 'running' | 'failed' | 'done'
  checkedVersion: number | null
}

export const planColumns = sql`
  r.id, r.agency_id as "agencyId", r.title, r.basis, r.effective_on::text as "effectiveOn", r.old_codes_until::text as "oldCodesUntil", r.rules, r.state,
  r.version, r.check_state as "checkState", r.checked_version as "checkedVersion"`

/** A plan locked for an act, as whoever acts saw it. @throws request.not-found, reorganisation.changed, reorganisation.not-now */
export async function lockPlan(tx: Tx, id: string, version: number, states: PlanState[] = ['draft']): Promise<PlanRow> {
  const { rows } =
    await sql<PlanRow>`select ${planColumns} from reorganisation r where r.id = ${id} for update`.execute(tx)
  const [plan] = rows
  if (!plan) throw refuse('request.not-found')
  if (plan.version !== version) throw refuse('reorganisation.changed')
  if (!states.includes(plan.state)) throw refuse('reorganisation.not-now', { state: plan.state })
  return plan
}

/** Counts a change of a locked plan. What was checked before is another plan now. */
export async function planChanged(tx: Tx, plan: PlanRow): Promise<{ version: number }> {
  const version = plan.version + 1
  await tx.updateTable('reorganisation').set({ version }).where('id', '=', plan.id).execute()
  return { version }
}
