import type { Unit } from '@mocban/contract/organisation'
import type { Tx } from '../platform/database/index.ts'

/** All units as they stand today, in the order of the chart. */
export async function listUnits(tx: Tx): Promise<Unit[]> {
  const rows = await tx.selectFrom('unit_now').selectAll().orderBy('ordinal').orderBy('name').execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Unit['kind'],
    isAgency: row.is_agency,
    agencyId: row.agency_id,
    parentId: row.parent_id,
    name: row.name,
    shortName: row.short_name,
    abbreviation: row.abbreviation,
    nameEn: row.name_en,
    exchangeCode: row.exchange_code,
    statisticsCode: row.statistics_code,
    ordinal: row.ordinal,
  }))
}
