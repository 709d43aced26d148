import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { stepFacts } from './step.ts'

/** Notes that who is asked has opened the step. A step that only informs ends with this; seeing is not an act and makes no event. */
export async function see(tx: Tx, stepId: string): Promise<Record<string, never>> {
  await sql`
    update handling h set seen_at = coalesce(seen_at, app.now()),
      state = case when role = 'inform' then 'done' else state end,
      ended_at = case when role = 'inform' then app.now() else ended_at end
    where h.id = ${stepId} and h.ended_at is null and h.delivery_id is null and ${stepFacts.mine}`.execute(tx)
  return {}
}
