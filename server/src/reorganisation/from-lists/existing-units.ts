import type { Unit } from '@mocban/contract/organisation'
import type { OldList } from '@mocban/contract/reorganisation-lists'
import { communesOf } from './match-lists.ts'
import { sameName } from './place-names.ts'

/** The authorities of the organisation that stand for the places of the old list, by the place's code. */
export interface Standing {
  provinces: Map<string, Unit>
  districts: Map<string, Unit>
  communes: Map<string, Unit>
}

/** By statistics code where it is kept, else by name: a place's authority is its People's Committee. */
export function standingUnits(before: OldList, units: Unit[]): Standing {
  const agencies = units.filter((one) => one.isAgency)
  const find = (place: { code: string; fullName: string }, under: Unit | undefined): Unit | undefined => {
    const coded = agencies.filter((one) => one.statisticsCode === place.code)
    const named = coded.length > 0 ? coded : agencies.filter((one) => sameName(placeOf(one.name), place.fullName))
    return named.length > 1 ? named.find((one) => under && one.parentId === under.id) : named[0]
  }
  const standing: Standing = { provinces: new Map(), districts: new Map(), communes: new Map() }
  const keep = (level: Map<string, Unit>, place: { code: string; fullName: string }, under?: Unit) => {
    const unit = find(place, under)
    if (unit) level.set(place.code, unit)
    return unit
  }
  for (const province of before.provinces) {
    const top = keep(standing.provinces, province)
    for (const district of province.districts) keep(standing.districts, district, top)
  }
  for (const one of communesOf(before)) keep(standing.communes, one, standing.districts.get(one.district.code))
  return standing
}

/** Ủy ban nhân dân xã Đồng Tiến → xã Đồng Tiến. */
const placeOf = (name: string): string =>
  name.normalize('NFC').replace(/^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+/i, '')
