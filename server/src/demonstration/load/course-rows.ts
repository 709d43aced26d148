import type { Province } from '../province/province.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { addDays } from '../story/working-time.ts'
import type { Row } from '../story/world.ts'
import type { Trained } from './staffing-rows.ts'

interface Plan {
  name: string
  provider: string
  certificate?: string
  degree?: [field: string, level: string]
  /** Days from today. */
  from: number
  lastDay: number
  size: number
}

const plans: Plan[] = [
  {
    name: 'Bồi dưỡng an toàn thông tin cho cán bộ công nghệ thông tin cấp xã, khóa 1',
    provider: 'Trung tâm Công nghệ thông tin và Truyền thông',
    certificate: 'an-toan-thong-tin',
    from: -75,
    lastDay: -61,
    size: 16,
  },
  {
    name: 'Bồi dưỡng an toàn thông tin cho cán bộ công nghệ thông tin cấp xã, khóa 2',
    provider: 'Trung tâm Công nghệ thông tin và Truyền thông',
    certificate: 'an-toan-thong-tin',
    from: -4,
    lastDay: 9,
    size: 18,
  },
  {
    name: 'Nghiệp vụ văn thư, lưu trữ cho cấp xã',
    provider: 'Sở Nội vụ',
    certificate: 'van-thu-luu-tru',
    from: -40,
    lastDay: -33,
    size: 10,
  },
  {
    name: 'Đại học công nghệ thông tin, văn bằng hai, vừa làm vừa học',
    provider: 'Đại học Bách khoa Hà Nội',
    degree: ['4802', 'university'],
    from: -80,
    lastDay: 640,
    size: 12,
  },
  {
    name: 'Bồi dưỡng quản lý nhà nước ngạch chuyên viên',
    provider: 'Trường Chính trị tỉnh Bắc Ninh',
    certificate: 'qlnn-chuyen-vien',
    from: 18,
    lastDay: 48,
    size: 40,
  },
]

/** Courses of the province against what people miss: one that is over, two that run, some that are planned. */
export function courseRows(
  province: Province,
  trained: Trained[],
  today: string,
  random: SeededRandom,
  paper: (personId: string, values: Row, valid: string) => unknown,
): { courses: Row[]; places: Row[] } {
  const courses: Row[] = []
  const places: Row[] = []
  for (const plan of plans) {
    const id = random.id(new Date(`${addDays(today, plan.from - 20)}T02:00:00Z`))
    const [field, level] = plan.degree ?? [null, null]
    courses.push({
      id,
      agency_id: province.ubnd.unit.id,
      name: plan.name,
      provider: plan.provider,
      field_code: field,
      level,
      certificate_code: plan.certificate ?? null,
      valid: `[${addDays(today, plan.from)},${addDays(today, plan.lastDay + 1)})`,
    })
    const lack = trained.filter((one) =>
      plan.certificate
        ? one.rule.certificates.includes(plan.certificate) && !one.certificates.has(plan.certificate)
        : one.rule.fields.includes('48') && !one.degrees.some((code) => code.startsWith('48')),
    )
    const people = new Map(random.some(lack, plan.size).map((one) => [one.holder.person.id, one]))
    for (const one of people.values()) {
      // The first course has its results; of the second that is over they are still to be written.
      const outcome =
        plan.lastDay < -60
          ? random.weighted([
              ['passed', 80],
              ['failed', 12],
              ['withdrawn', 8],
            ] as const)
          : null
      const ended = addDays(today, plan.lastDay)
      const passed = outcome === 'passed' && plan.certificate
      const until = `${Number(ended.slice(0, 4)) + 3}${ended.slice(4)}`
      if (passed) one.certificates.add(passed)
      places.push({
        course_id: id,
        person_id: one.holder.person.id,
        position_id: one.holder.post.id,
        outcome,
        result: outcome === 'passed' ? random.pick(['Giỏi', 'Khá', 'Khá', 'Trung bình']) : '',
        ended_on: outcome ? ended : null,
        qualification_id: passed
          ? paper(one.holder.person.id, { certificate_code: passed, institution: plan.provider }, `[${ended},${until})`)
          : null,
      })
    }
  }
  return { courses, places }
}
