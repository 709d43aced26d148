import type { UnitAtWork } from '@mocban/contract/units-at-work'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'

/** More units than a province has: nothing is left out, and nothing grows without end. */
const most = 500

/**
 * What each unit holds, for the leader who asks: the units they lead, and the agencies to which these directed documents. A document counts once for
 * a unit, as late when one of the unit's open steps is past its date. Nobody else gets a row.
 */
export async function unitsAtWork(tx: Tx): Promise<UnitAtWork[]> {
  const { rows } = await sql<UnitAtWork>`
    select n.unit_id as "unitId", u.name as "unitName", n.inside,
      count(*)::int as held, count(*) filter (where n.late)::int as late, count(*) filter (where not n.late)::int as "onTime"
    from (${heldDocuments()}) n
    join unit_known u on u.id = n.unit_id
    group by n.unit_id, n.inside, u.name, u.ordinal
    order by late desc, held desc, u.ordinal, u.name
    limit ${most}`.execute(tx)
  return rows
}

/** The documents that units hold, by unit, as the band counts them and the list behind a number shows them. */
export function heldDocuments(filter: { heldBy?: string; held?: 'late' | 'on-time' } = {}): RawBuilder<unknown> {
  const one = filter.heldBy ? sql`and h.unit_id = ${filter.heldBy}::uuid` : sql``
  const late = sql`coalesce(bool_or(h.due_on < ${clock.today()}::date), false)`
  const which =
    filter.held === 'late' ? sql`having ${late}` : filter.held === 'on-time' ? sql`having not ${late}` : sql``
  return sql`
    select h.unit_id, h.document_id, h.inside, ${late} as late from (
      select h.unit_id, h.document_id, h.due_on, true as inside from handling h
       where h.ended_at is null and h.role <> 'inform' and h.delivery_id is null and h.unit_id = any ((select app.units_led())::uuid[]) ${one}
      union all
      select h.unit_id, h.document_id, h.due_on, false from handling h
       where h.ended_at is null and h.role <> 'inform' and h.delivery_id is not null and h.asked_position = any ((select app.posts_led())::uuid[]) ${one}
    ) h group by h.unit_id, h.document_id, h.inside ${which}`
}
