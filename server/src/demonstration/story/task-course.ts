import type { Agency, Division, Holder } from '../province/province.ts'
import { fill } from '../text/fill.ts'
import { addWorkingDays, dateOf } from './working-time.ts'
import type { Row, Told, World } from './world.ts'

/** A task while its story is told. */
export interface Task {
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
  /** Comes as far as told, instead of by chance. */
  outcome?: 'assigned' | 'working' | 'extension' | 'delivered' | 'closed'
  /** A report and a paper that prove it. */
  evidence?: Told
}

const progressWords = [
  'Đã rà soát, lập kế hoạch thực hiện và phân công người phụ trách.',
  'Đã tổng hợp số liệu của các đơn vị, đang đối chiếu.',
  'Đã có dự thảo, đang xin ý kiến các phòng.',
  'Hoàn thành phần lớn nội dung, còn chờ số liệu của {n:3-14} xã, phường.',
  'Đã tiếp thu ý kiến, hoàn thiện lần cuối.',
  'Đã làm việc trực tiếp với đơn vị liên quan, thống nhất phương án.',
]
export const results = [
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

export function act(world: World, task: Task, at: Date, by: Holder, kind: string, data: Row, concerns: string[]): void {
  world.event(at, by, kind, { id: task.id, travel: 'task', agency: task.agency } as never, data, concerns)
}

/** What becomes of a task: refused, or accepted, reported, extended, standing still, delivered and verified. */
export function carryOut(world: World, task: Task, input: Assignment, places: readonly string[]): void {
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
  if (input.outcome === 'assigned') return
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
  if (input.outcome === 'extension' && input.dueOn) extend(world, task, at, input.dueOn, false)
  if (input.outcome === 'working' || input.outcome === 'extension') return
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
  if (input.outcome === 'delivered') return
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

function extend(world: World, task: Task, from: Date, dueOn: string, answered = true): void {
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
    granted_on: null,
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
  const answeredAt = answered ? world.after(askedAt, 1, 12) : null
  if (!answeredAt) return
  const granted = random.chance(0.78)
  const answer = granted ? 'Đồng ý, không gia hạn lần nữa.' : 'Không đồng ý; tập trung hoàn thành đúng hạn.'
  Object.assign(row, {
    state: granted ? 'granted' : 'refused',
    granted_on: granted ? wanted : null,
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
