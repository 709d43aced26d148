import type { Addressee } from '@mocban/contract/documents-handling'
import { sql } from 'kysely'
import { type Grant, principal } from '../platform/access/index.ts'
import type { Tx } from '../platform/database/index.ts'
import { refuse } from '../platform/http/index.ts'

/** Somebody who is asked, resolved: their unit's agency and the principal that must act. */
export interface Asked {
  unitId: string
  agencyId: string
  unitName: string
  /** As it is told in the trail: the person where one was named, else the unit. */
  name: string
  positionId: string | null
  personId: string | null
  holder: Grant['principal']
}

/**
 * Resolves addressees: a post with its holder, or a unit, for which its leaders must act. Whoever names one that has ended reaches its heir.
 * @throws organisation.no-holder where nobody who may work holds the post or leads the unit today
 */
export async function resolveAddressees(tx: Tx, addressees: Addressee[]): Promise<Asked[]> {
  if (addressees.length === 0) return []
  const { rows } = await sql<{
    n: number
    unit_id: string
    agency_id: string
    name: string
    position_id: string | null
    person_id: string | null
    person_name: string | null
    held: boolean
  }>`
    select a.n, u.id as unit_id, u.agency_id, u.name, q.id as position_id, x.person_id, w.full_name as person_name,
           case when a.position_id is null
             then u.is_agency or exists (select from position l join appointment y on y.position_id = l.id and y.valid @> app.today() join person h on h.id = y.person_id and h.active
                          where l.unit_id = u.id and l.leads and l.valid @> app.today())
             else x.person_id is not null end as held
      from unnest(${addressees.map((one) => one.unitId)}::uuid[], ${addressees.map((one) => one.positionId ?? null)}::uuid[],
                  ${addressees.map((one) => one.personId ?? null)}::uuid[]) with ordinality a (unit_id, position_id, person_id, n)
      cross join lateral (select app.successor_of(a.unit_id) as unit_id, app.successor_of_post(a.position_id) as position_id offset 0) heir
      join unit_now u on u.id = heir.unit_id
      left join position q on q.id = heir.position_id and q.unit_id = u.id and q.valid @> app.today()
      left join lateral (select y.person_id from appointment y join person h on h.id = y.person_id and h.active where y.position_id = q.id and y.valid @> app.today()
                         and (a.person_id is null or y.person_id = a.person_id) limit 1) x on true
      left join person w on w.id = x.person_id
     order by a.n`.execute(tx)
  if (rows.length !== addressees.length) throw refuse('request.not-found')
  return rows.map((row) => {
    if (!row.held) throw refuse('organisation.no-holder', { unit: row.name })
    return {
      unitId: row.unit_id,
      agencyId: row.agency_id,
      unitName: row.name,
      name: (row.position_id && row.person_name) || row.name,
      positionId: row.position_id,
      personId: row.position_id ? row.person_id : null,
      // A post, not its holder: a successor finds the work on their desk.
      holder: row.position_id ? principal.position(row.position_id) : principal.leadersOf(row.unit_id),
    }
  })
}
