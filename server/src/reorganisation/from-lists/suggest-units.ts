import type { NewList } from '@mocban/contract/reorganisation-lists'
import type { NewUnit, OldUnit } from './match-lists.ts'
import { distance, type PlaceName, placeName, sameDistrict, sameName, syllables } from './place-names.ts'

const suggestionReasons = [
  /** Of several units of this name, one in a district in which the new unit lies. */
  'same-district',
  'same-name',
  /** The parenthesis says in which district. */
  'qualifier',
  'kind-changed',
  'tone-mark',
  'misspelt',
  /** Made by an earlier merger, and named after those it was made of. */
  'compound-name',
  /** Perhaps made by an earlier merger: these units of the district are named nowhere else. */
  'merged-earlier',
  'not-a-unit',
  /** The new unit names none, and bears the name or the code of this one. */
  'unchanged',
  /** Several new units name this old one. */
  'names-it',
  /** It may be what a name means that fits nothing. */
  'explains-name',
  /** Of the new units of its district, the one that is formed from those whose codes stand next. */
  'neighbour',
] as const
export type SuggestionReason = (typeof suggestionReasons)[number]

/** By code: old units for a name, the new unit for an old one; none: it stands for no unit. */
export interface Suggested {
  codes: string[]
  reason: SuggestionReason
}

interface Asked {
  unnamed: OldUnit[]
  after: NewList
  home: Map<string, Set<string>>
  open: { unit: NewUnit; written: string; among: OldUnit[] }[]
  formedFrom: Map<string, OldUnit[]>
}

/** Suggestions with their reasons, the likeliest first. No unit is the first suggestion of two names, so that taking all of them uses each once. */
export function suggestUnits({ unnamed, after, home, open, formedFrom }: Asked): {
  /** By `code of the new unit:name as written`. */
  forNames: Map<string, Suggested[]>
  /** By code of the unnamed old unit. */
  forUnits: Map<string, Suggested[]>
} {
  const forNames = new Map<string, Suggested[]>()
  const claimed = new Map<string, NewUnit>()
  const free = () => unnamed.filter((one) => !claimed.has(one.code))
  const isHome = (unit: NewUnit) => (old: OldUnit) => home.get(unit.code)?.has(old.district.code) ?? false
  const rest = () => open.filter(({ unit, written }) => !forNames.has(`${unit.code}:${written}`))
  const add = ({ unit, written }: { unit: NewUnit; written: string }, found: Suggested[]) => {
    const key = `${unit.code}:${written}`
    for (const one of found) {
      const all = forNames.get(key) ?? []
      if (all.some((other) => other.codes.join() === one.codes.join())) continue
      if (all.length === 0 && one.codes.some((code) => claimed.has(code))) continue
      forNames.set(key, [...all, one])
      if (all.length === 0) for (const code of one.codes) claimed.set(code, unit)
    }
  }

  for (const one of open) {
    if (one.among.length > 0) add(one, ofOneName(one.among, isHome(one.unit)))
    else if (one.written === '') add(one, unchanged(one.unit, unnamed))
    else if (!placeName(one.written).kind)
      add(one, [
        ...byName(placeName(one.written), unnamed.filter(isHome(one.unit))),
        { codes: [], reason: 'not-a-unit' },
      ])
    else {
      const { within } = placeName(one.written)
      const near = within ? (old: OldUnit) => sameDistrict(old.district.fullName, within) : isHome(one.unit)
      add(one, byName(placeName(one.written), unnamed.filter(near)))
    }
  }
  // A name that fits elsewhere in the province comes before a misspelling nearby.
  for (const one of rest().filter(({ written }) => !placeName(written).within))
    add(one, byName(placeName(one.written), free()))
  for (const one of rest()) add(one, misspelt(placeName(one.written), free().filter(isHome(one.unit))))
  for (const one of rest()) add(one, compound(placeName(one.written), free().filter(isHome(one.unit))))
  for (const [one, codes] of sharedOut(rest(), free(), isHome))
    if (codes.length > 0) add(one, [{ codes, reason: 'merged-earlier' }])
  for (const one of rest()) add(one, misspelt(placeName(one.written), free()))

  return {
    forNames,
    forUnits: new Map(
      unnamed.map((old) => [old.code, successors(old, after, home, formedFrom, claimed.get(old.code))]),
    ),
  }
}

