import type { Insertable } from 'kysely'
import { type DB, newId, type Standing } from '../../platform/database/index.ts'
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
  const versions: Insertable<DB['unit_version']>[] = []
  const persons: Insertable<DB['person']>[] = []
  const positions: (Insertable<DB['position']> & { id: string })[] = []

  const unit = (
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
    versions.push({
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
  }
  const post = (
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
    persons.push({ id: personId, full_name: fullName, user_name: key.toLowerCase() })
    positions.push({
      id: positionId,
      unit_id: unitId,
      agency_id: agencyOf[unitId] ?? '',
      title,
      leads,
      rank,
      capabilities,
    })
  }

  unit('ubnd', 'province', null, 'Ủy ban nhân dân tỉnh Bắc Ninh', 'UBND', 'H05')
  unit('office', 'office', 'ubnd', 'Văn phòng Ủy ban nhân dân tỉnh', 'VP', null)
  unit('skhcn', 'department', 'ubnd', 'Sở Khoa học và Công nghệ', 'SKHCN', 'H05.02')
  unit('skhcnOffice', 'division', 'skhcn', 'Văn phòng Sở', 'VP', null)
  unit('skhcnDigital', 'division', 'skhcn', 'Phòng Chuyển đổi số', 'CĐS', null)
  unit('kinhBac', 'ward', 'ubnd', 'Ủy ban nhân dân phường Kinh Bắc', 'UBND', 'H05.41')
  unit('kinhBacEconomy', 'division', 'kinhBac', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'KTHTĐT', null)
  unit('tuSon', 'ward', 'ubnd', 'Ủy ban nhân dân phường Từ Sơn', 'UBND', 'H05.55')
  unit(
    'group',
    'committee',
    'ubnd',
    'Tổ công tác về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    'TCT57',
    null,
  )

  post('chairman', 'ubnd', 'Nguyễn Văn An', 'Chủ tịch', leader, true, 1)
  post('viceChairman', 'ubnd', 'Trần Thị Bình', 'Phó Chủ tịch', leader, true, 2)
  post('officeChief', 'office', 'Lê Văn Chính', 'Chánh Văn phòng', [...head, 'approve'], true, 1)
  post('officeClerk', 'office', 'Phạm Thị Dung', 'Văn thư', clerk)
  post('officeSpecialist', 'office', 'Hoàng Văn Em', 'Chuyên viên', specialist)
  post('director', 'skhcn', 'Vũ Thị Giang', 'Giám đốc', leader, true, 1)
  post('deputyDirector', 'skhcn', 'Đặng Văn Hải', 'Phó Giám đốc', leader, true, 2)
  post('departmentClerk', 'skhcnOffice', 'Bùi Thị Hoa', 'Văn thư', clerk)
  post('digitalHead', 'skhcnDigital', 'Đỗ Văn Khánh', 'Trưởng phòng', head, true, 1)
  post('digitalSpecialist', 'skhcnDigital', 'Ngô Thị Lan', 'Chuyên viên', specialist)
  post('otherSpecialist', 'skhcnOffice', 'Dương Văn Minh', 'Chuyên viên', specialist)
  post('wardChairman', 'kinhBac', 'Lý Văn Nam', 'Chủ tịch', leader, true, 1)
  post('wardClerk', 'kinhBac', 'Hồ Thị Oanh', 'Văn thư', clerk)
  post('wardSpecialist', 'kinhBacEconomy', 'Đinh Văn Phúc', 'Chuyên viên', specialist)
  post('otherWardChairman', 'tuSon', 'Mai Thị Quyên', 'Chủ tịch', leader, true, 1)
  post('otherWardClerk', 'tuSon', 'Tạ Văn Sơn', 'Văn thư', clerk)
  post('administrator', 'office', 'Trịnh Văn Tú', 'Quản trị hệ thống', ['administer'])
  post('auditor', 'office', 'Phan Thị Uyên', 'Kiểm tra viên', ['audit'])
  const valid = '[2025-07-01,)'
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('unit')
      .values(versions.map((one) => ({ id: one.unit_id })))
      .execute()
    await tx.insertInto('unit_version').values(versions).execute()
    await tx.insertInto('person').values(persons).execute()
    await tx.insertInto('position').values(positions).execute()
    await tx
      .insertInto('appointment')
      .values(Object.values(people).map((one) => ({ person_id: one.personId, position_id: one.positionId, valid })))
      .execute()
    await tx
      .insertInto('committee_member')
      .values(
        (
          [
            ['viceChairman', 'head'],
            ['director', 'standing-deputy'],
            ['digitalHead', 'secretary'],
          ] as const
        ).map(([key, role]) => ({ unit_id: units.group, position_id: people[key].positionId, role, valid })),
      )
      .execute()
  })
  return { units, people }
}
