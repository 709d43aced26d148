import type { UnitAtWork } from '@mocban/contract/units-at-work'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/index.ts'

/** More units than a province has. */
const most = 500

// A refused task is back with who assigned it.
const open = sql`k.closed_at is null and k.delivered_at is null and k.state <> 'refused'`
/** Which open tasks the leader's band counts, of `task k`: led by a unit they lead, or assigned by a post of theirs to another agency. */
export const atWork = {
  inside: sql`(${open} and k.lead_unit_id = any ((select app.units_led())::uuid[]))`,
  assignedOut: sql`(${open} and k.lead_agency_id <> all ((select app.agencies())::uuid[]) and k.assigned_position = any ((select app.posts_led())::uuid[]))`,
}
export const lateTask = (): RawBuilder<boolean> => sql`coalesce(k.due_on < ${clock.today()}::date, false)`

/** What each unit is at work on, for the leader who asks: the units they lead and the agencies to which these assigned tasks. Nobody else gets a row. */
export async function unitsAtWork(tx: Tx): Promise<UnitAtWork[]> {
  const { rows } = await sql<UnitAtWork>`
    select k.lead_unit_id as "unitId", u.name as "unitName", k.inside,
      count(*)::int as held, count(*) filter (where k.late)::int as late, count(*) filter (where not k.late)::int as "onTime"
    from (
      select k.lead_unit_id, true as inside, ${lateTask()} as late from task k where ${atWork.inside}
      union all
      select k.lead_unit_id, false, ${lateTask()} from task k where ${atWork.assignedOut}
    ) k
    join unit_known u on u.id = k.lead_unit_id
    group by k.lead_unit_id, k.inside, u.name, u.ordinal
    order by late desc, held desc, u.ordinal, u.name
    limit ${most}`.execute(tx)
  return rows
}
