import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { PlanRow } from '../plan/lock-plan.ts'
import { named } from './moved-tables.ts'
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
    with m as materialized (select * from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) m (person_id uuid, from_id uuid, to_id uuid, data jsonb)),
         named as materialized (${named(sql`select distinct q.unit_id from position q where q.id in (select from_id from m union select to_id from m)`)})
    select t.agency_id, ${by.personId}, ${by.positionId}, 'person.moved', m.data || jsonb_build_object(
             'who', h.full_name, 'from', f.title || ', ' || fu.name, 'to', t.title || ', ' || tu.name), array[m.person_id]
      from m join person h on h.id = m.person_id
      join position f on f.id = m.from_id join named fu on fu.id = f.unit_id
      join position t on t.id = m.to_id join named tu on tu.id = t.unit_id`.execute(tx)
}
