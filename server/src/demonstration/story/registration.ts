import type { Agency, Holder } from '../province/province.ts'
import { report } from './deliveries.ts'
import { sayings } from './directions.ts'
import type { Arrival } from './incoming.ts'
import { abstractOf, issuerName, type Paper, symbolOf } from './paper.ts'
import { dateOf } from './working-time.ts'
import { clerksOf, type Told, type World } from './world.ts'

/** A clerk registers what came; its number is given when everything is told. */
export function register(
  world: World,
  agency: Agency,
  paper: Paper,
  at: Date,
  clerk: Holder,
  arrival: Arrival | null,
): Told {
  const id = world.id(at)
  const told: Told = { id, agency, travel: 'incoming', listedAt: at, paper, row: {}, steps: [], version: 1, arrival }
  const issuer = issuerName(paper)
  world.grant(told, [
    [clerk.post.id, 'registered'],
    [clerksOf(agency.unit.id), 'clerk'],
    ...[...world.leadersAbove(clerk.post.unitId), ...world.leadersAbove(agency.unit.id)].map(
      (one): [string, string] => [one, 'leader-above'],
    ),
  ])
  told.row = world.add('document', {
    id,
    agency_id: agency.unit.id,
    travel: 'incoming',
    state: 'registered',
    version: 1,
    type_code: paper.type,
    register_id: null,
    number: null,
    symbol: null,
    issued_on: dateOf(paper.signedAt),
    arrived_on: dateOf(at),
    issuer_name: issuer,
    issuer_unit_id: 'agency' in paper.from ? paper.from.agency.unit.id : null,
    abstract: paper.abstract || abstractOf(paper.type, paper.subject),
    urgency: paper.urgency,
    secrecy: 'none',
    signer_name: paper.signer.name,
    signer_title: paper.signer.title,
    signer_authority: null,
    signer_person_id: null,
    page_count: null,
    copies: 1,
    channel: arrival
      ? 'in-province'
      : paper.form === 'scan'
        ? 'paper'
        : world.random.pick(['exchange', 'exchange', 'mail', 'upload']),
    due_on: paper.dueOn,
    file_code: null,
    note: null,
    drafting_unit_id: null,
    open_to_agency: false,
    created_at: at.toISOString(),
    created_by: clerk.person.id,
    created_position: clerk.post.id,
    listed_at: at.toISOString(),
    finished_at: null,
    finish_kind: null,
    finish_note: null,
  })
  world.documents.push(told)
  const event = world.event(at, clerk, 'document.registered', told, {})
  world.takeNumber(told, at, clerk)
  if (arrival) {
    arrival.delivery.incoming_id = id
    report(world, arrival, '03', at, clerk, agency, '')
  }
  world.later.push(() => {
    told.row.symbol = symbolOf(paper) || null
    event.data = {
      symbol: told.row.symbol ?? '',
      issuer,
      abstract: told.row.abstract,
      year: Number(dateOf(at).slice(0, 4)),
      number: told.row.number,
      files: paper.files.map((file) => file.name),
    }
  })
  return told
}

/** A registration made by mistake; its number stays visible. */
export function cancel(world: World, told: Told, at: Date, clerk: Holder): void {
  const cancelledAt = world.after(at, 0.2, 3)
  if (!cancelledAt) return
  const reason = sayings.cancel(world.random)
  told.row.state = 'cancelled'
  told.version++
  const entry = world.takings.find((one) => one.told === told)?.entry
  if (entry)
    Object.assign(entry, {
      cancelled_at: cancelledAt.toISOString(),
      cancelled_by: clerk.person.id,
      cancel_reason: reason,
    })
  const event = world.event(cancelledAt, clerk, 'document.cancelled', told, {})
  world.later.push(() => {
    event.data = { number: told.row.number, reason }
  })
}
