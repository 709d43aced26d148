import type { Unit } from '@mocban/contract/organisation'
import type { NewList, OldList } from '@mocban/contract/reorganisation-lists'
import {
  fate,
  type Operation,
  type PredecessorReference,
  type UnitReference,
} from '@mocban/contract/reorganisation-plan'
import { type Standing, standingUnits } from './existing-units.ts'
import { communesOf, type ListMatch, matchLists, type NewUnit, type OldUnit, type OpenName } from './match-lists.ts'
import { communeKey, FreeCodes, plannedCommune, plannedDepartment, plannedProvince, provinceKey } from './new-units.ts'
import { placeName, sameName } from './place-names.ts'
import type { Suggested, SuggestionReason } from './suggest-units.ts'

export interface ListSuggestion {
  /** As an answer gives it: `unit:<id>`, several of them with a space between, `key:<key of a planned unit>`, or `none`. */
  value: string
  label: string
  reason: SuggestionReason
}
/** A name that a person has to settle, under a key that stays the same for the same two lists. */
export interface ListQuestion {
  key: string
  kind: 'predecessor-not-found' | 'predecessor-ambiguous'
  /** The operation of the plan (counted from 0) that waits for it. */
  operation: number
  /** The new unit's name, and the name as the list writes it. */
  data: { unit: string; written: string }
  suggestions: ListSuggestion[]
}

export interface ListPlan {
  /** A unit dissolved without a successor is one that no name of the lists fits: nothing is to be asked of it once an answer lets it come into a new unit. */
  operations: Operation[]
  questions: ListQuestion[]
  /** Who may succeed a unit that no name fits, by its id. */
  successors: Map<string, ListSuggestion[]>
}

const usual = fate.parse({})

/** The operations that lead from the units there are to those of the new list: the province, its departments, the communes, the districts that end, and what nobody names. */
export function planFromLists(before: OldList, after: NewList, units: Unit[]): ListPlan {
  const standing = standingUnits(before, units)
  const match = matchLists(before, after)
  const placed = placedUnits(before, standing)
  const province = provinceOperations(before, after, units, standing)
  const operations: Operation[] = [...province.operations]
  const questions: ListQuestion[] = []

  for (const unit of after.units) {
    const from = (match.formedFrom.get(unit.code) ?? []).map((old) => reference(old, standing))
    const open = match.open.filter((one) => one.unit === unit)
    for (const one of open) questions.push(questionOf(one, operations.length, placed))
    const named = open.map((one) => ({ named: one.written || unit.fullName, question: keyOf(one) }))
    // Where no name is certain, the one that bears the new unit's name stands first: the first is the main one.
    named.sort((a, b) => Number(isOwn(b.named, unit)) - Number(isOwn(a.named, unit)))
    // A unit that goes on unchanged writes on in its books.
    const registers = unit.predecessors.length === 0 ? 'continue' : 'close'
    const mainId = mainOf(unit, match, standing)
    const into = { new: plannedCommune(unit, province.top, province.codes.take()) }
    const all = mainId ? [...from, ...named] : [...named, ...from]
    for (const old of match.formedFrom.get(unit.code) ?? [])
      if (!standing.communes.has(old.code))
        questions.push(absentQuestion(unit, old, operations.length, units, standing))
    if (all.length === 0) operations.push({ kind: 'create', unit: into.new, posts: [] })
    else
      operations.push({ kind: 'merge', from: all, into, ...(mainId ? { mainId } : {}), fate: { ...usual, registers } })
  }
  operations.push(...districtOperations(before, after, units, standing, match, province.top))

  const successors = new Map<string, ListSuggestion[]>()
  for (const { unit, suggestions } of match.unsucceeded) {
    const standingUnit = standing.communes.get(unit.code)
    if (!standingUnit) continue
    operations.push({ kind: 'dissolve', unitId: standingUnit.id, successor: null, fate: usual })
    successors.set(
      standingUnit.id,
      suggestions.map(({ codes, reason }) => ({
        value: codes.map((code) => `key:${communeKey({ code })}`).join(' '),
        label: after.units.find((one) => codes.includes(one.code))?.fullName ?? '',
        reason,
      })),
    )
  }
  return { operations, questions, successors }
}

const isOwn = (written: string, unit: NewUnit): boolean => sameName(placeName(written).own, unit.name)
const keyOf = (one: OpenName): string => `list:${one.unit.code}:${one.written || 'unchanged'}`.slice(0, 200)
const absentKey = (old: { code: string }): string => `list:absent:${old.code}`

/** A unit of the old list that the organisation does not have is asked for as well. */
function reference(old: OldUnit, standing: Standing): PredecessorReference {
  const unit = standing.communes.get(old.code)
  return unit ? { unitId: unit.id } : { named: old.fullName, question: absentKey(old) }
}

function questionOf(one: OpenName, operation: number, placed: Placed): ListQuestion {
  return {
    key: keyOf(one),
    kind: one.among.length > 1 ? 'predecessor-ambiguous' : 'predecessor-not-found',
    operation,
    data: { unit: one.unit.fullName, written: one.written || one.unit.fullName },
    suggestions: one.suggestions.flatMap((suggested) => suggestionOf(suggested, placed)),
  }
}

type Placed = Map<string, { unit: Unit; district: string }>

