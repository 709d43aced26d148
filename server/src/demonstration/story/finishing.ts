import type { Agency, Division, Holder } from '../province/province.ts'
import { report } from './deliveries.ts'
import type { Arrival } from './incoming.ts'
import { symbolOf } from './paper.ts'
import { accept, end } from './steps.ts'
import { clerksOf, type Row, type Told, type World } from './world.ts'

/** A division that works along gives its opinion. */
export function collaborate(world: World, told: Told, step: Row, division: Division, at: Date): void {
  const acceptedAt = world.after(at, 1, 14)
  if (!acceptedAt) return
  accept(step, acceptedAt)
  world.event(acceptedAt, division.head, 'document.accepted', told, { handlingId: step.id }, [step.asked_by as string])
  const doneAt = world.after(acceptedAt, 6, 60)
  if (!doneAt) return
  end(step, doneAt, 'done', 'Đã có ý kiến phối hợp gửi đơn vị chủ trì.', 'reported')
  world.event(
    doneAt,
    division.head,
    'document.step-finished',
    told,
    { handlingId: step.id, kind: 'reported', note: 'Đã có ý kiến phối hợp gửi đơn vị chủ trì.', answerId: null },
    [step.asked_by as string],
  )
}

/** Nothing that had to be led is open any more; who sent it is told. */
export function finished(
  world: World,
  told: Told,
  at: Date,
  by: Holder,
  step: Row,
  kind: string,
  note: string,
  arrival: Arrival | null,
  agency: Agency,
): void {
  told.row.finish_kind = kind
  told.row.finish_note = note || null
  world.event(at, by, 'document.finished', told, { handlingId: step.id, kind, note, answerId: null }, [
    step.asked_by as string,
    clerksOf(agency.unit.id),
  ])
  if (arrival) report(world, arrival, '06', at, by, agency, note)
}

/** An issued answer closes what is open inside the agency. */
export function answeredBy(world: World, told: Told, at: Date, arrival: Arrival | null, agency: Agency): void {
  const open = told.steps.filter((one) => one.ended_at === null && one.role !== 'inform' && one.delivery_id === null)
  for (const step of open) end(step, at, 'done', null, 'answered')
  told.row.finish_kind = 'answered'
  const event = world.event(at, agency.clerks[0] as Holder, 'document.finished', told, {})
  if (arrival) report(world, arrival, '06', at, agency.clerks[0] as Holder, agency, '')
  world.later.push(() => {
    const answer = world.answers.get(told.id)
    const symbol = answer ? symbolOf(answer) : ''
    told.row.finish_note = symbol
    for (const step of open) step.end_note = symbol
    event.data = { kind: 'answered', symbol, note: symbol }
  })
}
