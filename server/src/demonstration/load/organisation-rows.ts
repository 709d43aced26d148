import type { Province, Unit } from '../province/province.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { addDays } from '../story/working-time.ts'
import type { Row } from '../story/world.ts'

/** Rows of units, people, posts, committees, and of the password that everybody in a demonstration has. */
export function organisationRows(
  province: Province,
  passwordHash: string,
  today: string,
  random: SeededRandom,
  /** The day on which the organisation began. */
  first = '2025-07-01',
): [table: string, rows: Row[]][] {
  const made = new Date(`${first}T00:00:00+07:00`)
  const since = `[${first},)`
  const id = () => random.id(made)
  return [
    ['unit', province.units.map((one) => ({ id: one.id, created_at: made.toISOString() }))],
    ['unit_version', province.units.flatMap((one) => versions(one, since, id))],
    [
      'person',
      province.people.map((one) => ({
        id: one.id,
        full_name: one.fullName,
        user_name: one.userName,
        email: one.email,
        language: 'vi',
        theme: 'system',
        active: true,
        created_at: made.toISOString(),
      })),
    ],
    [
      'position',
      province.posts.map((one) => ({
        id: one.id,
        unit_id: one.unitId,
        agency_id: one.agencyId,
        title: one.title,
        title_en: one.titleEn,
        leads: one.leads,
        rank: one.rank,
        capabilities: one.capabilities,
        valid: since,
      })),
    ],
    [
      'appointment',
      province.holders.map((one) => ({
        id: id(),
        person_id: one.person.id,
        position_id: one.post.id,
        kind: one.kind ?? 'main',
        valid: since,
      })),
    ],
    [
      'committee_member',
      province.committees.flatMap((one) =>
        one.members.map((member) => ({
          id: id(),
          unit_id: one.unit.id,
          person_id: null,
          position_id: member.holder.post.id,
          role: member.role,
          valid: since,
        })),
      ),
    ],
    [
      'credential',
      province.people.map((one) => ({
        person_id: one.id,
        password_hash: passwordHash,
        changed_at: made.toISOString(),
      })),
    ],
    ['leave', leaves(province, today, id)],
    ['delegation', [...delegations(province, today, id), ...limited(province, today, random.of('limited'))]],
    ['review_rule', reviewRules(province, id)],
  ]
}

/** Divisions of departments had other names until 1 September 2025, by department and abbreviation. */
const formerNames: Record<string, { name: string; abbreviation: string; nameEn: string }> = {
  'skhcn/CĐS': { name: 'Phòng Công nghệ thông tin', abbreviation: 'CNTT', nameEn: 'Information Technology Division' },
}

/** As the decisions of the first days say what they are about: a search for it finds them first. */
const foundedBy = (name: string): string => `Về việc ${name.startsWith('Tổ') ? 'thành lập' : 'kiện toàn'} ${name}`

/** A unit through time: its seal where it is an agency, the decision that founded it where it is a committee. */
function versions(one: Unit, since: string, id: () => string): Row[] {
  const row = {
    unit_id: one.id,
    kind: one.kind,
    is_agency: one.isAgency,
    agency_id: one.agencyId,
    parent_id: one.parentId,
    name: one.name,
    short_name: one.shortName,
    abbreviation: one.abbreviation,
    name_en: one.nameEn,
    name_ur: one.nameUr,
    exchange_code: one.exchangeCode,
    statistics_code: one.statisticsCode,
    seal_text: one.isAgency ? one.name.toLocaleUpperCase('vi') : null,
    founded_by: one.kind === 'committee' ? foundedBy(one.name) : null,
    regulations: one.kind === 'committee' ? `Quy chế hoạt động của ${one.name}` : null,
    ordinal: one.ordinal,
  }
  const former = formerNames[one.key]
  if (!former) return [{ id: id(), ...row, valid: since }]
  return [
    {
      id: id(),
      ...row,
      valid: '[2025-07-01,2025-09-01)',
      name: former.name,
      short_name: former.name,
      abbreviation: former.abbreviation,
      name_en: former.nameEn,
    },
    { id: id(), ...row, valid: '[2025-09-01,)' },
  ]
}

