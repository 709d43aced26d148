import type { Holder } from '@mocban/contract/organisation'
import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'

/** People in their positions today, those who lead first. At most 100. Names are found with or without diacritics. */
export async function listHolders(
  tx: Tx,
  filter: { unitId?: string; agencyId?: string; q?: string; leads?: boolean },
): Promise<Holder[]> {
  let query = tx
    .selectFrom('appointment as a')
    .innerJoin('person as h', 'h.id', 'a.person_id')
    .innerJoin('position as q', 'q.id', 'a.position_id')
    .innerJoin('unit_now as u', 'u.id', 'q.unit_id')
    .where('h.active', '=', true)
    // Another system's account is nobody to give work to.
    .where('h.service', '=', false)
    .where(sql<boolean>`a.valid @> app.today() and q.valid @> app.today()`)
  if (filter.unitId) query = query.where('q.unit_id', '=', filter.unitId)
  if (filter.agencyId) query = query.where('q.agency_id', '=', filter.agencyId)
  if (filter.leads !== undefined) query = query.where('q.leads', '=', filter.leads)
  if (filter.q) query = query.where(sql<boolean>`unaccent(h.full_name) ilike '%' || unaccent(${filter.q}) || '%'`)
  return query
    .select([
      'h.id as personId',
      'h.full_name as fullName',
      'q.id as positionId',
      'q.title',
      'q.unit_id as unitId',
      'u.name as unitName',
      'q.agency_id as agencyId',
      'q.leads',
      'q.capabilities',
    ])
    .orderBy(sql`q.unit_id = q.agency_id`, 'desc')
    .orderBy('q.leads', 'desc')
    .orderBy('q.rank')
    .orderBy('h.full_name')
    .limit(100)
    .execute()
}
