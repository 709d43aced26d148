import { sql } from 'kysely'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { UnitColumns } from '../succession/reorganise.ts'
import { administers } from './settle.ts'

/** The columns of a unit's version but its days. */
export interface UnitRow extends UnitColumns {
  id: string
}
type Found = { row: UnitRow; from: string | null; until: string | null; last: boolean }

/**
 * A unit as it is on a day, locked for an act, where who asks administers it.
 * @throws organisation.unit-absent, organisation.not-yours
 */
export async function unitOn(tx: Tx, actor: Actor, unitId: string, day: string): Promise<Found> {
  const { rows: whose } = await sql<{ agencyId: string }>`
    select agency_id as "agencyId" from unit_version where unit_id = ${unitId} and valid @> ${day}::date`.execute(tx)
  if (!whose[0]) throw refuse('organisation.unit-absent')
  await administers(tx, actor, whose[0].agencyId)
  const { rows } = await sql<UnitRow & { from: string | null; until: string | null; last: boolean }>`
    select v.id, v.unit_id, v.kind, v.is_agency, v.agency_id, v.parent_id, v.name, v.short_name, v.abbreviation, v.name_en, v.name_ur, v.exchange_code,
           v.statistics_code, v.seal_text, v.seal_certificate, v.founded_by, v.regulations, v.ordinal, lower(v.valid)::text as from,
           upper(v.valid)::text as until, not exists (select from unit_version w where w.unit_id = v.unit_id and w.valid >> v.valid) as last
      from unit_version v where v.unit_id = ${unitId} and v.valid @> ${day}::date for update`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('organisation.unit-absent')
  const { from, until, last, ...row } = found
  return { row, from, until, last }
}

/** From a day on the unit is otherwise; until that day it stays what it was. A change planned for later keeps standing. */
export async function versionFrom(tx: Tx, found: Found, day: string, change: Partial<UnitRow>): Promise<void> {
  if (found.from === day) {
    await tx.updateTable('unit_version').set(change).where('id', '=', found.row.id).execute()
    return
  }
  await tx
    .updateTable('unit_version')
    .set({ valid: `[${found.from ?? ''},${day})` })
    .where('id', '=', found.row.id)
    .execute()
  await tx
    .insertInto('unit_version')
    .values({ ...found.row, ...change, id: newId(), valid: `[${day},${found.until ?? ''})` })
    .execute()
}
