import { matters } from '../matters/index.ts'
import type { Agency, Division, Holder } from '../province/province.ts'
import { divisionOf } from '../province/province.ts'
import { fill } from '../text/fill.ts'
import { addDays, addWorkingDays, dateOf, during, workingDaysBetween } from './working-time.ts'
import { leadersOf, type Row, type Told, type World } from './world.ts'

/** A task while its story is told. */
interface Task {
  id: string
  row: Row
  agency: Agency
  title: string
  assigner: Holder
  lead: Holder
  listedAt: Date
  version: number
}
export interface Assignment {
  agency: Agency
  assigner: Holder
  /** A post, or a unit whose leader answers for it. */
  to: { holder: Holder } | { division: Division } | { agency: Agency }
  title: string
  description?: string
  product: string
  measure: string
  dueOn: string | null
  at: Date
  importance: 'normal' | 'high' | 'key'
  origin:
    | { kind: 'own' }
    | { kind: 'direction'; told: Told; directionId: string }
    | { kind: 'document'; told: Told }
    | { kind: 'task'; parent: Task }
  collaborators?: Division[]
  /** Ends as told, instead of by chance. */
  outcome?: 'closed' | 'working'
  /** A report and a paper that prove it. */
  evidence?: Told
}

const products = [
  'Báo cáo kết quả kèm số liệu',
  'Dự thảo văn bản trình ký',
  'Kế hoạch được phê duyệt',
  'Danh sách, biểu tổng hợp',
  'Hồ sơ hoàn chỉnh',
  'Hệ thống vận hành ổn định, có biên bản nghiệm thu',
  'Tài liệu tập huấn và danh sách học viên',
]
const measures = [
  'Đúng hạn, đủ biểu mẫu',
  '100% xã, phường có số liệu',
  'Được lãnh đạo thông qua, không phải sửa quá một lần',
  'Số liệu khớp với hệ thống giám sát',
  'Tỷ lệ đạt từ 90% trở lên',
]
const progressWords = [
  'Đã rà soát, lập kế hoạch thực hiện và phân công người phụ trách.',
  'Đã tổng hợp số liệu của các đơn vị, đang đối chiếu.',
  'Đã có dự thảo, đang xin ý kiến các phòng.',
  'Hoàn thành phần lớn nội dung, còn chờ số liệu của {n:3-14} xã, phường.',
  'Đã tiếp thu ý kiến, hoàn thiện lần cuối.',
  'Đã làm việc trực tiếp với đơn vị liên quan, thống nhất phương án.',
]
const results = [
  'Đã hoàn thành, sản phẩm gửi kèm.',
  'Hoàn thành đủ các nội dung được giao; báo cáo đã trình.',
  'Đã bàn giao sản phẩm cho đơn vị sử dụng.',
  'Đã thực hiện xong, số liệu cập nhật trên hệ thống.',
]
const standing = {
  blocked: [
    'Chưa có kinh phí được phê duyệt.',
    'Chờ văn bản hướng dẫn của bộ chủ quản.',
    'Hệ thống của Trung ương chưa mở kết nối.',
  ],
  waiting: [
    'Chờ Sở Tài chính cho ý kiến về kinh phí.',
    'Chờ các xã, phường gửi số liệu.',
    'Chờ lãnh đạo duyệt dự thảo.',
  ],
}
const extending = [
  'Số liệu của một số xã, phường gửi chậm, cần thêm thời gian đối chiếu.',
  'Phát sinh nội dung phải xin ý kiến bộ chủ quản.',
  'Trùng đợt kiểm tra, nhân lực phải bố trí cho nhiệm vụ đột xuất.',
]

