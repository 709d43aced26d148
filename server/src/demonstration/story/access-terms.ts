import { createHash } from 'node:crypto'
import { type Agency, agencyByKey, type Holder } from '../province/province.ts'
import { addDays, dateOf } from './working-time.ts'
import type { Row, Told, World } from './world.ts'

/** What agencies keep among few: the name of a class, the words by which its documents are known, and the type that carries it by itself. */
const classes = [
  { name: 'Tổ chức cán bộ', words: /cán bộ|bổ nhiệm|tuyển dụng|biên chế|sắp xếp/iu, type: null },
  { name: 'Thanh tra, kiểm tra', words: /thanh tra|kiểm tra/iu, type: null },
  { name: 'Khiếu nại, tố cáo', words: /khiếu nại|tố cáo/iu, type: 'don-thu' },
] as const
const restricted = 3

const uuidOf = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
/** The same principals as the database's functions of these names. */
const classed = (classId: string, principal: string) => uuidOf(`classed:${classId}:${principal}`)
const openedTo = (target: string, lastDay: string) =>
  uuidOf(`opened:${target}:${(Date.parse(lastDay) - Date.parse('2000-01-01')) / 86_400_000}`)

/**
 * Who may see on terms: classes of confidentiality with those who belong and some documents in each, and documents opened to a person, a division or a working group for
 * a time. Told after everything else: the rest of the province stays the same.
 */
export function tellAccessTerms(world: World): void {
  const { province } = world
  const ward = province.communes.find((one) => one.unit.name.endsWith('phường Kinh Bắc'))
  const commune = province.communes.find((one) => one.unit.name.endsWith('xã Lục Ngạn'))
  const agencies = [
    province.ubnd,
    ...['skhcn', 'snv', 'thanhtra'].map((key) => agencyByKey(province, key)),
    ward,
    commune,
  ]
  for (const agency of agencies) if (agency) tellAgency(world, agency)
}

function tellAgency(world: World, agency: Agency): void {
  const documents = world.documents.filter(
    (told) => told.agency === agency && told.travel === 'incoming' && told.row.state !== 'cancelled',
  )
  const taken = new Set<Told>()
  for (const one of classes) {
    const id = world.id(new Date(world.now.getTime() - 90 * 86_400_000))
    world.add('confidentiality_class', { id, agency_id: agency.unit.id, name: one.name, active: true })
    for (const member of membersOf(agency, one.name))
      world.add('confidentiality_member', { id: world.id(world.now), class_id: id, ...member })
    if (one.type) world.add('confidentiality_type', { agency_id: agency.unit.id, type_code: one.type, class_id: id })
    const found = documents.filter(
      (told) => told.row.type_code === one.type || one.words.test(String(told.row.abstract)),
    )
    for (const told of found.slice(-restricted)) {
      if (taken.has(told)) continue
      taken.add(told)
      restrict(world, told, { id, name: one.name })
    }
  }
  const open = documents.filter((told) => !taken.has(told) && leaderOf(agency, told))
  const every = Math.max(1, Math.floor(Math.min(open.length, 60) / opened.length))
  const some = open.slice(-60).filter((_, n) => n % every === 0)
  for (const [n, told] of some.slice(0, opened.length).entries()) openFor(world, agency, told, n)
}

/** The head of the agency, its first clerk, and the division whose matter it is. */
function membersOf(agency: Agency, name: string): Row[] {
  const since = '[2025-09-01 00:00+07,)'
  const abbreviations = name === 'Tổ chức cán bộ' ? ['TCBC', 'HCTC', 'VP'] : ['NC', 'VP']
  const division = abbreviations
    .map((one) => agency.divisions.find((part) => part.unit.abbreviation === one))
    .find((part) => part !== undefined)
  const posts = [agency.leaders[0], agency.clerks[0]].flatMap((one) => (one ? [one.post.id] : []))
  return [
    ...posts.map((id) => ({
      position_id: id,
      unit_id: null,
      valid: since,
      added_by: agency.leaders[0]?.person.id ?? null,
    })),
    ...(division
      ? [{ position_id: null, unit_id: division.unit.id, valid: since, added_by: agency.leaders[0]?.person.id ?? null }]
      : []),
  ]
}

