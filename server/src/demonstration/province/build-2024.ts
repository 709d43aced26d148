import { readFileSync } from 'node:fs'
import { SeededRandom } from '../seeded-random.ts'
import { Chart, may } from './chart.ts'
import { type DivisionPlan, officeSections } from './departments.ts'
import { type Department2024, departments2024, districtDivisions } from './departments-2024.ts'
import { namedPeople2024 } from './named-people.ts'
import { NameDraw, userName } from './people-names.ts'
import type { Agency, Division, Province, Unit } from './province.ts'

interface Place {
  code: string
  fullName: string
  fullNameEn: string
}
interface ProvincePlace extends Place {
  districts: (Place & { communes: Place[] })[]
}
const list = JSON.parse(readFileSync(new URL('../data/units-2024-06.json', import.meta.url), 'utf8')) as {
  provinces: ProvincePlace[]
}
/** Codes of the exchange by the province's statistics code. */
const exchange: Record<string, string> = { '24': 'H02', '27': 'H05' }

/** The two provinces as they stood in mid-2024, three tiers each: they know nothing of each other, so each is told by itself. */
export function buildProvinces2024(seed: number): (Province & { districts: Agency[] })[] {
  const names = new NameDraw(new SeededRandom(seed, 'province-2024/names'))
  for (const { fullName } of Object.values(namedPeople2024)) names.take(fullName)
  const taken = new Set(Object.values(namedPeople2024).map((one) => userName(one.fullName, new Set())))
  return list.provinces.map((place) => new Builder(seed, place, names, taken).build())
}

const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const bareName = (text: string) => text.replace(/^(Xã|Phường|Thị trấn|Huyện|Thành phố|Thị xã|Tỉnh) /, '')

class Builder {
  readonly chart: Chart

  constructor(
    seed: number,
    readonly place: ProvincePlace,
    names: NameDraw,
    taken: Set<string>,
  ) {
    const ids = new SeededRandom(seed, `province-2024/${place.code}`)
    this.chart = new Chart(new Date('2021-07-01T00:00:00+07:00'), ids, (of, key) => {
      const named = namedPeople2024[`${of.agencyId === of.id ? of.key : of.key.split('/')[0]}/${key}`]
      const fullName = named?.fullName ?? names.draw()
      return { fullName, userName: userName(fullName, named ? new Set() : taken) }
    })
  }

  build(): Province & { districts: Agency[] } {
    const ubnd = this.committee()
    const departments = departments2024.map((plan, n) => this.department(plan, ubnd, n))
    const districts = this.place.districts.map((one, n) => this.district(one, ubnd, n))
    const communes = this.place.districts.flatMap((one, n) =>
      one.communes.map((commune, m) => this.commune(commune, districts[n] as Agency, m)),
    )
    return {
      units: this.chart.units,
      posts: this.chart.posts,
      people: this.chart.people,
      holders: this.chart.holders,
      ubnd,
      departments,
      districts,
      communes,
      agencies: [ubnd, ...departments, ...districts, ...communes],
      committees: [],
    }
  }

  private division(
    agency: Unit,
    [name, abbreviation, nameEn]: DivisionPlan,
    headTitle: string,
    size: number,
  ): Division {
    const kind = agency.kind === 'province' || abbreviation !== 'VP' ? 'division' : 'office'
    const unit = this.chart.unit({ key: `${agency.key}/${abbreviation}`, kind, name, abbreviation, nameEn }, agency)
    const isOffice = abbreviation === 'VP'
    return {
      unit,
      head: this.chart.holder(unit, `${abbreviation}/head`, headTitle, 'Head', isOffice ? may.officeHead : may.head, 1),
      deputies: [],
      specialists: Array.from({ length: size }, (_, n) =>
        this.chart.holder(unit, `${abbreviation}/specialist-${n + 1}`, 'Chuyên viên', 'Specialist', may.specialist),
      ),
    }
  }

