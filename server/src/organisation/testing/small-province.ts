import { newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

const clerk = ['register', 'number', 'issue']
const leader = ['direct', 'assign', 'approve', 'review']
const head = ['direct', 'assign', 'review', 'draft']
const specialist = ['draft']

/** The units and people that tests need; invented. Each person is the standing of their only position. */
export interface SmallProvince {
  units: Record<
    'ubnd' | 'office' | 'skhcn' | 'skhcnOffice' | 'skhcnDigital' | 'kinhBac' | 'kinhBacEconomy' | 'tuSon' | 'group',
    string
  >
  people: Record<
    | 'chairman'
    | 'viceChairman'
    | 'officeChief'
    | 'officeClerk'
    | 'officeSpecialist'
    | 'director'
    | 'deputyDirector'
    | 'departmentClerk'
    | 'digitalHead'
    | 'digitalSpecialist'
    | 'otherSpecialist'
    | 'wardChairman'
    | 'wardClerk'
    | 'wardSpecialist'
    | 'otherWardChairman'
    | 'otherWardClerk'
    | 'administrator'
    | 'auditor',
    Standing
  >
}

/** A province small enough to read: the People's Committee with its Office, one department with two divisions, two wards, one working group. */
export async function makeSmallProvince(database: TestDatabase): Promise<SmallProvince> {
  const db = database.owner
  const units = {} as SmallProvince['units']
  const people = {} as SmallProvince['people']
  const agencyOf: Record<string, string> = {}

  const unit = async (
    key: keyof SmallProvince['units'],
    kind: string,
    parent: keyof SmallProvince['units'] | null,
    name: string,
    abbreviation: string,
    code: string | null,
  ) => {
    const id = newId()
    units[key] = id
    const parentId = parent ? units[parent] : null
    const agencyId = code ? id : (agencyOf[parentId ?? ''] ?? id)
    agencyOf[id] = agencyId
    await db.insertInto('unit').values({ id }).execute()
    await db
      .insertInto('unit_version')
      .values({
        unit_id: id,
        valid: '[2025-07-01,)',
        kind,
        is_agency: code !== null,
        agency_id: agencyId,
        parent_id: parentId,
        name,
        short_name: name,
        abbreviation,
        name_en: name,
        exchange_code: code,
      })
      .execute()
  }
  const post = async (
    key: keyof SmallProvince['people'],
    unitKey: keyof SmallProvince['units'],
    fullName: string,
    title: string,
    capabilities: string[],
    leads = false,
    rank = 9,
  ) => {
    const personId = newId()
    const positionId = newId()
    const unitId = units[unitKey]
    people[key] = { personId, positionId }
    await db.insertInto('person').values({ id: personId, full_name: fullName, user_name: key.toLowerCase() }).execute()
    await db
      .insertInto('position')
      .values({ id: positionId, unit_id: unitId, agency_id: agencyOf[unitId] ?? '', title, leads, rank, capabilities })
      .execute()
    await db
      .insertInto('appointment')
      .values({ person_id: personId, position_id: positionId, valid: '[2025-07-01,)' })
      .execute()
  }

  await unit('ubnd', 'province', null, 'Ủy ban nhân dân tỉnh Bắc Ninh', 'UBND', 'H05')
  await unit('office', 'office', 'ubnd', 'Văn phòng Ủy ban nhân dân tỉnh', 'VP', null)
  await unit('skhcn', 'department', 'ubnd', 'Sở Khoa học và Công nghệ', 'SKHCN', 'H05.02')
  await unit('skhcnOffice', 'division', 'skhcn', 'Văn phòng Sở', 'VP', null)
  await unit('skhcnDigital', 'division', 'skhcn', 'Phòng Chuyển đổi số', 'CĐS', null)
  await unit('kinhBac', 'ward', 'ubnd', 'Ủy ban nhân dân phường Kinh Bắc', 'UBND', 'H05.41')
  await unit('kinhBacEconomy', 'division', 'kinhBac', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'KTHTĐT', null)
  await unit('tuSon', 'ward', 'ubnd', 'Ủy ban nhân dân phường Từ Sơn', 'UBND', 'H05.55')
  await unit(
    'group',
    'committee',
    'ubnd',
    'Tổ công tác về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    'TCT57',
    null,
  )

  await post('chairman', 'ubnd', 'Nguyễn Văn An', 'Chủ tịch', leader, true, 1)
  await post('viceChairman', 'ubnd', 'Trần Thị Bình', 'Phó Chủ tịch', leader, true, 2)
  await post('officeChief', 'office', 'Lê Văn Chính', 'Chánh Văn phòng', [...head, 'approve'], true, 1)
  await post('officeClerk', 'office', 'Phạm Thị Dung', 'Văn thư', clerk)
  await post('officeSpecialist', 'office', 'Hoàng Văn Em', 'Chuyên viên', specialist)
  await post('director', 'skhcn', 'Vũ Thị Giang', 'Giám đốc', leader, true, 1)
  await post('deputyDirector', 'skhcn', 'Đặng Văn Hải', 'Phó Giám đốc', leader, true, 2)
  await post('departmentClerk', 'skhcnOffice', 'Bùi Thị Hoa', 'Văn thư', clerk)
  await post('digitalHead', 'skhcnDigital', 'Đỗ Văn Khánh', 'Trưởng phòng', head, true, 1)
  await post('digitalSpecialist', 'skhcnDigital', 'Ngô Thị Lan', 'Chuyên viên', specialist)
  await post('otherSpecialist', 'skhcnOffice', 'Dương Văn Minh', 'Chuyên viên', specialist)
  await post('wardChairman', 'kinhBac', 'Lý Văn Nam', 'Chủ tịch', leader, true, 1)
  await post('wardClerk', 'kinhBac', 'Hồ Thị Oanh', 'Văn thư', clerk)
  await post('wardSpecialist', 'kinhBacEconomy', 'Đinh Văn Phúc', 'Chuyên viên', specialist)
  await post('otherWardChairman', 'tuSon', 'Mai Thị Quyên', 'Chủ tịch', leader, true, 1)
  await post('otherWardClerk', 'tuSon', 'Tạ Văn Sơn', 'Văn thư', clerk)
  await post('administrator', 'office', 'Trịnh Văn Tú', 'Quản trị hệ thống', ['administer'])
  await post('auditor', 'office', 'Phan Thị Uyên', 'Kiểm tra viên', ['audit'])
  for (const [key, role] of [
    ['viceChairman', 'head'],
    ['director', 'standing-deputy'],
    ['digitalHead', 'secretary'],
  ] as const) {
    await db
      .insertInto('committee_member')
      .values({ unit_id: units.group, position_id: people[key].positionId, role, valid: '[2025-07-01,)' })
      .execute()
  }
  return { units, people }
}
