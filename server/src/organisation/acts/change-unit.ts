import type { organisationActs, UnitFacts } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { notPast, settle } from './settle.ts'
import { type UnitRow, unitOn, versionFrom } from './unit-on.ts'

/** Facts as columns; those not given stay out. An empty optional fact is none. */
export function factColumns(facts: Partial<UnitFacts>): Partial<UnitRow> {
  const columns: Partial<UnitRow> = {
    name_ur: facts.nameUr,
    exchange_code: facts.exchangeCode,
    statistics_code: facts.statisticsCode,
    seal_text: facts.sealText,
    seal_certificate: facts.sealCertificate,
    founded_by: facts.foundedBy,
    regulations: facts.regulations,
  } as Partial<UnitRow>
  const all = Object.fromEntries(Object.entries(columns).map(([key, value]) => [key, value === '' ? null : value]))
  Object.assign(all, {
    name: facts.name,
    short_name: facts.shortName,
    abbreviation: facts.abbreviation,
    name_en: facts.nameEn,
    ordinal: facts.ordinal,
  })
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<UnitRow>
}

/**
 * Renames a unit or changes its other attributes from a day on; what it was until then stays what it was.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.code-taken
 */
export async function changeUnit(
  tx: Tx,
  actor: Actor,
  { unitId, from, ...facts }: { unitId: string } & RouteInput<typeof organisationActs.changeUnit>['body'],
): Promise<Record<string, never>> {
  notPast(from)
  const found = await unitOn(tx, actor, unitId, from)
  const given = factColumns(facts)
  const change = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => found.row[key as keyof UnitRow] !== value),
  ) as Partial<UnitRow>
  if (Object.keys(change).length === 0) return {}
  await settle(tx, () => versionFrom(tx, found, from, change))
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, found.row[key as keyof UnitRow]]))
  await record(tx, actor, {
    kind: 'unit.changed',
    data: { name: found.row.name, newName: change.name ?? null, from, before, after: change },
  })
  return {}
}