/** Tasks of seven months: out of leaders' directions, out of documents, and leaders' own. */
export function tellTasks(world: World, size: number, places: readonly string[]): void {
  const { random } = world
  // What a leader directed becomes a task where it is more than an answer.
  const directed = world.documents.filter(
    (one) =>
      one.travel === 'incoming' &&
      one.row.state !== 'cancelled' &&
      one.steps.some((step) => step.role === 'lead' && step.delivery_id === null && step.direction_id),
  )
  for (const told of directed) {
    if (!random.chance(told.agency.kind === 'province' ? 0.3 : told.agency.key === 'skhcn' ? 0.3 : 0.1)) continue
    const step = told.steps.find((one) => one.role === 'lead' && one.delivery_id === null && one.direction_id)
    const direction = (world.rows.get('direction') ?? []).find((one) => one.id === step?.direction_id)
    const leader = told.agency.leaders.find((one) => one.person.id === direction?.person_id)
    const division = [...told.agency.divisions, told.agency.office].find((one) => one.unit.id === step?.unit_id)
    if (!direction || !leader || !division) continue
    const at = new Date(new Date(direction.at as string).getTime() + 90_000)
    assignTask(
      world,
      {
        agency: told.agency,
        assigner: leader,
        to: { division },
        ...wording(world, told, places),
        dueOn: (direction.due_on as string) ?? null,
        at,
        importance: random.weighted([
          ['normal', 6],
          ['high', 3],
          ['key', 1],
        ]),
        origin: { kind: 'direction', told, directionId: direction.id as string },
      },
      places,
    )
  }
  // Leaders and heads also assign on their own, day by day.
  const agencies: [Agency, number][] = world.province.agencies.map((one) => [
    one,
    one.kind === 'province'
      ? 30
      : one.key === 'skhcn'
        ? 30
        : ['09187', '07582'].includes(one.key)
          ? 14
          : one.kind === 'department'
            ? 5
            : 0.7,
  ])
  for (const date of workingDaysBetween(addDays(dateOf(world.now), -200), dateOf(world.now))) {
    for (let n = Math.floor(2.6 * size + random.next()); n > 0; n--) {
      const agency = random.weighted(agencies)
      const own = matters.filter((one) => agency.kind !== 'department' || one.department === agency.key)
      const matter = random.pick(own.length > 0 ? own : matters)
      const division = agency.kind === 'province' ? divisionOf(agency, matter.section) : random.pick(agency.divisions)
      const byHead = random.chance(0.55) && division.specialists.length > 0
      const at = during(date, random)
      if (at > world.now) continue
      const leader = agency.kind === 'province' ? (agency.leaders[matter.vice] as Holder) : random.pick(agency.leaders)
      const task = random.pick(matter.tasks)
      assignTask(
        world,
        {
          agency,
          assigner: byHead ? division.head : leader,
          to: byHead
            ? { holder: random.chance(0.4) ? (division.specialists[0] as Holder) : random.pick(division.specialists) }
            : { division },
          title: sentence(world, task, at, places),
          product: random.pick(products),
          measure: random.pick(measures),
          dueOn: random.chance(0.93) ? addWorkingDays(date, random.int(3, 28)) : null,
          at,
          importance: random.weighted([
            ['normal', 7],
            ['high', 2],
            ['key', 1],
          ]),
          origin: { kind: 'own' },
          collaborators: random.chance(0.25)
            ? random.some(
                agency.divisions.filter((one) => one !== division),
                1,
              )
            : [],
        },
        places,
      )
    }
  }
}

function wording(
  world: World,
  told: Told,
  places: readonly string[],
): { title: string; description: string; product: string; measure: string } {
  const { random } = world
  return {
    title: sentence(world, random.pick(told.paper.matter.tasks), told.listedAt, places),
    description: `Theo văn bản về ${told.paper.subject}.`,
    product: random.pick(products),
    measure: random.pick(measures),
  }
}
function sentence(world: World, task: string, at: Date, places: readonly string[]): string {
  const words = fill(
    (task.split(/[;:]/)[0] ?? task)
      .replace(/,? ?(gửi [^,]*)?trước ngày \{soon\}/g, '')
      .replace(/\{soon\}/g, 'cuối tháng'),
    { dueOn: null, signedAt: at } as never,
    world.random,
    places,
  )
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/[.,;]$/, '')
}

