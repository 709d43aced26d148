import { newId } from '../server/src/platform/database/index.ts'
import type { Sql } from './sql.ts'

export interface BenchAgency {
  id: string
  divisions: { id: string; specialists: Post[] }[]
  leader: Post
  clerk: Post
}
export interface Post {
  personId: string
  positionId: string
}
export interface BenchProvince {
  agencies: BenchAgency[]
  /** Who asks in `list`, `search` and `flat`: a specialist, a head, and the chairman who may see three documents of ten. */
  asking: Record<'specialist' | 'head' | 'chairman', Post>
  people: Post[]
}

const divisionsOfAgency = 6

/** One people's committee, twenty departments and the rest communes (99 of 120), each with six divisions; as many people as asked. */
export async function loadProvince(sql: Sql, people: number, agencyCount = 120): Promise<BenchProvince> {
  const agencies: BenchAgency[] = []
  const units: unknown[][] = []
  const persons: unknown[][] = []
  const positions: unknown[][] = []
  const appointments: unknown[][] = []
  const unit = (kind: string, agency: string | null, parent: string | null, name: string, code: string | null) => {
    const id = newId()
    units.push([id, kind, agency === null, agency ?? id, parent, name, code])
    return id
  }
  const post = (unitId: string, agencyId: string, title: string, leads: boolean, capabilities: string[]): Post => {
    const one = { personId: newId(), positionId: newId() }
    persons.push([one.personId, `${title} ${persons.length}`, `bench${persons.length}`])
    positions.push([one.positionId, unitId, agencyId, title, leads, capabilities.join(' ')])
    appointments.push([one.personId, one.positionId])
    return one
  }
  const perDivision = Math.max(2, Math.floor(people / agencyCount / divisionsOfAgency))
  let province: string | null = null
  let head: Post | undefined
  for (let n = 0; n < agencyCount; n++) {
    const kind = n === 0 ? 'province' : n <= 20 ? 'department' : 'commune'
    const id = unit(kind, null, province, n === 0 ? 'Ủy ban nhân dân tỉnh' : `Cơ quan ${n}`, `B${n}`)
    province ??= id
    const leader = post(id, id, 'Chủ tịch', true, ['direct', 'assign', 'approve', 'review'])
    const clerk = post(id, id, 'Văn thư', false, ['register', 'number', 'issue'])
    const divisions = Array.from({ length: divisionsOfAgency }, (_, d) => {
      const division = unit('division', id, id, `Phòng ${n}.${d}`, null)
      const chief = post(division, id, 'Trưởng phòng', true, ['direct', 'assign', 'review', 'draft'])
      head ??= chief
      return {
        id: division,
        specialists: Array.from({ length: perDivision - 1 }, () => post(division, id, 'Chuyên viên', false, ['draft'])),
      }
    })
    agencies.push({ id, divisions, leader, clerk })
  }
  await sql.rows(
    'unit (id)',
    units.map(([id]) => [id]),
    ['uuid'],
  )
  await sql.query(
    `insert into unit_version (unit_id, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, exchange_code, valid)
     select id, kind, agency, of_agency, parent, name, name, 'B', name, code, '[2020-01-01,)' from ${sql.table(['uuid', 'text', 'bool', 'uuid', 'uuid', 'text', 'text'], 'id, kind, agency, of_agency, parent, name, code')}`,
    sql.columns(units, 7),
  )
  await sql.rows('person (id, full_name, user_name)', persons, ['uuid', 'text', 'text'])
  await sql.query(
    `insert into position (id, unit_id, agency_id, title, leads, capabilities)
     select id, unit, agency, title, leads, string_to_array(can, ' ') from ${sql.table(['uuid', 'uuid', 'uuid', 'text', 'bool', 'text'], 'id, unit, agency, title, leads, can')}`,
    sql.columns(positions, 6),
  )
  await sql.query(
    `insert into appointment (person_id, position_id, valid) select person, post, '[2020-01-01,)' from ${sql.table(['uuid', 'uuid'], 'person, post')}`,
    sql.columns(appointments, 2),
  )
  const [ubnd] = agencies
  const specialist = ubnd?.divisions[0]?.specialists[0]
  if (!ubnd || !specialist || !head) throw new Error('too few people')
  return {
    agencies,
    asking: { specialist, head, chairman: ubnd.leader },
    people: appointments.map(([personId, positionId]) => ({ personId, positionId }) as Post),
  }
}
