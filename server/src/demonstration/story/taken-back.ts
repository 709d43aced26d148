import type { Agency, Holder } from '../province/province.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { writePaper } from './outgoing.ts'
import { symbolOf } from './paper.ts'
import { ask, end } from './steps.ts'
import { clerksOf, leadersOf, type Row, type Told, type World } from './world.ts'

/** What did not go straight: documents recalled or replaced, drafts commented on or given up, steps recalled, tasks stuck or cancelled. */
export function tellTakenBack(world: World): void {
  const random = world.random.of('taken-back')
  const issued = issuedLately(world, random)
  for (const told of issued.slice(0, 5)) recall(world, random, told)
  for (const told of issued.slice(5, 8)) replace(world, told)
  const drafts = world.documents.filter((told) => told.travel !== 'incoming' && !world.pins.has(told.paper))
  for (const told of drafts.filter((one) => one.row.state === 'in-review').slice(0, 9)) comment(world, random, told)
  for (const told of drafts.filter((one) => one.row.state === 'draft').slice(0, 2)) discard(world, told)
  recallSteps(world, random)
  stopTasks(world, random)
}

/** Issued within the last weeks to somebody inside the province, in an order of chance. */
function issuedLately(world: World, random: SeededRandom): Told[] {
  const since = world.now.getTime() - 45 * 86_400_000
  const sent = new Set((world.rows.get('delivery') ?? []).filter(inside).map((row) => row.document_id))
  return world.documents
    .filter((told) => told.row.state === 'issued' && told.listedAt.getTime() > since && sent.has(told.id))
    .map((told) => ({ told, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ told }) => told)
}
const inside = (delivery: Row) => delivery.channel === 'in-province'

const recallReasons = [
  'Ban hành nhầm phụ lục; văn bản đúng sẽ được gửi sau.',
  'Nơi nhận ghi chưa đúng theo chức năng, nhiệm vụ.',
  'Nội dung chưa thống nhất với văn bản của cơ quan cấp trên.',
]

function recall(world: World, random: SeededRandom, told: Told): void {
  const at = world.after(lastMoment(world, told), 1, 8)
  if (!at) return
  const reason = random.pick(recallReasons)
  const clerk = told.agency.clerks[0] as Holder
  const asked = takeBack(world, told, at, clerk, 'document.sender-recalled', reason)
  told.version++
  const event = world.event(at, clerk, 'document.recalled', told, { reason, ...asked }, [told.row.created_by as string])
  world.later.push(() => {
    told.row.state = 'recalled'
    event.data = { ...(event.data as Row), symbol: symbolOf(told.paper) }
  })
}

/** A document of the same form with the right content takes its place (Decree 30/2020, Art. 18). */
function replace(world: World, told: Told): void {
  const division = told.agency.divisions.find((one) => one.unit.id === told.row.drafting_unit_id)
  const at = world.after(lastMoment(world, told), 2, 8)
  if (!division || !at) return
  const { told: better, issuedAt } = writePaper(world, {
    agency: told.agency,
    division,
    specialist: division.specialists[0] ?? division.head,
    type: told.paper.type,
    matter: told.paper.matter,
    subject: told.paper.subject,
    recipients: recipientsOf(world, told),
    at,
    depth: 5,
  })
  world.add('document_relation', { from_id: better.id, to_id: told.id, kind: 'replaces', created_at: at.toISOString() })
  if (!issuedAt) return
  const clerk = told.agency.clerks[0] as Holder
  takeBack(world, told, issuedAt, clerk, 'document.sender-replaced', 'Được thay thế bằng văn bản mới')
  told.version++
  const event = world.event(issuedAt, clerk, 'document.replaced', told, {})
  world.later.push(() => {
    told.row.state = 'replaced'
    event.data = { symbol: symbolOf(told.paper), by: symbolOf(better.paper) }
  })
}

/** Every delivery is asked for back: one that nobody has taken leaves the queue at once, the others wait for the recipient's answer. */
function takeBack(world: World, told: Told, at: Date, by: Holder, kind: string, reason: string) {
  let atOnce = 0
  let asked = 0
  for (const delivery of deliveriesOf(world, told)) {
    if (delivery.status === '02') continue
    const waiting = delivery.status === '01'
    for (const code of waiting ? ['13', '15'] : ['13'])
      world.add('delivery_status', {
        delivery_id: delivery.id,
        at: at.toISOString(),
        code,
        by_agency_id: told.agency.unit.id,
        by_name: told.agency.unit.name,
        note: code === '13' ? reason : '',
      })
    Object.assign(delivery, { status: waiting ? '15' : '13', status_at: at.toISOString() })
    if (waiting) atOnce++
    else asked++
    if (inside(delivery)) tellRecipient(world, told, delivery, at, by, kind, reason)
  }
  return { asked, atOnce }
}

function tellRecipient(world: World, told: Told, delivery: Row, at: Date, by: Holder, kind: string, reason: string) {
  const event = world.add('event', {
    id: world.id(at),
    at: at.toISOString(),
    agency_id: delivery.recipient_agency_id,
    person_id: by.person.id,
    position_id: by.post.id,
    kind,
    record_id: delivery.incoming_id,
    record_list: delivery.incoming_id ? 'incoming' : null,
    data: {},
    concerns: [clerksOf(delivery.recipient_agency_id as string)],
  })
  world.later.push(() => {
    event.data = { deliveryId: delivery.id, reason, symbol: symbolOf(told.paper), sender: told.agency.unit.name }
  })
}