/** Assigns, and tells on as far as time allows: accepted, reported, extended, delivered, verified. */
export function assignTask(world: World, input: Assignment, places: readonly string[]): Task {
  const { random } = world
  const { at, agency, assigner, to, origin } = input
  const holder = 'holder' in to ? to.holder : 'division' in to ? to.division.head : (to.agency.leaders[0] as Holder)
  const unit =
    'holder' in to
      ? world.province.units.find((one) => one.id === to.holder.post.unitId)
      : 'division' in to
        ? to.division.unit
        : to.agency.unit
  const unitId = unit?.id ?? agency.unit.id
  const principal = 'holder' in to ? to.holder.post.id : leadersOf(unitId)
  const id = world.id(at)
  const told = { id, travel: 'task', listedAt: at, agency }
  world.grant(told as never, [
    [assigner.post.id, 'directs'],
    [assigner.person.id, 'directs'],
    [principal, 'assigned'],
    ...('holder' in to ? [[to.holder.person.id, 'assigned'] as [string, string]] : []),
    ...(input.collaborators ?? []).map((one): [string, string] => [leadersOf(one.unit.id), 'handles']),
    ...[
      ...world.leadersAbove(assigner.post.unitId),
      ...world.leadersAbove(unitId),
      ...(input.collaborators ?? []).flatMap((one) => world.leadersAbove(one.unit.id)),
    ].map((one): [string, string] => [one, 'leader-above']),
  ])
  const row = world.add('task', {
    id,
    agency_id: agency.unit.id,
    title: input.title,
    description: input.description ?? '',
    state: 'assigned',
    version: 1,
    importance: input.importance,
    product: input.product,
    measure: input.measure,
    due_on: input.dueOn,
    first_due_on: input.dueOn,
    extended: 0,
    origin: origin.kind,
    origin_document_id: 'told' in origin ? origin.told.id : null,
    origin_direction_id: origin.kind === 'direction' ? origin.directionId : null,
    origin_place: null,
    parent_id: origin.kind === 'task' ? origin.parent.id : null,
    lead_unit_id: unitId,
    lead_agency_id: holder.post.agencyId,
    lead_position_id: 'holder' in to ? to.holder.post.id : null,
    lead_person_id: 'holder' in to ? to.holder.person.id : null,
    holder: principal,
    assigned_by: assigner.person.id,
    assigned_position: assigner.post.id,
    acting_for: null,
    progress: 0,
    standstill: null,
    standstill_since: null,
    accepted_at: null,
    delivered_at: null,
    closed_at: null,
    result: null,
    rating: null,
    rating_note: null,
    created_at: at.toISOString(),
    listed_at: at.toISOString(),
  })
  const task: Task = { id, row, agency, title: input.title, assigner, lead: holder, listedAt: at, version: 1 }
  for (const one of input.collaborators ?? [])
    world.add('task_collaborator', {
      task_id: id,
      unit_id: one.unit.id,
      position_id: null,
      person_id: null,
      holder: leadersOf(one.unit.id),
    })
  act(
    world,
    task,
    at,
    assigner,
    'task.assigned',
    {
      title: input.title,
      to: unit?.name ?? '',
      dueOn: input.dueOn,
      documentId: row.origin_document_id,
      parentId: row.parent_id,
    },
    [principal],
  )
  carryOut(world, task, input, places)
  if (origin.kind !== 'task' && 'division' in to && to.division.specialists.length > 0 && random.chance(0.3))
    split(world, task, to.division, input, places)
  row.version = task.version
  return task
}

function act(world: World, task: Task, at: Date, by: Holder, kind: string, data: Row, concerns: string[]): void {
  world.event(at, by, kind, { id: task.id, travel: 'task', agency: task.agency } as never, data, concerns)
}

