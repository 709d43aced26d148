import type { Unit } from '@mocban/contract/organisation'
import type { NewList } from '@mocban/contract/reorganisation-lists'
import type { PlannedUnit } from '@mocban/contract/reorganisation-plan'
import type { NewUnit } from './match-lists.ts'

export const communeKey = (unit: { code: string }): string => `xa-${keyPart(unit.code)}`
export const provinceKey = (province: { code: string }): string => `tinh-${keyPart(province.code)}`
const keyPart = (code: string): string => code.toLowerCase().replaceAll('.', '-')

/** Codes of the second level below the province's that no unit has had: the old ones go on being answered for a time. */
export class FreeCodes {
  private next = 0
  private readonly taken: Set<string>

  constructor(
    private readonly top: string | null,
    units: Unit[],
  ) {
    this.taken = new Set(units.flatMap((one) => one.exchangeCode ?? []))
  }

  take(): string | null {
    if (!this.top) return null
    for (; this.next < 36 * 36; this.next++) {
      const code = `${this.top}.${this.next.toString(36).toUpperCase().padStart(2, '0')}`
      if (this.next % 36 === 0 || this.taken.has(code)) continue
      this.taken.add(code)
      return code
    }
    return null
  }
}

const small: Record<string, string> = { commune: 'xã', ward: 'phường', 'special-zone': 'đặc khu' }

/** The People's Committee of a commune, ward or special zone; a special zone has the standing of a commune. */
export function plannedCommune(unit: NewUnit, parent: PlannedUnit['parent'], exchangeCode: string | null): PlannedUnit {
  const place = `${small[unit.kind]} ${unit.name}`
  return {
    key: communeKey(unit),
    kind: unit.kind === 'ward' ? 'ward' : 'commune',
    isAgency: true,
    parent,
    name: `Ủy ban nhân dân ${place}`,
    shortName: `UBND ${place}`,
    abbreviation: 'UBND',
    nameEn: `People’s Committee of ${unit.fullNameEn || unit.fullName}`,
    exchangeCode,
    statisticsCode: unit.code,
    sealText: `Ủy ban nhân dân ${place}`.toLocaleUpperCase('vi'),
  }
}

/** The merged province, as the one among the old that bears its name was known. */
export function plannedProvince(province: NewList['province'], main: Unit): PlannedUnit {
  const place = province.fullName.charAt(0).toLocaleLowerCase('vi') + province.fullName.slice(1)
  return {
    ...facts(main),
    key: provinceKey(province),
    kind: 'province',
    isAgency: true,
    parent: null,
    name: `Ủy ban nhân dân ${place}`,
    nameEn: `People’s Committee of ${province.fullNameEn || province.fullName}`,
    statisticsCode: province.code,
    sealText: `Ủy ban nhân dân ${place}`.toLocaleUpperCase('vi'),
  }
}

/** A department of the merged province, made of those of the same name. */
export function plannedDepartment(
  n: number,
  main: Unit,
  parent: PlannedUnit['parent'],
  code: string | null,
): PlannedUnit {
  return {
    ...facts(main),
    key: `so-${n + 1}`,
    kind: main.kind,
    isAgency: true,
    parent,
    exchangeCode: code,
    sealText: main.name.toLocaleUpperCase('vi'),
  }
}

const facts = (unit: Unit) => ({
  name: unit.name,
  shortName: unit.shortName,
  abbreviation: unit.abbreviation,
  nameEn: unit.nameEn,
  exchangeCode: unit.exchangeCode,
  statisticsCode: unit.statisticsCode,
  ordinal: unit.ordinal,
})
