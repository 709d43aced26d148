import { sql } from 'kysely'
import { principal, record } from '../access/index.ts'
import type { Actor, Tx } from '../database/index.ts'

/**
 * A directory closes an account at once, whatever its post holds: nobody who left may come in. What is open stays with the post; where nobody else is left in it who could answer for
 * it, those are told who pass it on: who administers its agency or the directory's, and the leaders of its unit.
 */
export async function tellWorkLeft(
  tx: Tx,
  actor: Actor,
  who: { personId: string; name: string; positionId?: string },
): Promise<void> {
  const { rows } = await sql<{ title: string; unit: string; unitId: string; count: number; administrators: string[] }>`
    select q.title, u.name as unit, u.id as "unitId", o.documents + o.tasks + o.drafts + o.reviews as count,
           array(select a.id from position a where a.agency_id in (q.agency_id, ${actor.agencyId}) and 'administer' = any (a.capabilities) and a.valid @> app.today()) as administrators
      from position q join unit_now u on u.id = q.unit_id cross join lateral app.holdings_of(q.id) o
     where ${who.positionId ? sql`q.id = ${who.positionId}` : sql`q.id in (select x.position_id from appointment x where x.person_id = ${who.personId} and x.valid @> app.today())`}
       and q.valid @> app.today() and o.documents + o.tasks + o.drafts + o.reviews > 0
       and not exists (select from appointment y join person h on h.id = y.person_id and h.active
                        where y.position_id = q.id and y.person_id <> ${who.personId} and y.valid @> app.today())`.execute(
    tx,
  )
  for (const { administrators, ...left } of rows)
    await record(tx, actor, {
      kind: 'appointment.left-open',
      data: { name: who.name, ...left },
      concerns: [...administrators.map(principal.position), principal.leadersOf(left.unitId)],
    })
}