const ofOneName = (among: OldUnit[], isHome: (old: OldUnit) => boolean): Suggested[] => [
  ...among.filter(isHome).map((old) => ({ codes: [old.code], reason: 'same-district' as const })),
  ...among.map((old) => ({ codes: [old.code], reason: 'same-name' as const })),
]

const unchanged = (unit: NewUnit, units: OldUnit[]): Suggested[] =>
  units
    .filter((old) => old.code === unit.code || sameName(old.fullName, unit.fullName))
    .sort((a, b) => Number(b.code === unit.code) - Number(a.code === unit.code))
    .map((old) => ({ codes: [old.code], reason: 'unchanged' }))

/** The same name, of another kind, or with its tone mark on the other vowel. */
function byName(name: PlaceName, units: OldUnit[]): Suggested[] {
  return units.flatMap((old) => {
    const other = placeName(old.fullName)
    if (!sameName(other.own, name.own)) return []
    const reason = other.kind !== name.kind ? 'kind-changed' : other.own === name.own ? 'qualifier' : 'tone-mark'
    return [{ codes: [old.code], reason } as const]
  })
}

function misspelt(name: PlaceName, units: OldUnit[]): Suggested[] {
  return units
    .map((old) => ({ old, far: distance(placeName(old.fullName).own, name.own) }))
    .filter(({ far }) => far > 0 && far <= (name.own.length < 4 ? 0.5 : name.own.length < 12 ? 1 : 2))
    .sort((a, b) => a.far - b.far || a.old.code.localeCompare(b.old.code))
    .slice(0, 3)
    .map(({ old }) => ({ codes: [old.code], reason: 'misspelt' }))
}

/** Tiền Ninh Vệ was made of Tiền An, Ninh Xá and Vệ An: each syllable stands in one of them. */
function compound(name: PlaceName, units: OldUnit[]): Suggested[] {
  const codes: string[] = []
  for (const syllable of syllables(name.own)) {
    const bearers = units
      .filter((one) => !codes.includes(one.code))
      .map((one) => ({ code: one.code, parts: syllables(placeName(one.fullName).own) }))
      .filter(({ parts }) => parts.includes(syllable))
    // Names begin with what tells them apart: An stands in many, Ninh Xá begins with Ninh.
    const found = bearers.find(({ parts }) => parts[0] === syllable) ?? bearers[0]
    if (!found) return []
    codes.push(found.code)
  }
  return codes.length > 1 ? [{ codes, reason: 'compound-name' }] : []
}

/** What is left in a district is shared out among the names that are left there: to the one it shares a syllable with, then evenly, then by the codes. */
function sharedOut<T extends { unit: NewUnit; written: string }>(
  left: T[],
  units: OldUnit[],
  isHome: (unit: NewUnit) => (old: OldUnit) => boolean,
): Map<T, string[]> {
  const shares = new Map(left.map((one): [T, string[]] => [one, []]))
  const count = (one: T) => shares.get(one)?.length ?? 0
  for (const old of units) {
    const own = syllables(placeName(old.fullName).own)
    const alike = (one: T) => syllables(placeName(one.written).own).filter((part) => own.includes(part)).length
    const [nearest] = left
      .filter((one) => one.written !== '' && isHome(one.unit)(old))
      .sort((a, b) => alike(b) - alike(a) || count(a) - count(b) || gap(a.unit, old) - gap(b.unit, old))
    if (nearest) shares.get(nearest)?.push(old.code)
  }
  return shares
}

const gap = (a: { code: string }, b: { code: string }): number => Math.abs(Number(a.code) - Number(b.code)) || 0

/** The new units that may take up an old one nobody names: whose open name it explains, then the nearest of its district. */
function successors(
  old: OldUnit,
  after: NewList,
  home: Map<string, Set<string>>,
  formedFrom: Map<string, OldUnit[]>,
  explained: NewUnit | undefined,
): Suggested[] {
  const far = (unit: NewUnit) => Math.min(...[unit, ...(formedFrom.get(unit.code) ?? [])].map((one) => gap(one, old)))
  const near = after.units
    .filter((unit) => home.get(unit.code)?.has(old.district.code) && unit !== explained)
    .map((unit) => ({ codes: [unit.code], reason: 'neighbour' as const, far: far(unit) }))
    .sort((a, b) => a.far - b.far || String(a.codes).localeCompare(String(b.codes)))
    .slice(0, 3)
  return [
    ...(explained ? [{ codes: [explained.code], reason: 'explains-name' as const }] : []),
    ...near.map(({ codes, reason }) => ({ codes, reason })),
  ]
}
