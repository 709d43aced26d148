import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { IssuingAgency } from './official-names.ts'

/** An agency as its documents name it today, with the agency above it. */
export async function issuingAgency(tx: Tx, agencyId: string): Promise<IssuingAgency> {
  const row = await tx
    .selectFrom('unit_now as u')
    .leftJoin('unit_now as p', 'p.id', 'u.parent_id')
    .where('u.id', '=', agencyId)
    .select(['u.name', 'u.kind', 'u.abbreviation', 'p.name as parentName'])
    .executeTakeFirst()
  if (!row) throw refuse('request.not-found')
  return row
}