/** A leader of the agency who directed the document answers for it. */
const leaderOf = (agency: Agency, told: Told): Holder | undefined =>
  agency.leaders.find((one) => told.steps.some((step) => step.holder === one.post.id && step.state !== 'recalled'))

/** As `app.classify` does: groups see it only as far as they belong, whoever has a part of their own goes on seeing it. */
function restrict(world: World, told: Told, { id, name }: { id: string; name: string }): void {
  const by = leaderOf(told.agency, told) ?? told.agency.clerks[0]
  const at = world.after(told.listedAt, 1, 6)
  if (!by || !at) return
  const own = new Map<string, string>()
  for (const step of told.steps)
    if (step.state !== 'recalled')
      own.set(
        step.holder as string,
        step.role === 'present' ? 'directs' : step.role === 'inform' ? 'informed' : 'handles',
      )
  for (const row of (world.rows.get('audience') ?? []).filter((one) => one.record_id === told.id)) {
    if (!['leader-above', 'clerk', 'opened'].includes(row.reason as string)) continue
    const part = own.get(row.principal as string)
    if (part) row.reason = part
    else row.principal = classed(id, row.principal as string)
  }
  world.add('record_class', { record_id: told.id, class_id: id, set_by: by.person.id, set_at: at.toISOString() })
  world.event(at, by, 'access.classed', told, { class: name, reason: '' })
}

/** To whom, why, and for how many days from today on; what is past is over. */
const opened = [
  { to: 'committee', reason: 'Để Tổ công tác theo dõi, đôn đốc', days: 30 },
  { to: 'person', reason: 'Phối hợp cung cấp số liệu', days: 12 },
  { to: 'unit', reason: 'Cho ý kiến về nguồn kinh phí', days: 7 },
  { to: 'unit', reason: 'Tham khảo khi xây dựng kế hoạch', days: -5 },
  { to: 'person', reason: 'Hỗ trợ rà soát hồ sơ', days: 20, withdrawn: true },
] as const

function openFor(world: World, agency: Agency, told: Told, n: number): void {
  const by = leaderOf(agency, told)
  const one = opened[n]
  const at = world.after(told.listedAt, 10, 40)
  const today = dateOf(world.now)
  // A division that is not at work on it; its head where it is opened to a person.
  const division = agency.divisions.findLast((part) => !told.steps.some((step) => step.unit_id === part.unit.id))
  const group = world.province.committees[0]
  if (!by || !one || !at || !division || !group) return
  const target = one.to === 'committee' ? group.unit : one.to === 'unit' ? division.unit : division.head.person
  const name = 'fullName' in target ? target.fullName : target.name
  const lastDay = one.days < 0 ? addDays(dateOf(at), 3) : addDays(today, one.days)
  const withdrawn = 'withdrawn' in one ? world.after(at, 1, 4) : null
  const id = world.id(at)
  world.add('opening', {
    id,
    record_id: told.id,
    list: told.travel,
    target_kind: one.to,
    target: target.id,
    first_day: dateOf(at),
    last_day: lastDay,
    reason: one.reason,
    opened_at: at.toISOString(),
    opened_by: by.person.id,
    opened_position: by.post.id,
    acting_for: null,
    withdrawn_at: withdrawn?.toISOString() ?? null,
    withdrawn_by: withdrawn ? by.person.id : null,
  })
  world.event(at, by, 'access.opened', told, { to: name, lastDay, reason: one.reason })
  if (withdrawn) world.event(withdrawn, by, 'access.closed-again', told, { to: name })
  else world.grant(told, [[openedTo(target.id, lastDay), 'opened-until']], at)
}