function carryOut(world: World, task: Task, input: Assignment, places: readonly string[]): void {
  const { random } = world
  const { row, lead, assigner, title } = task
  const toAssigner = [assigner.person.id]
  const toLead = [row.holder as string]
  if (!input.outcome && random.chance(0.015)) {
    const refusedAt = world.after(input.at, 1, 10)
    if (!refusedAt) return
    Object.assign(row, { state: 'refused' })
    task.version++
    act(
      world,
      task,
      refusedAt,
      lead,
      'task.refused',
      {
        title,
        reason: 'Nhiệm vụ không thuộc chức năng của đơn vị, đề nghị giao lại.',
        text: 'Nhiệm vụ không thuộc chức năng của đơn vị, đề nghị giao lại.',
      },
      toAssigner,
    )
    return
  }
  const acceptedAt = world.after(input.at, 0.3, 10)
  if (!acceptedAt) return
  Object.assign(row, { state: 'accepted', accepted_at: acceptedAt.toISOString() })
  task.version++
  act(world, task, acceptedAt, lead, 'task.accepted', { title, reason: '', text: '', rating: null }, toAssigner)

  const days = input.dueOn ? Math.max(1, (Date.parse(input.dueOn) - Date.parse(dateOf(input.at))) / 86_400_000) : 14
  const hours = days * 5.2
  const late = !input.outcome && random.chance(0.17)
  const reports = random.int(1, 3)
  let at: Date = acceptedAt
  for (let n = 1; n <= reports; n++) {
    const then = world.after(at, (hours / (reports + 1)) * 0.7, hours / (reports + 1))
    if (!then) break
    at = then
    const percent = Math.min(95, Math.round((n / (reports + 1)) * 100) + random.int(0, 9))
    const text = fill(random.pick(progressWords), { dueOn: null, signedAt: at } as never, random, places)
    world.add('task_progress', {
      id: world.id(at),
      task_id: task.id,
      person_id: lead.person.id,
      at: at.toISOString(),
      percent,
      text,
      document_id: input.evidence?.id ?? null,
      sha256: null,
      file_name: null,
      figure: random.chance(0.25) ? random.int(12, 460) : null,
      figure_unit: null,
    })
    row.progress = percent
    task.version++
    act(world, task, at, lead, 'task.reported', { title, progress: percent, text }, toAssigner)
  }
  if (input.outcome === 'working') return
  // Some never end in time: nothing more is heard.
  if (!input.outcome && random.chance(0.05)) return
  if (!input.outcome && random.chance(0.07)) {
    const state = random.pick(['blocked', 'waiting'] as const)
    const since = world.after(at, 2, 16)
    if (since) {
      const text = random.pick(standing[state])
      task.version++
      act(world, task, since, lead, `task.${state}`, { title, reason: text, text, rating: null }, toAssigner)
      const resumed = world.after(since, 12, 160)
      if (!resumed) {
        Object.assign(row, { state, standstill: text, standstill_since: since.toISOString() })
        return
      }
      task.version++
      at = resumed
      act(world, task, resumed, lead, 'task.resumed', { title, reason: '', text: '', rating: null }, toAssigner)
    }
  }
  if (late && input.dueOn && random.chance(0.5)) extend(world, task, at, input.dueOn)
  const deliveredAt = world.after(at, late ? hours * 0.6 : 1, late ? hours * 1.5 + 20 : hours * 0.35 + 2)
  if (!deliveredAt) return
  const result = random.pick(results)
  Object.assign(row, { state: 'delivered', delivered_at: deliveredAt.toISOString(), result, progress: 100 })
  task.version++
  act(
    world,
    task,
    deliveredAt,
    lead,
    'task.delivered',
    { title, reason: result, text: result, rating: null },
    toAssigner,
  )
  const closedAt = world.after(deliveredAt, 1, 18)
  if (!closedAt) return
  const rating = input.outcome
    ? 5
    : random.weighted([
        [5, 4],
        [4, 6],
        [3, 2],
        [2, 1],
      ])
  const words = rating >= 4 ? 'Hoàn thành tốt.' : 'Cần chủ động hơn về thời gian.'
  Object.assign(row, { state: 'closed', closed_at: closedAt.toISOString(), rating, rating_note: words })
  task.version++
  act(world, task, closedAt, assigner, 'task.verified', { title, reason: words, text: words, rating }, toLead)
}

