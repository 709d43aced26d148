import { readFileSync } from 'node:fs'
import type { Holder, Province } from '../province/province.ts'
import { ruleOf, type StaffingRule, staffingRules } from '../province/staffing-rules.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { Row } from '../story/world.ts'
import { courseRows } from './course-rows.ts'

const boundaries = new URL('../data/communes.geojson', import.meta.url)
/** What people studied who were put where there was a place. */
const elsewhere = ['3402', '3403', '3801', '6201', '1402', '2201', '3404', '3102', '2290', '5802']
const schools = [
  'Trường Đại học Thái Nguyên',
  'Đại học Bách khoa Hà Nội',
  'Học viện Hành chính Quốc gia',
  'Trường Đại học Nông – Lâm Bắc Giang',
  'Đại học Quốc gia Hà Nội',
]
const certifier = 'Trường Chính trị tỉnh Bắc Ninh'
const groupOf: Record<string, string[]> = {
  '48': ['4801', '4802'],
  '31': ['3101', '3102'],
  '34': ['3402', '3403', '3404'],
  '22': ['2201', '2290'],
  '58': ['5801', '5802'],
}

/** Somebody in a post with what the post needs and what they show, for the courses to build on. */
export interface Trained {
  holder: Holder
  rule: StaffingRule
  degrees: string[]
  certificates: Set<string>
}

/**
 * What posts need and what people have learnt: unevenly from commune to commune, as the province reports. Also the courses against it, and the outlines
 * of communes for the map.
 */
export function staffingRows(province: Province, today: string, random: SeededRandom): [table: string, rows: Row[]][] {
  const made = new Date('2025-07-01T00:00:00+07:00')
  const id = () => random.id(made)
  const agencies = new Map(province.agencies.map((one) => [one.unit.id, one]))
  const units = new Map(province.units.map((one) => [one.id, one]))
  // How well a place is staffed: some communes well, others badly, departments better.
  const quality = new Map(
    province.agencies.map((one) => [
      one.unit.id,
      one.kind === 'commune' || one.kind === 'ward' ? 0.45 + 0.52 * random.next() : 0.93,
    ]),
  )
  const qualifications: Row[] = []
  const paper = (personId: string, values: Row, valid: string) => {
    const row = {
      id: id(),
      person_id: personId,
      field_code: null,
      level: null,
      certificate_code: null,
      subject: '',
      institution: '',
      ...values,
      valid,
    }
    qualifications.push({ ...row, recorded_at: made.toISOString(), withdrawn_at: null })
    return row.id
  }
  const day = (from: number, to: number) => `${random.int(from, to)}-${String(random.int(1, 12)).padStart(2, '0')}-15`
  const certificate = (personId: string, code: string) => {
    // Information security is proved anew every three years: some have let it run out.
    const given =
      code === 'an-toan-thong-tin' || code === 'an-toan-buc-xa'
        ? day(random.chance(0.25) ? 2022 : 2024, 2025)
        : day(2010, 2024)
    const end = code.startsWith('an-toan') ? `${Number(given.slice(0, 4)) + 3}${given.slice(4)}` : ''
    paper(personId, { certificate_code: code, institution: certifier }, `[${given},${end})`)
    return end === '' || end > today
  }

  const trained: Trained[] = []
  const known = new Map<string, Pick<Trained, 'degrees' | 'certificates'>>()
  for (const holder of province.holders) {
    const agency = agencies.get(holder.post.agencyId)
    const unit = units.get(holder.post.unitId)
    if (!agency || !unit) continue
    const rule = ruleOf(holder.post.title, unit.name, agency.kind)
    const good = quality.get(agency.unit.id) ?? 0.9
    let has = known.get(holder.person.id)
    if (!has) {
      has = { degrees: [], certificates: new Set() }
      known.set(holder.person.id, has)
      // Nothing was brought over from the old districts' files.
      if (random.chance(0.12 * (1 - good) + 0.01)) continue
      const wanted = rule?.fields.flatMap((code) => groupOf[code] ?? [code]) ?? []
      const field = wanted.length > 0 && random.chance(good) ? random.pick(wanted) : random.pick(elsewhere)
      const level = random.weighted([
        ['university', 78],
        ['master', holder.post.leads ? 40 : 8],
        ['college', holder.post.leads ? 1 : 14],
      ] as const)
      paper(holder.person.id, { field_code: field, level, institution: random.pick(schools) }, `[${day(1995, 2021)},)`)
      if (level !== 'college') has.degrees.push(field)
      for (const code of rule?.certificates ?? ['cntt-co-ban', 'qlnn-chuyen-vien'])
        if (random.chance(0.55 + 0.45 * good) && certificate(holder.person.id, code)) has.certificates.add(code)
    }
    if (rule) trained.push({ holder, rule, ...has })
  }

  const { courses, places } = courseRows(province, trained, today, random.of('courses'), paper)
  return [
    [
      'staffing_requirement',
      staffingRules.map((one) => ({
        id: id(),
        title_pattern: one.titlePattern,
        unit_pattern: one.unitPattern,
        unit_kinds: one.unitKinds,
        fields: one.fields,
        least_level: one.leastLevel,
        certificates: one.certificates,
        basis: one.basis,
        valid: '[2025-07-01,)',
        created_at: made.toISOString(),
      })),
    ],
    ['qualification', qualifications],
    ['course', courses],
    ['course_place', places],
    ['unit_boundary', outlines()],
  ]
}

/** Those of the communes that there are since 1 July 2025; of before there are none. */
export function outlines(): Row[] {
  const { features } = JSON.parse(readFileSync(boundaries, 'utf8')) as {
    features: { properties: { code: string }; geometry: unknown }[]
  }
  return features.map((one) => ({
    statistics_code: one.properties.code,
    geometry: one.geometry,
    valid: '[2025-07-01,)',
  }))
}