/** Whoever is represented by another is away. */
function leaves(province: Province, today: string, id: () => string): Row[] {
  return delegations(province, today, id).map((one) => ({
    id: id(),
    person_id: one.from_person_id,
    valid: `[${addDays(today, -2)},${addDays(today, 9)})`,
    reason: one.reason,
  }))
}

/** One vice-chairman is abroad this week and is represented by another; a director by a deputy. */
function delegations(province: Province, today: string, id: () => string): Row[] {
  const { ubnd, departments } = province
  const health = departments.find((one) => one.key === 'syt')
  return [
    { from: ubnd.leaders[3], to: ubnd.leaders[2], reason: 'Đi công tác nước ngoài', by: ubnd.leaders[0] },
    {
      from: health?.leaders[0],
      to: health?.leaders[1],
      reason: 'Tham gia lớp bồi dưỡng lý luận chính trị',
      by: health?.leaders[0],
    },
  ].flatMap(({ from, to, reason, by }) =>
    from && to
      ? [
          {
            id: id(),
            from_person_id: from.person.id,
            from_position_id: from.post.id,
            to_person_id: to.person.id,
            valid: `[${addDays(today, -2)} 00:00+07,${addDays(today, 9)} 00:00+07)`,
            capabilities: from.post.capabilities,
            scope_units: [] as string[],
            scope_types: [] as string[],
            reason,
            created_by: by?.person.id,
            created_at: `${addDays(today, -3)}T02:00:00Z`,
          },
        ]
      : [],
  )
}

/** What a delegation may be limited to: some acts, what some units are at work on, some types of documents. */
function limited(province: Province, today: string, random: SeededRandom): Row[] {
  const { ubnd } = province
  const science = province.departments.find((one) => one.key === 'skhcn')
  const digital = science?.divisions.find((one) => one.unit.abbreviation === 'CĐS')
  return [
    {
      from: science?.leaders[0],
      to: science?.leaders[1],
      capabilities: ['direct', 'assign'],
      scope_units: digital ? [digital.unit.id] : [],
      scope_types: [] as string[],
      reason: 'Chỉ đạo công việc chuyển đổi số trong đợt cao điểm',
      days: 30,
    },
    {
      from: ubnd.office.head,
      to: ubnd.office.deputies[0],
      capabilities: ['approve', 'review'],
      scope_units: [] as string[],
      scope_types: ['giay-moi', 'thong-bao'],
      reason: 'Ký thông báo, giấy mời họp',
      days: 60,
    },
  ].flatMap(({ from, to, days, ...row }) =>
    from && to
      ? [
          {
            id: random.id(new Date(`${addDays(today, -5)}T02:00:00Z`)),
            from_person_id: from.person.id,
            from_position_id: from.post.id,
            to_person_id: to.person.id,
            valid: `[${addDays(today, -5)} 00:00+07,${addDays(today, days)} 00:00+07)`,
            capabilities: row.capabilities.filter((one) => from.post.capabilities.includes(one)),
            scope_units: row.scope_units,
            scope_types: row.scope_types,
            reason: row.reason,
            created_by: from.person.id,
            created_at: `${addDays(today, -5)}T02:00:00Z`,
          },
        ]
      : [],
  )
}

/** Drafts go through the head of the drafting unit, in departments and the province also through the office, before the signer. */
function reviewRules(province: Province, id: () => string): Row[] {
  return province.agencies.flatMap((agency) => [
    {
      id: id(),
      agency_id: agency.unit.id,
      type_code: null,
      step_no: 1,
      kind: 'drafting-leader',
      unit_id: null,
      position_id: null,
      label: 'Lãnh đạo phòng soạn thảo',
    },
    ...(agency.kind === 'province' || agency.kind === 'department'
      ? [
          {
            id: id(),
            agency_id: agency.unit.id,
            type_code: null,
            step_no: 2,
            kind: 'unit',
            unit_id: agency.office.unit.id,
            position_id: null,
            label: 'Văn phòng kiểm tra thể thức',
          },
        ]
      : []),
  ])
}
