import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { IssuingAgency } from './official-names.ts'

/** An agency as its documents name it on a day, with the agency above it; one that had ended by then, as they named it last. */
export async function issuingAgency(tx: Tx, agencyId: string, day = clock.today()): Promise<IssuingAgency> {
  const row = await tx
    .selectFrom('unit_version as u')
    .where('u.unit_id', '=', agencyId)
    .orderBy(sql`u.valid @> ${day}::date`, 'desc')
    .orderBy('u.valid', 'desc')
    .select(['u.name', 'u.kind', 'u.abbreviation'])
    .select(sql<string | null>`app.unit_name(u.parent_id, ${day}::date)`.as('parentName'))
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  return row
}
