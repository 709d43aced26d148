import { access } from '@mocban/contract/access'
import { delegations } from '@mocban/contract/organisation-acts'
import { sql } from 'kysely'
import { registerSome } from '../../documents/testing/register.ts'
import { newId } from '../../platform/database/index.ts'
import type { ServedProvince } from '../../testing/serve-small-province.ts'

/** Gives a ward all that hangs on units and posts beside work, and its neighbour the like where it can be mistaken for it. Answers the keys by which it is looked for again. */
export async function plantWhatHangs({ database, server, province: { people, units } }: ServedProvince) {
  /** Puts a row in as whoever owns the tables, and answers its key. */
  const put = async (table: string, values: Record<string, unknown>, key = 'id'): Promise<string> => {
    const { rows } = await sql<Record<string, string>>`
      insert into ${sql.table(table)} (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(values).map((value) => sql`${value}`))}) returning ${sql.ref(key)} as key`.execute(
      database.owner,
    )
    return rows[0]?.key ?? ''
  }
  const { wardChairman, wardClerk, wardSpecialist, otherWardChairman } = people
  const by = wardChairman.personId
  const agency = units.kinhBac
  const machine = { personId: newId(), positionId: newId() }
  await put('person', { id: machine.personId, full_name: 'Cổng dịch vụ', user_name: 'cong-dich-vu' })
  await put('position', {
    id: machine.positionId,
    unit_id: agency,
    agency_id: agency,
    title: 'Tài khoản hệ thống',
    capabilities: ['register'],
    valid: '[2025-07-01,)',
  })
  await put('appointment', {
    person_id: machine.personId,
    position_id: machine.positionId,
    valid: '[2025-07-01,)',
  })
  await put(
    'service_account',
    {
      person_id: machine.personId,
      agency_id: agency,
      position_id: machine.positionId,
      client_id: 'cong-dich-vu',
      secret_hash: Buffer.alloc(32),
    },
    'person_id',
  )
  for (const of of [agency, units.tuSon]) {
    await put('document_template', { agency_id: of, type_code: 'cong-van', name: `mẫu của ${of}`, made_by: by })
    await put('numbering_rule', { agency_id: of, type_code: 'quyet-dinh', series: 'quyet-dinh' }, 'series')
    await put('reminder_rule', { agency_id: of, days_before: of === agency ? 9 : 8, whom: 'lead' })
    await put('recorded_reading', { agency_id: of, type_code: 'cong-van', every_minutes: of === agency ? 30 : 20 })
    await put('calendar_day', {
      agency_id: of,
      day: '2026-04-01',
      kind: 'half',
      name: of === agency ? 'Của Kinh Bắc' : 'Khác',
    })
    await put(
      'sign_in_rule',
      { agency_id: of, idle_minutes: of === agency ? 25 : 35, absolute_hours: 8, fresh_minutes: 5 },
      'agency_id',
    )
    await put('form_rule', { agency_id: of, rule: 'margin.left', level: of === agency ? 'stop' : 'off' }, 'rule')
    await put('signature_rule', {
      agency_id: of,
      type_code: of === agency ? null : 'cong-van',
      approval: true,
      seal: true,
    })
    await put('signing_key', {
      agency_id: of,
      kind: 'pkcs11',
      label: 'Con dấu',
      certificate: Buffer.from('chứng thư'),
      added_by: by,
    })
    await put('period_report_template', { agency_id: of, name: `báo cáo của ${of}`, made_by: by })
    await put('staffing_requirement', {
      agency_id: of,
      title_pattern: 'Chuyên viên*',
      fields: sql`array['31']`,
      basis: of === agency ? 'Quy định của Kinh Bắc' : 'Khác',
      valid: '[2026-01-01,)',
    })
  }
  for (const [n, rule] of [
    { kind: 'unit', unit_id: units.kinhBacEconomy, position_id: null },
    { kind: 'position', unit_id: null, position_id: wardChairman.positionId },
  ].entries())
    await put('review_rule', {
      agency_id: agency,
      type_code: 'cong-van',
      step_no: n + 1,
      label: `bước ${n + 1}`,
      ...rule,
    })
  const classId = await put('confidentiality_class', { agency_id: agency, name: 'Nhân sự' })
  for (const member of [{ position_id: wardClerk.positionId }, { unit_id: units.kinhBacEconomy }])
    await put('confidentiality_member', { class_id: classId, valid: '[2026-01-01,)', ...member })
  await put('confidentiality_type', { agency_id: agency, type_code: 'giay-moi', class_id: classId }, 'class_id')
  const document = (await registerSome(server, wardClerk, { symbol: '1/BNV', abstract: 'Về nhân sự' })).id
  await server.ask(wardClerk, access.classify, {
    params: { id: document },
    body: { classId, reason: 'Hồ sơ cán bộ' },
  })
  const opened = (await registerSome(server, wardClerk, { symbol: '2/BNV', abstract: 'Mở cho phường bên' })).id
  await server.ask(wardChairman, access.open, {
    params: { id: opened },
    body: { targetKind: 'unit', targetId: units.skhcnDigital, lastDay: '2026-03-20', reason: 'Cùng xem' },
  })
  await put(
    'calendar_feed',
    { person_id: wardSpecialist.personId, position_id: wardSpecialist.positionId, token_hash: 'băm' },
    'person_id',
  )
  await put('saved_search', {
    person_id: otherWardChairman.personId,
    position_id: otherWardChairman.positionId,
    name: 'Của tôi',
    query: JSON.stringify({ q: 'x' }),
  })
  for (const valid of ['[2026-01-01,2026-06-01)', '[2026-06-01,)'])
    await put('staffing_requirement', {
      position_id: wardSpecialist.positionId,
      fields: sql`array['31']`,
      least_level: valid.endsWith(',)') ? 'master' : 'university',
      basis: 'Đề án vị trí việc làm',
      valid,
    })
  const course = await put('course', {
    agency_id: agency,
    name: 'Lớp kinh tế',
    field_code: '31',
    level: 'university',
    valid: '[2026-02-01,2026-05-01)',
  })
  const over = await put('course', {
    agency_id: agency,
    name: 'Lớp đã xong',
    field_code: '31',
    level: 'university',
    valid: '[2025-08-01,2025-09-01)',
  })
  await put(
    'course_place',
    { course_id: course, person_id: wardSpecialist.personId, position_id: wardSpecialist.positionId },
    'person_id',
  )
  await put(
    'course_place',
    {
      course_id: over,
      person_id: wardSpecialist.personId,
      position_id: wardSpecialist.positionId,
      outcome: 'failed',
      ended_on: '2025-09-01',
    },
    'person_id',
  )
  // Asked for before the day, and not come to yet.
  const bulk = await put('bulk_act', {
    id: newId(),
    person_id: wardClerk.personId,
    position_id: wardClerk.positionId,
    act: JSON.stringify({ kind: 'present', to: { unitId: agency, ...wardChairman }, note: '' }),
  })
  await put('bulk_item', { bulk_id: bulk, ordinal: 1, document_id: opened }, 'bulk_id')
  const exported = await put('export', {
    person_id: wardClerk.personId,
    position_id: wardClerk.positionId,
    kind: 'documents',
    name: 'Văn bản đến',
    query: '{}',
    language: 'vi',
  })
  await server.ask(wardChairman, delegations.give, {
    body: {
      toPersonId: wardClerk.personId,
      from: '2026-03-02',
      lastDay: '2026-06-30',
      capabilities: ['direct'],
      unitIds: [units.kinhBacEconomy],
      reason: 'Đi công tác',
    },
  })
  return { machine, document, opened, course, over, bulk, exported }
}
