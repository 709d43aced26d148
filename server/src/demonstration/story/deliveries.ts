import type { Agency, Holder } from '../province/province.ts'
import type { Arrival } from './incoming.ts'
import { accept, end, stateOf } from './steps.ts'
import { clerksOf, type Row, type Told, type World } from './world.ts'

/** One recipient of one dispatch. */
export function deliver(
  world: World,
  sender: Told,
  dispatch: Row,
  to: { agency: Agency } | { name: string; channel: 'paper' | 'mail' },
  at: Date,
): Row {
  const inside = 'agency' in to
  const row = world.add('delivery', {
    id: world.id(at),
    dispatch_id: dispatch.id,
    document_id: sender.id,
    sender_agency_id: sender.agency.unit.id,
    recipient_agency_id: inside ? to.agency.unit.id : null,
    recipient_name: inside ? to.agency.unit.name : to.name,
    channel: inside ? 'in-province' : to.channel,
    status: inside ? '01' : 'sent',
    sent_at: at.toISOString(),
    status_at: at.toISOString(),
    incoming_id: null,
  })
  status(world, row, inside ? '01' : 'sent', at, sender.agency, '')
  if (inside) ring(world, row, dispatch, sender.agency, to.agency, at)
  return row
}

/** What arrives rings at the recipient's clerks, who do not see the sender's record. */
function ring(world: World, delivery: Row, dispatch: Row, sender: Agency, recipient: Agency, at: Date): void {
  const event = world.add('event', {
    id: world.id(at),
    at: at.toISOString(),
    agency_id: recipient.unit.id,
    person_id: null,
    position_id: null,
    kind: 'delivery.arrived',
    record_id: null,
    record_list: null,
    data: {},
    concerns: [clerksOf(recipient.unit.id)],
  })
  world.later.push(() => {
    const { symbol, abstract, urgency } = dispatch.facts as Row
    event.data = { deliveryId: delivery.id, sender: sender.unit.name, symbol, abstract, urgency }
  })
}

function status(world: World, delivery: Row, code: string, at: Date, agency: Agency, note: string): void {
  world.add('delivery_status', {
    delivery_id: delivery.id,
    at: at.toISOString(),
    code,
    by_agency_id: agency.unit.id,
    by_name: agency.unit.name,
    note,
  })
}

/** What the recipient did comes back to the sender: the status, the step that waits for it, an event on the sender's document. */
export function report(
  world: World,
  arrival: Arrival,
  code: string,
  at: Date,
  by: Holder,
  agency: Agency,
  note: string,
): void {
  const { delivery, sender, step } = arrival
  if (['02', '06', '13', '15'].includes(delivery.status as string) || code <= (delivery.status as string)) return
  delivery.status = code
  delivery.status_at = at.toISOString()
  status(world, delivery, code, at, agency, note)
  if (step && step.ended_at === null) {
    if (code === '06') end(step, at, 'done', note || null, 'reported')
    else if (code === '02') end(step, at, 'returned', note || null)
    else if (step.accepted_at === null) accept(step, at)
    sender.version++
  }
  const event = world.event(
    at,
    by,
    'document.delivery-reported',
    sender,
    { deliveryId: delivery.id, code, note, recipient: agency.unit.name },
    [...(code === '06' || code === '02' ? [clerksOf(sender.agency.unit.id)] : []), sender.row.created_by as string],
  )
  event.agency_id = sender.agency.unit.id
  // What ended there with this has ended for whoever had sent it to them, too.
  if (code === '06' && sender.arrival && stateOf(sender.steps) === 'finished')
    report(world, sender.arrival, '06', at, by, sender.agency, note)
}