/** Many communes bear one name: a label says in which district. */
function placedUnits(before: OldList, standing: Standing): Placed {
  return new Map(
    communesOf(before).flatMap((one) => {
      const unit = standing.communes.get(one.code)
      const district = one.district.fullName.charAt(0).toLocaleLowerCase('vi') + one.district.fullName.slice(1)
      return unit ? [[one.code, { unit, district }]] : []
    }),
  )
}

function suggestionOf({ codes, reason }: Suggested, placed: Placed): ListSuggestion[] {
  if (codes.length === 0) return [{ value: 'none', label: '', reason }]
  const found = codes.flatMap((code) => placed.get(code) ?? [])
  if (found.length < codes.length) return []
  return [
    {
      value: found.map(({ unit }) => `unit:${unit.id}`).join(' '),
      label: found.map(({ unit, district }) => `${unit.name} (${district})`).join(', '),
      reason,
    },
  ]
}

function absentQuestion(
  unit: NewUnit,
  old: OldUnit,
  operation: number,
  units: Unit[],
  standing: Standing,
): ListQuestion {
  const used = new Set([...standing.communes.values()].map((one) => one.id))
  const own = placeName(old.fullName).own
  const alike = units.filter((one) => one.isAgency && !used.has(one.id) && one.name.includes(own)).slice(0, 3)
  return {
    key: absentKey(old),
    kind: 'predecessor-not-found',
    operation,
    data: { unit: unit.fullName, written: old.fullName },
    suggestions: alike.map((one) => ({ value: `unit:${one.id}`, label: one.name, reason: 'same-name' })),
  }
}

/** Of the old units the one that bears the new one's code or name. */
function mainOf(unit: NewUnit, match: ListMatch, standing: Standing): string | undefined {
  const from = match.formedFrom.get(unit.code) ?? []
  const main =
    from.find((one) => one.code === unit.code) ??
    from.find((one) => isOwn(one.fullName, unit)) ??
    (unit.predecessors.some((one) => isOwn(one, unit)) ? undefined : from[0])
  return main && standing.communes.get(main.code)?.id
}

/** Several provinces become one; their departments of one abbreviation or name become one, the others go under it as they are. */
function provinceOperations(before: OldList, after: NewList, units: Unit[], standing: Standing) {
  const old = before.provinces
    .filter((one) => after.province.predecessors.includes(one.fullName))
    .flatMap((one) => standing.provinces.get(one.code) ?? [])
  const names = before.provinces.filter((one) => one.fullName === after.province.fullName)
  const main =
    names.flatMap((one) => standing.provinces.get(one.code) ?? [])[0] ?? old[0] ?? [...standing.provinces.values()][0]
  const codes = new FreeCodes(main?.exchangeCode ?? null, units)
  if (!main || old.length < 2) return { operations: [], top: main ? { unitId: main.id } : null, codes } as const
  const top: UnitReference = { key: provinceKey(after.province) }
  const operations: Operation[] = [
    {
      kind: 'merge',
      from: old.map((one) => ({ unitId: one.id })),
      into: { new: plannedProvince(after.province, main) },
      mainId: main.id,
      fate: usual,
    },
  ]
  const places = new Set([...standing.districts.values(), ...standing.communes.values()].map((one) => one.id))
  const departments = units.filter(
    (one) => one.isAgency && old.some((province) => province.id === one.parentId) && !places.has(one.id),
  )
  const left = new Set(departments)
  for (const one of [...departments].sort((a, b) => Number(b.parentId === main.id) - Number(a.parentId === main.id))) {
    if (!left.has(one)) continue
    const alike = [...left].filter(
      (other) =>
        other === one ||
        (other.parentId !== one.parentId &&
          (other.abbreviation === one.abbreviation || sameName(other.name, one.name))),
    )
    for (const other of alike) left.delete(other)
    if (alike.length === 1) operations.push({ kind: 'change', unitId: one.id, facts: {}, parent: top })
    else
      operations.push({
        kind: 'merge',
        from: alike.map((other) => ({ unitId: other.id })),
        into: { new: plannedDepartment(operations.length, one, top, codes.take()) },
        mainId: one.id,
        fate: usual,
      })
  }
  return { operations, top, codes }
}

/** Districts end. What one held goes to the new unit of its name, else to the one that takes up most of its communes; other agencies under it go under its successor. */
function districtOperations(
  before: OldList,
  after: NewList,
  units: Unit[],
  standing: Standing,
  match: ListMatch,
  top: UnitReference | null,
): Operation[] {
  const communes = new Set([...standing.communes.values()].map((one) => one.id))
  return before.provinces.flatMap((province) =>
    province.districts.flatMap((district): Operation[] => {
      const unit = standing.districts.get(district.code)
      if (!unit) return []
      const share = (one: NewUnit) =>
        (match.formedFrom.get(one.code) ?? []).filter((old) => old.district.code === district.code).length
      const inside = after.units.filter((one) => share(one) > 0)
      const named = inside.find((one) => sameName(one.name, placeName(district.fullName).own))
      const [largest] = [...inside].sort((a, b) => share(b) - share(a))
      const heir = named ?? largest
      const successor: UnitReference | null = heir ? { key: communeKey(heir) } : top
      const below = units.filter((one) => one.isAgency && one.parentId === unit.id && !communes.has(one.id))
      return [
        { kind: 'dissolve', unitId: unit.id, successor, fate: usual },
        ...below.map((one): Operation => ({ kind: 'change', unitId: one.id, facts: {}, parent: successor ?? top })),
      ]
    }),
  )
}
