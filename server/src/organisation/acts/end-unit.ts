import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { notPast, settle } from './settle.ts'
import { unitOn } from './unit-on.ts'

/**
 * Ends a unit: `on` is the first day without it. Posts that nobody holds, and seats of a committee, end with it; who still holds a post, units
 * below and open work come first. Its successor has what it held until then; an agency that has books is ended by a plan of reorganisation.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.later-change, organisation.unit-has-children,
 * organisation.unit-has-posts, organisation.unit-holds-work, organisation.agency-has-books, organisation.unit-cycle
 */
export async function endUnit(
  tx: Tx,
  actor: Actor,
  { unitId, on, reason, successorId }: { unitId: string; on: string; reason: string; successorId: string | null },
): Promise<Record<string, never>> {
  notPast(on)
  const found = await unitOn(tx, actor, unitId, on)
  if (!found.last) throw refuse('organisation.later-change')
  if (found.from === on) throw refuse('organisation.later-change')
  const successor = successorId ? await unitOn(tx, actor, successorId, on) : null
  if (successor?.row.unit_id === unitId) throw refuse('organisation.unit-cycle')
  const { rows } = await sql<{ open: number; books: boolean }>`
    select app.unit_holds(${unitId}) as open, app.agency_has_books(${unitId}) as books`.execute(tx)
  if (rows[0]?.books) throw refuse('organisation.agency-has-books')
  if ((rows[0]?.open ?? 0) > 0) throw refuse('organisation.unit-holds-work', { count: rows[0]?.open })
  await settle(tx, async () => {
    await sql`update position q set valid = daterange(lower(valid), ${on}) where unit_id = ${unitId} and valid @> ${on}::date
              and lower(valid) < ${on}::date and not exists (select from appointment x where x.position_id = q.id and coalesce(upper(x.valid) > ${on}::date, true))`.execute(
      tx,
    )
    await sql`update committee_member set valid = daterange(lower(valid), ${on})
               where unit_id = ${unitId} and valid @> ${on}::date and lower(valid) < ${on}::date`.execute(tx)
    await tx
      .updateTable('unit_version')
      .set({ valid: `[${found.from ?? ''},${on})` })
      .where('id', '=', found.row.id)
      .execute()
    if (successorId) await sql`select app.succeed_unit(${unitId}, ${successorId}, ${on})`.execute(tx)
  })
  await record(tx, actor, {
    kind: 'unit.ended',
    data: { name: found.row.name, on, reason, ...(successor ? { heir: successor.row.name } : {}) },
  })
  return {}
}
