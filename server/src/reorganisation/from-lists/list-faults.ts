import type { NewList, OldList } from '@mocban/contract/reorganisation-lists'

/** What two well-formed lists contradict themselves or each other in, at a place such as `units[3].code`. */
export interface ListFault {
  file: 'old' | 'new'
  place: string
  code: 'double-code' | 'double-name' | 'unknown-province'
  value: string
}

export const listFaults = (before: OldList, after: NewList): ListFault[] => [
  ...oldFaults(before),
  ...newFaults(after),
  ...provinceFaults(before, after),
]

type Placed = [place: string, value: string]

function doubles(file: ListFault['file'], code: ListFault['code'], entries: Placed[]): ListFault[] {
  const seen = new Set<string>()
  return entries.flatMap(([place, value]) => {
    if (!seen.has(value)) {
      seen.add(value)
      return []
    }
    return [{ file, place, code, value }]
  })
}

function oldFaults(list: OldList): ListFault[] {
  const provinces: Placed[] = list.provinces.map((one, p) => [`provinces[${p}].code`, one.code])
  const districts = list.provinces.flatMap((province, p) =>
    province.districts.map((district, d) => ({ district, place: `provinces[${p}].districts[${d}]` })),
  )
  const communes = districts.flatMap(({ district, place }) =>
    district.communes.map((one, c) => ({ one, place: `${place}.communes[${c}]` })),
  )
  return [
    // Provinces, districts and communes are numbered each on their own.
    ...doubles('old', 'double-code', provinces),
    ...doubles(
      'old',
      'double-code',
      districts.map(({ district, place }) => [`${place}.code`, district.code]),
    ),
    ...doubles(
      'old',
      'double-code',
      communes.map(({ one, place }) => [`${place}.code`, one.code]),
    ),
    ...districts.flatMap(({ district, place }) =>
      doubles(
        'old',
        'double-name',
        district.communes.map((one, c) => [`${place}.communes[${c}].fullName`, one.fullName]),
      ),
    ),
  ]
}

function newFaults(list: NewList): ListFault[] {
  return [
    ...doubles(
      'new',
      'double-code',
      list.units.map((one, n) => [`units[${n}].code`, one.code]),
    ),
    ...doubles(
      'new',
      'double-name',
      list.units.map((one, n) => [`units[${n}].fullName`, one.fullName]),
    ),
    ...list.units.flatMap((unit, n) =>
      doubles(
        'new',
        'double-name',
        unit.predecessors.map((one, m) => [`units[${n}].predecessors[${m}]`, one]),
      ),
    ),
  ]
}

/** The province names those it is formed from; a list of another province would dissolve everything. */
function provinceFaults(before: OldList, after: NewList): ListFault[] {
  const known = new Set(before.provinces.map((one) => one.fullName))
  return after.province.predecessors.flatMap((value, n) =>
    known.has(value)
      ? []
      : [{ file: 'new' as const, place: `province.predecessors[${n}]`, code: 'unknown-province' as const, value }],
  )
}