  private committee(): Agency {
    const { place } = this
    const name = bareName(place.fullName)
    const key = place.code
    const top = this.chart.unit(
      {
        key,
        kind: 'province',
        isAgency: true,
        name: `Ủy ban nhân dân tỉnh ${name}`,
        shortName: `UBND tỉnh ${name}`,
        abbreviation: 'UBND',
        nameEn: `${name} Provincial People’s Committee`,
        exchangeCode: exchange[place.code] ?? null,
        statisticsCode: place.code,
      },
      null,
    )
    const leaders = this.chart.committeeLeaders(top, 4)
    const officeUnit = this.chart.unit(
      {
        key: `${key}/VP`,
        kind: 'office',
        name: `Văn phòng Ủy ban nhân dân tỉnh`,
        shortName: 'VP UBND tỉnh',
        abbreviation: 'VP',
        nameEn: 'Office of the Provincial People’s Committee',
      },
      top,
    )
    const office: Division = {
      unit: officeUnit,
      head: this.chart.holder(officeUnit, 'VP/head', 'Chánh Văn phòng', 'Chief of Office', may.officeHead, 1),
      deputies: [1, 2].map((n) =>
        this.chart.holder(
          officeUnit,
          `VP/deputy-${n}`,
          'Phó Chánh Văn phòng',
          'Deputy Chief of Office',
          may.officeHead,
          n + 1,
        ),
      ),
      specialists: [],
    }
    const sections = officeSections.map((plan) => ({ ...this.division(top, plan, 'Trưởng phòng', 1) }))
    for (const one of sections) one.unit.parentId = officeUnit.id
    const registry = this.chart.unit(
      {
        key: `${key}/VTLT`,
        kind: 'division',
        name: 'Bộ phận Văn thư – Lưu trữ',
        abbreviation: 'VTLT',
        nameEn: 'Registry and Archives',
      },
      officeUnit,
    )
    const clerks = [1, 2].map((n) => this.chart.holder(registry, `VTLT/clerk-${n}`, 'Văn thư', 'Clerk', may.clerk))
    const internal = sections.find((one) => one.unit.abbreviation === 'NC') as Division
    this.chart.holder(internal.unit, 'NC/auditor', 'Kiểm tra viên', 'Auditor', ['audit'])
    const centre = this.chart.unit(
      {
        key: `${key}/TTTT`,
        kind: 'division',
        name: 'Trung tâm Thông tin',
        abbreviation: 'TTTT',
        nameEn: 'Information Centre',
      },
      officeUnit,
    )
    this.chart.holder(centre, 'TTTT/administrator', 'Quản trị hệ thống', 'System administrator', ['administer'])
    return {
      key,
      unit: top,
      kind: 'province',
      letterhead: { superior: null, name: `ỦY BAN NHÂN DÂN\nTỈNH ${name.toLocaleUpperCase('vi')}` },
      calledBy: 'Ủy ban nhân dân tỉnh',
      place: name,
      leaders,
      clerks,
      divisions: sections,
      office,
    }
  }

  private department(plan: Department2024, ubnd: Agency, n: number): Agency {
    const name = bareName(this.place.fullName)
    const top = this.chart.unit(
      {
        key: `${this.place.code}-${plan.key}`,
        kind: 'department',
        isAgency: true,
        name: plan.name,
        shortName: plan.shortName,
        abbreviation: plan.abbreviation,
        nameEn: plan.english,
        exchangeCode: `${ubnd.unit.exchangeCode}.${String(n + 1).padStart(2, '0')}`,
      },
      ubnd.unit,
    )
    const leaders = [
      this.chart.holder(top, 'director', plan.head, plan.headEnglish, may.leader, 1),
      this.chart.holder(top, 'deputy-1', `Phó ${plan.head}`, `Deputy: ${plan.headEnglish}`, may.leader, 2),
    ]
    const office = this.division(top, ['Văn phòng', 'VP', 'Office'], 'Chánh Văn phòng', 1)
    const clerks = [this.chart.holder(office.unit, 'VP/clerk-1', 'Văn thư', 'Clerk', may.clerk)]
    const divisions = [office, ...plan.divisions.map((one) => this.division(top, one, 'Trưởng phòng', 1))]
    return {
      key: plan.key,
      unit: top,
      kind: 'department',
      letterhead: { superior: `UBND TỈNH ${name.toLocaleUpperCase('vi')}`, name: plan.name.toLocaleUpperCase('vi') },
      calledBy: plan.name,
      place: name,
      leaders,
      clerks,
      divisions,
      office,
    }
  }

