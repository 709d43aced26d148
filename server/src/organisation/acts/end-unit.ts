import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { notPast, settle } from './settle.ts'
import { unitOn } from './unit-on.ts'

/**
 * Ends a unit: `on` is the first day without it. Posts that nobody holds, and seats of a committee, end with it; who still holds a post, units
 * below and open work come first.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.later-change, organisation.unit-has-children,
 * organisation.unit-has-posts, organisation.unit-holds-work
 */
export async function endUnit(
  tx: Tx,
  actor: Actor,
  { unitId, on, reason }: { unitId: string; on: string; reason: string },
): Promise<Record<string, never>> {
  notPast(on)
  const found = await unitOn(tx, actor, unitId, on)
  if (!found.last) throw refuse('organisation.later-change')
  if (found.from === on) throw refuse('organisation.later-change')
  const { rows } = await sql<{ open: number }>`select app.unit_holds(${unitId}) as open`.execute(tx)
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
  })
  await record(tx, actor, { kind: 'unit.ended', data: { name: found.row.name, on, reason } })
  return {}
}