const remarks = [
  ['Bổ sung căn cứ là kế hoạch của Ủy ban nhân dân tỉnh ở phần đầu.', 'Em đã bổ sung ở bản sau ạ.'],
  ['Thời hạn báo cáo nên ghi rõ ngày để các xã, phường dễ theo dõi.', 'Em xin tiếp thu.'],
  ['Nơi nhận thiếu đơn vị phối hợp.', 'Em đã thêm vào nơi nhận.'],
  ['Rút gọn mục 2, trùng ý với mục 1.', null],
] as const

function comment(world: World, random: SeededRandom, told: Told): void {
  const division = told.agency.divisions.find((one) => one.unit.id === told.row.drafting_unit_id)
  const drafter = division?.specialists.find((one) => one.person.id === told.row.created_by)
  const at = world.after(told.listedAt, 0.5, 3)
  if (!division || !drafter || !at || division.head.person.id === drafter.person.id) return
  const [text, answer] = random.pick(remarks)
  const first = say(world, told, division.head, at, text, null, [drafter.person.id])
  const answeredAt = answer && world.after(at, 0.3, 3)
  if (!answer || !answeredAt) return
  say(world, told, drafter, answeredAt, answer, first.id as string, [division.head.person.id])
  Object.assign(first, { resolved_at: answeredAt.toISOString(), resolved_by: drafter.person.id })
}

function say(world: World, told: Told, by: Holder, at: Date, text: string, parentId: string | null, told_: string[]) {
  const row = world.add('draft_comment', {
    id: world.id(at),
    document_id: told.id,
    version_no: 1,
    parent_id: parentId,
    place: null,
    text,
    person_id: by.person.id,
    acting_for: null,
    at: at.toISOString(),
    resolved_at: null,
    resolved_by: null,
  })
  const data = { commentId: row.id, versionNo: 1, reply: parentId !== null, page: null }
  world.event(at, by, 'document.commented', told, data, told_)
  return row
}

function discard(world: World, told: Told): void {
  const division = told.agency.divisions.find((one) => one.unit.id === told.row.drafting_unit_id)
  const drafter = division?.specialists.find((one) => one.person.id === told.row.created_by)
  const at = world.after(told.listedAt, 2, 12)
  if (!drafter || !at) return
  Object.assign(told.row, { state: 'cancelled', finished_at: at.toISOString() })
  told.version++
  const reason = 'Nội dung đã được đưa vào văn bản chung của tỉnh.'
  world.event(at, drafter, 'document.discarded', told, { reason, abstract: told.row.abstract })
}

/** A leader takes back what went to one division too many. */
function recallSteps(world: World, random: SeededRandom): void {
  const passed = world.documents.filter((told) => told.travel === 'incoming' && told.steps.some(leadOfDivision))
  for (const told of passed.slice(-160).filter(() => random.chance(0.06))) {
    const lead = told.steps.find(leadOfDivision) as Row
    const by = world.province.holders.find((one) => one.post.id === lead.asked_position)
    const other = told.agency.divisions.find((one) => leadersOf(one.unit.id) !== lead.holder)
    const askedAt = new Date(lead.asked_at as string)
    const at = world.after(askedAt, 0.2, 2)
    if (!by || !other || !at || told.steps.some((one) => one.unit_id === other.unit.id)) continue
    const step = ask(world, told, { role: 'collaborate', to: { division: other }, by, at: askedAt })
    end(step, at, 'recalled', 'Đã giao đơn vị khác phối hợp.')
    const data = { handlingId: step.id, reason: step.end_note }
    world.event(at, by, 'document.recalled-step', told, data, [leadersOf(other.unit.id)])
  }
}
const leadOfDivision = (step: Row) => step.role === 'lead' && step.delivery_id === null && step.position_id === null

const standstills = [
  'Chờ Bộ Khoa học và Công nghệ hướng dẫn định mức.',
  'Chưa có kinh phí được phân bổ.',
  'Đơn vị tư vấn chậm bàn giao số liệu.',
]

function stopTasks(world: World, random: SeededRandom): void {
  const working = (world.rows.get('task') ?? []).filter((row) => row.state === 'accepted')
  for (const row of working.slice(-40).filter((_, n) => n % 4 === 1)) {
    const block = random.chance(0.6)
    const at = world.after(new Date(row.accepted_at as string), 4, 30)
    if (!at) continue
    const reason = block ? random.pick(standstills) : 'Gộp vào nhiệm vụ chung của tỉnh.'
    Object.assign(
      row,
      block
        ? { state: 'blocked', standstill: reason, standstill_since: at.toISOString() }
        : { state: 'cancelled', closed_at: at.toISOString() },
    )
    row.version = (row.version as number) + 1
    const position = block ? row.lead_position_id : row.assigned_position
    const by = world.province.holders.find((one) => one.post.id === position)
    if (!by) continue
    const told = { id: row.id as string, travel: 'task' }
    world.event(
      at,
      by,
      block ? 'task.blocked' : 'task.cancelled',
      told,
      { title: row.title, reason, text: reason, rating: null },
      [(block ? row.assigned_by : row.holder) as string],
    )
  }
}

function deliveriesOf(world: World, told: Told): Row[] {
  return (world.rows.get('delivery') ?? []).filter((row) => row.document_id === told.id)
}
function recipientsOf(world: World, told: Told): Agency[] {
  const ids = new Set(deliveriesOf(world, told).map((row) => row.recipient_agency_id))
  return world.province.agencies.filter((agency) => ids.has(agency.unit.id))
}
/** The moment after which nothing was heard of a document any more. */
function lastMoment(world: World, told: Told): Date {
  const moments = deliveriesOf(world, told).map((row) => Date.parse(row.status_at as string))
  return new Date(Math.max(told.listedAt.getTime(), ...moments))
}
