import type { NewList, OldList } from '@mocban/contract/reorganisation-lists'
import { placeName, sameDistrict } from './place-names.ts'
import { type Suggested, suggestUnits } from './suggest-units.ts'

export type NewUnit = NewList['units'][number]

/** A commune-level unit until the day, with where it lay. */
export interface OldUnit {
  code: string
  fullName: string
  district: { code: string; fullName: string }
  province: { code: string; fullName: string }
}

/** A name in the list of new units that is not the name of exactly one old unit. */
export interface OpenName {
  unit: NewUnit
  /** As the list writes it; empty where a new unit names none at all. */
  written: string
  /** The old units of exactly this name. */
  among: OldUnit[]
  suggestions: Suggested[]
}

export interface ListMatch {
  /** Old units by the code of the new unit that is formed from them. */
  formedFrom: Map<string, OldUnit[]>
  open: OpenName[]
  /** Old units that no new one names, or several do, with the new units (codes) that may succeed them. */
  unsucceeded: { unit: OldUnit; suggestions: Suggested[] }[]
}

export const communesOf = (list: OldList): OldUnit[] =>
  list.provinces.flatMap((province) =>
    province.districts.flatMap((district) =>
      district.communes.map((one) => ({
        code: one.code,
        fullName: one.fullName,
        district: { code: district.code, fullName: district.fullName },
        province: { code: province.code, fullName: province.fullName },
      })),
    ),
  )

/**
 * Matches each predecessor's name to the one old unit that bears exactly this name. What fits nothing, or more than one, stays open with suggestions and is never
 * taken by itself: a commune lost here would lose who answers for its documents.
 */
export function matchLists(before: OldList, after: NewList): ListMatch {
  const communes = communesOf(before)
  const byName = grouped(communes, (one) => one.fullName)
  const naming = new Map<string, NewUnit[]>()
  const open: Omit<OpenName, 'suggestions'>[] = []
  for (const unit of after.units) {
    for (const written of unit.predecessors) {
      const among = byName.get(written) ?? []
      const [only] = among
      if (only && among.length === 1) naming.set(only.code, [...(naming.get(only.code) ?? []), unit])
      else open.push({ unit, written, among })
    }
    if (unit.predecessors.length === 0) open.push({ unit, written: '', among: [] })
  }

  const formedFrom = new Map(after.units.map((one): [string, OldUnit[]] => [one.code, []]))
  for (const old of communes) {
    const [only, another] = naming.get(old.code) ?? []
    if (only && !another) formedFrom.get(only.code)?.push(old)
  }
  const unnamed = communes.filter((one) => !naming.has(one.code))
  const shared = communes.filter((one) => (naming.get(one.code)?.length ?? 0) > 1)
  const home = homes(communes, after, formedFrom)
  const { forNames, forUnits } = suggestUnits({ unnamed, after, home, open, formedFrom })
  return {
    formedFrom,
    open: open.map((one) => ({ ...one, suggestions: forNames.get(`${one.unit.code}:${one.written}`) ?? [] })),
    unsucceeded: [
      ...unnamed.map((unit) => ({ unit, suggestions: forUnits.get(unit.code) ?? [] })),
      ...shared.map((unit) => ({
        unit,
        suggestions: (naming.get(unit.code) ?? []).map((one) => ({ codes: [one.code], reason: 'names-it' as const })),
      })),
    ],
  }
}

function grouped<T>(all: T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

/** The districts in which a new unit lies, as far as its certain predecessors, its code (often that of one of them) and parentheses tell. */
function homes(communes: OldUnit[], after: NewList, formedFrom: Map<string, OldUnit[]>): Map<string, Set<string>> {
  const districtOf = new Map(communes.map((one) => [one.code, one.district.code]))
  const districts = new Map(communes.map((one) => [one.district.code, one.district.fullName]))
  return new Map(
    after.units.map((unit) => {
      const own = districtOf.get(unit.code)
      const from = (formedFrom.get(unit.code) ?? []).map((one) => one.district.code)
      const written = unit.predecessors.map((one) => placeName(one).within ?? '')
      const named = [...districts].filter(([, name]) => written.some((one) => one !== '' && sameDistrict(name, one)))
      return [unit.code, new Set([...(own ? [own] : []), ...from, ...named.map(([code]) => code)])]
    }),
  )
}
