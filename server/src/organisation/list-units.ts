import type { Unit } from '@mocban/contract/organisation'
import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'

/** All units as they stand today, in the order of the chart. */
export async function listUnits(tx: Tx): Promise<Unit[]> {
  const rows = await tx.selectFrom('unit_now').selectAll().orderBy('ordinal').orderBy('name').execute()
  const was = new Map((await formerNames.execute(tx)).rows.map((row) => [row.id, row.names]))
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
    formerly: was.get(row.id) ?? [],
  }))
}

/** For each unit the other names of its earlier versions and of the units it succeeds, directly or not. */
const formerNames = sql<{ id: string; names: string[] }>`
  with recursive heir (id, unit_id) as (
    select s.successor_id, s.unit_id from succession s where s.from_day <= app.today()
    union all select s.successor_id, h.unit_id from heir h join succession s on s.unit_id = h.id and s.from_day <= app.today()
  ), line as (select id, unit_id from heir union all select unit_id, unit_id from unit_version where valid @> app.today())
  select l.id, array_agg(distinct v.name) as names
    from line l join unit_version v on v.unit_id = l.unit_id and upper(v.valid) <= app.today()
   where v.name <> app.unit_name(l.id, app.today()) group by l.id`