  private district(place: Place, ubnd: Agency, n: number): Agency {
    const code = `${ubnd.unit.exchangeCode}.${n + 21}`
    const agency = this.local(place, 'district', ubnd.unit, code, 2)
    const office = this.division(
      agency.unit,
      ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'VP', 'Office of the People’s Council and People’s Committee'],
      'Chánh Văn phòng',
      1,
    )
    const divisions = [office, ...districtDivisions.map((one) => this.division(agency.unit, one, 'Trưởng phòng', 1))]
    const clerks = [this.chart.holder(office.unit, 'VP/clerk-1', 'Văn thư', 'Clerk', may.clerk)]
    return { ...agency, clerks, divisions, office }
  }

  private commune(place: Place, district: Agency, n: number): Agency {
    const kind = place.fullName.startsWith('Phường') ? 'ward' : 'commune'
    const code = `${district.unit.exchangeCode}.${String(n + 1).padStart(2, '0')}`
    const agency = this.local(place, kind, district.unit, code, 1)
    const office = this.division(
      agency.unit,
      ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'VP', 'Office of the People’s Council and People’s Committee'],
      'Công chức Văn phòng – Thống kê',
      0,
    )
    const clerks = [this.chart.holder(office.unit, 'VP/clerk-1', 'Văn thư', 'Clerk', may.clerk)]
    const land = this.division(
      agency.unit,
      ['Bộ phận Kinh tế – Địa chính', 'KT', 'Economy and Land'],
      'Công chức Địa chính',
      1,
    )
    const social = this.division(
      agency.unit,
      ['Bộ phận Văn hóa – Xã hội', 'VHXH', 'Culture and Social Affairs'],
      'Công chức Văn hóa – Xã hội',
      0,
    )
    return { ...agency, clerks, divisions: [office, land, social, this.partyCommittee(agency.unit)], office }
  }

  /** Beside the People's Committee: its secretary, who heads it, and the standing deputy. It has no books of its own here. */
  private partyCommittee(commune: Unit): Division {
    const facts = { name: 'Đảng ủy', abbreviation: 'ĐU', nameEn: 'Party Committee' }
    const unit = this.chart.unit({ key: `${commune.key}/ĐU`, kind: 'party', ...facts }, commune)
    const deputy = 'Phó Bí thư Thường trực Đảng ủy'
    return {
      unit,
      head: this.chart.holder(
        unit,
        'ĐU/secretary',
        'Bí thư Đảng ủy',
        'Secretary of the Party Committee',
        may.leader,
        1,
      ),
      deputies: [this.chart.holder(unit, 'ĐU/deputy', deputy, 'Standing deputy secretary', may.head, 2)],
      specialists: [],
    }
  }

  /** What a district and a commune have in common: a People's Committee with its leaders. */
  private local(
    place: Place,
    kind: 'district' | 'commune' | 'ward',
    parent: Unit,
    exchangeCode: string,
    vices: number,
  ) {
    const name = lower(place.fullName)
    const unit = this.chart.unit(
      {
        key: place.code,
        kind,
        isAgency: true,
        name: `Ủy ban nhân dân ${name}`,
        shortName: `UBND ${name}`,
        abbreviation: 'UBND',
        nameEn: `People’s Committee of ${place.fullNameEn}`,
        exchangeCode,
        statisticsCode: place.code,
      },
      parent,
    )
    return {
      key: place.code,
      unit,
      kind,
      letterhead: { superior: null, name: `ỦY BAN NHÂN DÂN\n${name.toLocaleUpperCase('vi')}` },
      calledBy: `Ủy ban nhân dân ${name}`,
      place: bareName(place.fullName),
      leaders: this.chart.committeeLeaders(unit, vices),
    }
  }
}
