import { readFileSync } from 'node:fs'
import { SeededRandom } from '../seeded-random.ts'
import { Chart, may } from './chart.ts'
import {
  communeDivisions,
  type DepartmentPlan,
  type DivisionPlan,
  departments,
  officeSections,
  wardEconomy,
} from './departments.ts'
import { addDigitalPosts } from './digital-posts.ts'
import { namedPeople } from './named-people.ts'
import { NameDraw, userName } from './people-names.ts'
import type { Agency, Division, Province, Unit } from './province.ts'
import { workingGroups } from './working-groups.ts'

interface CommuneData {
  code: string
  name: string
  fullName: string
  fullNameEn: string
  kind: 'ward' | 'commune'
}
const communesFile = new URL('../data/units-2025-07.json', import.meta.url)

/** The province since 1 July 2025: two tiers, everybody in a post, the same for the same seed. */
export function buildProvince(seed: number): Province {
  const made = new Date('2025-07-01T00:00:00+07:00')
  const random = new SeededRandom(seed, 'province')
  const ids = random.of('ids')
  const names = new NameDraw(random.of('names'))
  for (const { fullName } of Object.values(namedPeople)) names.take(fullName)
  const taken = new Set<string>()
  const named = new Map<string, string>()
  for (const [key, { fullName }] of Object.entries(namedPeople)) named.set(key, userName(fullName, taken))

  const chart = new Chart(made, ids, (_, key) => {
    const fullName = namedPeople[key]?.fullName ?? names.draw()
    return { fullName, userName: named.get(key) ?? userName(fullName, taken) }
  })
  const division = (
    agencyKey: string,
    agency: Unit,
    plan: DivisionPlan,
    size: number,
    options: { head?: string; kind?: string; key?: string } = {},
  ): Division => {
    const [name, abbreviation, nameEn] = plan
    const one = chart.unit(
      { key: `${agencyKey}/${abbreviation}`, kind: options.kind ?? 'division', name, abbreviation, nameEn },
      agency,
    )
    const key = `${agencyKey}/${options.key ?? abbreviation}`
    const isOffice = abbreviation === 'VP'
    const isCentre = name.startsWith('Trung tâm')
    const title = options.head ?? (isOffice ? 'Chánh Văn phòng' : isCentre ? 'Giám đốc Trung tâm' : 'Trưởng phòng')
    const deputy = isOffice ? 'Phó Chánh Văn phòng' : isCentre ? 'Phó Giám đốc Trung tâm' : 'Phó Trưởng phòng'
    return {
      unit: one,
      head: chart.holder(one, `${key}/head`, title, 'Head', isOffice ? may.officeHead : may.head, 1),
      deputies: size > 2 ? [chart.holder(one, `${key}/deputy`, deputy, 'Deputy head', may.head, 2)] : [],
      specialists: Array.from({ length: size }, (_, n) =>
        chart.holder(one, `${key}/specialist-${n + 1}`, 'Chuyên viên', 'Specialist', may.specialist),
      ),
    }
  }

  const ubnd = provinceCommittee()
  const committee = ubnd.unit
  const departmentAgencies = departments.map((plan, n) => department(plan, `H05.${String(n + 1).padStart(2, '0')}`))
  const communes = (JSON.parse(readFileSync(communesFile, 'utf8')) as { units: CommuneData[] }).units.map((data, n) =>
    commune(data, `H05.${twoCharacters(n)}`),
  )

  function provinceCommittee(): Agency {
    const top = chart.unit(
      {
        key: 'ubnd',
        kind: 'province',
        isAgency: true,
        name: 'Ủy ban nhân dân tỉnh Bắc Ninh',
        shortName: 'UBND tỉnh',
        abbreviation: 'UBND',
        nameEn: 'Bắc Ninh Provincial People’s Committee',
        nameUr: 'صوبائی عوامی کمیٹی باک نین',
        exchangeCode: 'H05',
        statisticsCode: '24',
      },
      null,
    )
    const leaders = chart.committeeLeaders(top, 4, 'ubnd/ubnd/')
    const officeUnit = chart.unit(
      {
        key: 'ubnd/office',
        kind: 'office',
        name: 'Văn phòng Ủy ban nhân dân tỉnh',
        shortName: 'VP UBND tỉnh',
        abbreviation: 'VP',
        nameEn: 'Office of the Provincial People’s Committee',
        nameUr: 'صوبائی عوامی کمیٹی کا دفتر',
      },
      top,
    )
    const office: Division = {
      unit: officeUnit,
      head: chart.holder(officeUnit, 'ubnd/office/head', 'Chánh Văn phòng', 'Chief of Office', may.officeHead, 1),
      deputies: [1, 2, 3].map((n) =>
        chart.holder(
          officeUnit,
          `ubnd/office/deputy-${n}`,
          'Phó Chánh Văn phòng',
          'Deputy Chief of Office',
          may.officeHead,
          n + 1,
        ),
      ),
      specialists: [],
    }
    const sections = officeSections.map((plan) => division('ubnd', officeUnit, plan, 4))
    const registry = chart.unit(
      {
        key: 'ubnd/registry',
        kind: 'division',
        name: 'Bộ phận Văn thư – Lưu trữ',
        abbreviation: 'VTLT',
        nameEn: 'Registry and Archives',
      },
      officeUnit,
    )
    const clerks = [1, 2, 3].map((n) =>
      chart.holder(registry, `ubnd/registry/clerk-${n}`, 'Văn thư', 'Clerk', may.clerk),
    )
    const internal = sections[6] as Division
    chart.holder(internal.unit, 'ubnd/NC/auditor', 'Kiểm tra viên', 'Auditor', ['audit'])
    const data = division('ubnd', officeUnit, ['Trung tâm Thông tin', 'TTTT', 'Information Centre'], 2)
    chart.holder(data.unit, 'ubnd/data/administrator', 'Quản trị hệ thống', 'System administrator', ['administer'])
    return {
      key: 'ubnd',
      unit: top,
      kind: 'province',
      letterhead: { superior: null, name: 'ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH' },
      calledBy: 'Ủy ban nhân dân tỉnh',
      place: 'Bắc Ninh',
      leaders,
      clerks,
      divisions: sections,
      office,
    }
  }

  function department(plan: DepartmentPlan, exchangeCode: string): Agency {
    const top = chart.unit(
      {
        key: plan.key,
        kind: plan.key === 'vphdnd' ? 'office' : plan.key === 'ttpvhcc' ? 'public-service' : 'department',
        isAgency: true,
        name: plan.name,
        shortName: plan.shortName,
        abbreviation: plan.abbreviation,
        nameEn: plan.english,
        nameUr: plan.urdu,
        exchangeCode,
      },
      committee,
    )
    const leaders = [chart.holder(top, `${plan.key}/${plan.key}/director`, plan.head, plan.headEnglish, may.leader, 1)]
    for (let n = 1; n <= 3; n++)
      leaders.push(
        chart.holder(
          top,
          `${plan.key}/${plan.key}/deputy-${n}`,
          plan.deputy,
          `Deputy: ${plan.headEnglish}`,
          may.leader,
          n + 1,
        ),
      )
    const divisions = plan.divisions.map((one) => division(plan.key, top, one, plan.key === 'skhcn' ? 4 : 3))
    const office = divisions[0] as Division
    const clerks = [1, 2].map((n) =>
      chart.holder(office.unit, `${plan.key}/VP/clerk-${n}`, 'Văn thư', 'Clerk', may.clerk),
    )
    return {
      key: plan.key,
      unit: top,
      kind: 'department',
      letterhead: { superior: 'UBND TỈNH BẮC NINH', name: plan.name.toUpperCase() },
      calledBy: plan.name,
      place: 'Bắc Ninh',
      leaders,
      clerks,
      divisions,
      office,
    }
  }

  function commune(data: CommuneData, exchangeCode: string): Agency {
    const lower = `${data.kind === 'ward' ? 'phường' : 'xã'} ${data.name}`
    const top = chart.unit(
      {
        key: data.code,
        kind: data.kind,
        isAgency: true,
        name: `Ủy ban nhân dân ${lower}`,
        shortName: `UBND ${lower}`,
        abbreviation: 'UBND',
        nameEn: `People’s Committee of ${data.fullNameEn}`,
        exchangeCode,
        statisticsCode: data.code,
      },
      committee,
    )
    const leaders = chart.committeeLeaders(top, 2, `${data.code}/${data.code}/`)
    const plans = communeDivisions.map((plan) => (plan[1] === 'KT' && data.kind === 'ward' ? wardEconomy : plan))
    const divisions = plans.map((plan) =>
      division(data.code, top, plan, plan[1] === 'VP' || plan[1] === 'TTPVHCC' ? 1 : 2),
    )
    const office = divisions[0] as Division
    const clerks = [chart.holder(office.unit, `${data.code}/VP/clerk-1`, 'Văn thư', 'Clerk', may.clerk)]
    return {
      key: data.code,
      unit: top,
      kind: data.kind,
      letterhead: { superior: null, name: `ỦY BAN NHÂN DÂN\n${lower.toUpperCase()}` },
      calledBy: `Ủy ban nhân dân ${lower}`,
      place: data.name,
      leaders,
      clerks,
      divisions,
      office,
    }
  }

  const province: Province = {
    units: chart.units,
    posts: chart.posts,
    people: chart.people,
    holders: chart.holders,
    ubnd,
    departments: departmentAgencies,
    communes,
    agencies: [ubnd, ...departmentAgencies, ...communes],
    committees: [],
  }
  province.committees = workingGroups(province, (key, name, abbreviation, nameEn, nameUr) =>
    chart.unit({ key, kind: 'committee', name, abbreviation, nameEn, nameUr }, committee),
  )
  addDigitalPosts(province, random.of('digital'), taken)
  return province
}

/** Second-level groups of exchange codes have two characters; departments use 01 to 19, communes 20 to 99 and then A0 to B9. */
function twoCharacters(n: number): string {
  return n < 80 ? String(n + 20) : `${'AB'[Math.floor((n - 80) / 10)]}${(n - 80) % 10}`
}
