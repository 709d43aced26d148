import { sql } from 'kysely'
import type { Actor, Tx } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/**
 * The post of one's own in which something goes on for one later: the one that one acts in, or the first where one acts for somebody, for a delegation ends.
 * @throws organisation.no-position
 */
export async function ownPost(tx: Tx, actor: Actor): Promise<string> {
  if (!actor.actingFor) return actor.positionId
  const { rows } = await sql<{ id: string }>`
    select s.position_id as id from app.standings_of(app.person()) s where s.delegation_id is null order by s.ordinal limit 1`.execute(
    tx,
  )
  if (!rows[0]) throw refuse('organisation.no-position')
  return rows[0].id
}
