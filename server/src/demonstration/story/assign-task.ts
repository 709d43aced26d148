import type { Division, Holder } from '../province/province.ts'
import { type Assignment, act, carryOut, results, type Task } from './task-course.ts'
import { leadersOf, type World } from './world.ts'

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
  if (
    !input.outcome &&
    origin.kind !== 'task' &&
    'division' in to &&
    to.division.specialists.length > 0 &&
    random.chance(0.3)
  )
    split(world, task, to.division, input, places)
  row.version = task.version
  return task
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
