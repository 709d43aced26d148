import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { compileUnits } from './compile-units.ts'
import { findFaults } from './find-faults.ts'
import { loadOrganisation } from './organisation.ts'
import { placePeople } from './place-people.ts'
import type { Model, PlanInput } from './plan-model.ts'
import { leaderless, settleGroups } from './settle-groups.ts'

/** What a plan comes to in the organisation of its day, with every question that it leaves; the same for the check and for carrying out. */
export async function modelOf(tx: Tx, input: PlanInput): Promise<Model> {
  const model = compileUnits(await loadOrganisation(tx, input.effectiveOn), input)
  findFaults(model, input)
  placePeople(model, input)
  const { units, posts } = leaderless(model)
  settleGroups(model, input, await heldByNobody(tx, units, posts))
  return model
}

async function heldByNobody(tx: Tx, units: string[], posts: string[]): Promise<Map<string, number>> {
  if (units.length === 0) return new Map()
  const { rows } = await sql<{ id: string; count: number }>`
    with holder (id, unit_id) as (
      select app.leaders_of(u), u from unnest(${units}::uuid[]) u
      union all select q.id, q.unit_id from position q where q.id = any (${posts}::uuid[])
    )
    select o.unit_id as id, count(*)::int as count from holder o cross join lateral (
      select from handling h where h.holder = o.id and h.ended_at is null and h.role <> 'inform'
      union all select from task t where t.holder = o.id and t.closed_at is null
      union all select from review r where r.holder = o.id and r.state in ('asked', 'later')
    ) held group by o.unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.count]))
}
