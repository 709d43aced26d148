import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { PlanRow } from '../plan/lock-plan.ts'
import type { Rows } from './rows-of-model.ts'

type Held = Map<string, { documents: number; tasks: number; drafts: number; reviews: number }>

/** Tells each person who moved from where to where, and what they brought. */
export async function tellPeople(
  tx: Tx,
  plan: Pick<PlanRow, 'basis'>,
  by: { personId: string; positionId: string },
  rows: Rows,
  held: Held,
): Promise<void> {
  const moved = rows.people
    .filter((one) => one.to)
    .map(({ personId, from, to }) => {
      const brought = Object.fromEntries(Object.entries(held.get(from) ?? {}).filter(([, n]) => n > 0))
      return { person_id: personId, from_id: from, to_id: to, data: { basis: plan.basis, ...brought } }
    })
  await sql`
    insert into event (agency_id, person_id, position_id, kind, data, concerns)
    select t.agency_id, ${by.personId}, ${by.positionId}, 'person.moved', m.data || jsonb_build_object(
             'who', h.full_name, 'from', f.title || ', ' || fu.name, 'to', t.title || ', ' || tu.name), array[m.person_id]
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) m (person_id uuid, from_id uuid, to_id uuid, data jsonb)
      join person h on h.id = m.person_id
      join position f on f.id = m.from_id join lateral (select name from unit_version v where v.unit_id = f.unit_id order by v.valid desc limit 1) fu on true
      join position t on t.id = m.to_id join lateral (select name from unit_version v where v.unit_id = t.unit_id order by v.valid desc limit 1) tu on true`.execute(
    tx,
  )
}