function extend(world: World, task: Task, from: Date, dueOn: string): void {
  const { random } = world
  const askedAt = world.after(from, 0.5, 5)
  if (!askedAt || dateOf(askedAt) > dueOn) return
  const wanted = addWorkingDays(dueOn, random.int(3, 10))
  const reason = random.pick(extending)
  const row = world.add('task_extension', {
    id: world.id(askedAt),
    task_id: task.id,
    asked_by: task.lead.person.id,
    asked_at: askedAt.toISOString(),
    from_date: dueOn,
    wanted_on: wanted,
    reason,
    state: 'asked',
    answered_by: null,
    answered_at: null,
    answer: null,
  })
  task.version++
  act(world, task, askedAt, task.lead, 'task.extension-asked', { title: task.title, dueOn: wanted, reason }, [
    task.assigner.person.id,
  ])
  const answeredAt = world.after(askedAt, 1, 12)
  if (!answeredAt) return
  const granted = random.chance(0.78)
  const answer = granted ? 'Đồng ý, không gia hạn lần nữa.' : 'Không đồng ý; tập trung hoàn thành đúng hạn.'
  Object.assign(row, {
    state: granted ? 'granted' : 'refused',
    answered_by: task.assigner.person.id,
    answered_at: answeredAt.toISOString(),
    answer,
  })
  if (granted) Object.assign(task.row, { due_on: wanted, extended: 1 })
  task.version++
  act(
    world,
    task,
    answeredAt,
    task.assigner,
    granted ? 'task.extension-granted' : 'task.extension-refused',
    { title: task.title, dueOn: granted ? wanted : dueOn, reason: answer },
    [task.row.holder as string],
  )
}

/** A head splits the division's task among specialists; the parts end before the whole. */
function split(world: World, parent: Task, division: Division, input: Assignment, places: readonly string[]): void {
  const { random } = world
  const at = parent.row.accepted_at ? world.after(new Date(parent.row.accepted_at as string), 0.2, 5) : null
  if (!at) return
  const closed = parent.row.state === 'closed' || parent.row.state === 'delivered'
  if (closed && parent.row.delivered_at && at.getTime() > Date.parse(parent.row.delivered_at as string)) return
  const parts = [
    'Thu thập, đối chiếu số liệu của các đơn vị',
    'Soạn dự thảo và xin ý kiến',
    'Làm việc với đơn vị liên quan, lập biên bản',
  ].slice(0, random.int(1, 2))
  for (const [n, part] of parts.entries()) {
    const child = assignTask(
      world,
      {
        agency: parent.agency,
        assigner: division.head,
        to: { holder: division.specialists[n % division.specialists.length] as Holder },
        title: `${part}: ${parent.title.charAt(0).toLowerCase()}${parent.title.slice(1)}`.slice(0, 180),
        product: 'Biểu tổng hợp, dự thảo văn bản',
        measure: 'Trước hạn chung 02 ngày',
        dueOn: input.dueOn,
        at,
        importance: 'normal',
        origin: { kind: 'task', parent },
      },
      places,
    )
    // A whole is not delivered while a part is open.
    if (closed && !child.row.closed_at) endPart(world, child, new Date(parent.row.delivered_at as string))
    if (closed && child.row.closed_at && (child.row.closed_at as string) > (parent.row.delivered_at as string))
      child.row.closed_at = parent.row.delivered_at
  }
}
function endPart(world: World, child: Task, at: Date): void {
  const earlier = new Date(at.getTime() - 1_200_000)
  Object.assign(child.row, {
    state: 'closed',
    progress: 100,
    standstill: null,
    standstill_since: null,
    accepted_at: child.row.accepted_at ?? earlier.toISOString(),
    delivered_at: earlier.toISOString(),
    closed_at: earlier.toISOString(),
    result: results[0],
    rating: 4,
    rating_note: 'Hoàn thành tốt.',
  })
  child.version++
  child.row.version = child.version
  act(
    world,
    child,
    earlier,
    child.assigner,
    'task.verified',
    { title: child.title, reason: 'Hoàn thành tốt.', text: 'Hoàn thành tốt.', rating: 4 },
    [child.row.holder as string],
  )
}
