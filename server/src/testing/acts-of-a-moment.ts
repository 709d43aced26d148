import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import type { Route, RouteCall } from '@mocban/contract/route'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import type { Standing } from '../platform/database/index.ts'
import type { Outcome, TestDatabase, TestServer } from '../platform/testing/index.ts'

/** A province at work: what anybody may do in it now, and what must hold whatever they have done. */
export interface Moment {
  server: TestServer
  database: TestDatabase
  province: SmallProvince
}
export interface Act {
  name: string
  act: () => Promise<Pick<Outcome<Route>, 'status' | 'response'>>
}
type Next = (below: number) => number

interface Open {
  id: string
  version: number
  role: string
  elsewhere: boolean
  open: boolean
  holder: string | null
  asker: string | null
  agencyId: string
  unitId: string
}

/** Acts that are possible now, each by somebody who may do it; done one after the other many of them are refused, because another came first. */
export async function possibleActs(moment: Moment, next: Next): Promise<Act[]> {
  const { database, province } = moment
  const who = new Map(Object.values(province.people).map((one) => [one.positionId, one]))
  const acts = [
    ...(await stepActs(moment, who, next)),
    ...(await clerkActs(moment, next)),
    ...(await taskActs(moment, who, next)),
  ]
  if (acts.length > 12) return acts
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from document`.execute(database.owner)
  return [
    ...acts,
    act('register', async () => {
      const made = await registerSome(moment.server, province.people.officeClerk, {
        symbol: `${rows[0]?.n}/BNV-${next(1e6)}`,
      })
      return { status: made.id ? 200 : 500, response: { body: '' } as never }
    }),
  ]
}

const act = (name: string, does: Act['act']): Act => ({ name, act: does })

/** Adds what somebody does by a route; nothing where nobody holds the post. */
const adder =
  ({ server }: Moment, acts: Act[], about = '') =>
  <R extends Route>(name: string, by: Standing | undefined, route: R, input: RouteCall<R>) => {
    if (by) acts.push(act(about + name, () => server.call(by, route, input)))
  }

/** The agencies, with their clerk and one of their leaders. */
function agenciesOf({ province: { people, units } }: Moment, next: Next) {
  const all: [agencyId: string, clerk: Standing, ...leaders: Standing[]][] = [
    [units.ubnd, people.officeClerk, people.chairman, people.viceChairman],
    [units.skhcn, people.departmentClerk, people.director, people.deputyDirector],
    [units.kinhBac, people.wardClerk, people.wardChairman],
    [units.tuSon, people.otherWardClerk, people.otherWardChairman],
  ]
  const of = (agencyId: string) => all.find(([id]) => id === agencyId)
  const leader = (agencyId: string) => {
    const leaders = of(agencyId)?.slice(2) as Standing[] | undefined
    return leaders && { unitId: agencyId, ...leaders[next(leaders.length)] }
  }
  return { ids: all.map(([id]) => id), clerk: (agencyId: string) => of(agencyId)?.[1], leader }
}

async function stepActs(moment: Moment, who: Map<string, Standing>, next: Next): Promise<Act[]> {
  const acts: Act[] = []
  const add = adder(moment, acts)
  const agencies = agenciesOf(moment, next)
  const { rows } = await sql<Open>`
    select h.id, h.version, h.role, h.delivery_id is not null as elsewhere, h.ended_at is null as open,
      coalesce(h.position_id, (select q.id from position q where q.unit_id = h.unit_id and q.leads order by q.rank limit 1)) as holder,
      h.asked_position as asker, d.agency_id as "agencyId", h.unit_id as "unitId"
      from handling h join document d on d.id = h.document_id order by h.asked_at desc, h.id limit 40`.execute(
    moment.database.owner,
  )
  for (const step of rows) {
    const [holder, asker] = [who.get(step.holder ?? ''), who.get(step.asker ?? '')]
    const params = { id: step.id }
    const { version } = step
    if (!step.open && next(4) === 0) add('undo', next(2) ? holder : asker, handling.undo, { params, body: { version } })
    if (!step.open) continue
    add('recall step', asker, handling.recall, { params, body: { version, reason: '' } })
    if (step.elsewhere) continue
    const to = agencies.leader(step.agencyId)
    const others = agencies.ids.filter((one) => one !== step.agencyId)
    const two = [others[next(3)], others[next(3)]].flatMap((unitId) => (unitId ? [{ unitId }] : []))
    add('accept', holder, handling.accept, { params, body: { version } })
    add('finish', holder, handling.finish, { params, body: { version, kind: 'filed', note: 'Lưu' } })
    add('return', holder, handling.returnStep, { params, body: { version, reason: 'Trả lại' } })
    if (!to) continue
    add('hand over', holder, handling.handOver, { params, body: { version, to } })
    const asked = { lead: next(2) ? to : null, collaborators: next(3) ? two : [to] }
    add('assign', holder, handling.assign, { params, body: { version, text: 'Giao', ...asked } })
  }
  return acts
}

async function clerkActs(moment: Moment, next: Next): Promise<Act[]> {
  const acts: Act[] = []
  const add = adder(moment, acts)
  const { clerk, leader } = agenciesOf(moment, next)
  const { rows: registered } = await sql<{ id: string; version: number; agencyId: string }>`
    select id, version, agency_id as "agencyId" from document where state = 'registered'`.execute(moment.database.owner)
  for (const { id, version, agencyId } of registered) {
    const [params, to] = [{ id }, leader(agencyId)]
    if (to) add('present', clerk(agencyId), handling.present, { params, body: { version, to } })
    if (next(4) === 0) add('cancel', clerk(agencyId), incoming.cancel, { params, body: { version, reason: 'Nhầm' } })
  }
  const { rows: deliveries } = await sql<{ id: string; status: string; agencyId: string }>`
    select id, status, recipient_agency_id as "agencyId" from delivery where status in ('01', '13')`.execute(
    moment.database.owner,
  )
  for (const { id, status, agencyId } of deliveries) {
    const [by, params, agree] = [clerk(agencyId), { id }, next(2) === 0]
    if (status === '13') {
      add(`answer ${agree}`, by, incoming.answerRecall, { params, body: { agree, reason: 'Trả lời' } })
      continue
    }
    add('register arrival', by, incoming.registerMany, { body: { deliveryIds: [id], duplicatesSeen: true } })
    if (next(3) === 0) add('refuse arrival', by, incoming.refuseArrival, { params, body: { reason: 'Sai nơi' } })
  }
  return acts
}

async function taskActs(moment: Moment, who: Map<string, Standing>, next: Next): Promise<Act[]> {
  const { people, units } = moment.province
  const acts: Act[] = []
  const add = adder(moment, acts, 'task ')
  const { rows } = await sql<{ id: string; version: number; state: string; lead: string; assigner: string }>`
    select id, version, state, lead_position_id as lead, assigned_position as assigner from task order by listed_at desc limit 6`.execute(
    moment.database.owner,
  )
  for (const { id, version, ...task } of rows) {
    const [lead, assigner, params] = [who.get(task.lead), who.get(task.assigner), { id }]
    for (const name of ['accept', 'deliver', 'block', 'resume'] as const)
      add(name, lead, tasks.act, { params, body: { version, act: name, text: 'Xong' } })
    for (const name of ['verify', 'return', 'cancel'] as const)
      add(name, assigner, tasks.act, { params, body: { version, act: name, text: 'Xem lại' } })
    add('undo', next(2) ? lead : assigner, tasks.undo, { params, body: { version } })
    const facts = { title: 'Phần việc', lead: { unitId: units.skhcnDigital, ...people.digitalHead } }
    if (rows.length < 6) add('split', lead, tasks.create, { body: { facts, parentId: id } })
  }
  const facts = { title: 'Việc mới', lead: { unitId: units.skhcn, ...people.director } }
  if (!rows.some((one) => ['assigned', 'accepted'].includes(one.state)))
    add('create', people.viceChairman, tasks.create, { body: { facts } })
  return acts
}

/** What must hold after every act, each as a query for that which breaks it. */
const mustHold: Record<string, string> = {
  'a document in process has somebody who has to act': `select d.id, d.state from document d where d.state in ('presented', 'directed', 'processing')
    and not exists (select from handling h where h.document_id = d.id and h.ended_at is null and h.role in ('present', 'lead'))`,
  'the state is that of the steps': `select d.id, d.state from document d where d.travel = 'incoming' and d.state not in ('cancelled', 'recalled') and d.state <> (
    select case when bool_or(h.ended_at is null and h.role = 'lead' and h.state = 'accepted') then 'processing'
      when bool_or(h.ended_at is null and h.role = 'lead') then 'directed' when bool_or(h.ended_at is null and h.role = 'present') then 'presented'
      when bool_or(h.state = 'done' and h.role in ('lead', 'present')) then 'finished' else 'registered' end from handling h where h.document_id = d.id)`,
  'what is cancelled or taken back is nobody’s work': `select d.id, d.state, h.id as step from document d join handling h on h.document_id = d.id
    where d.state in ('cancelled', 'recalled') and h.ended_at is null and h.role <> 'inform'`,
  'numbers are 1, 2, 3 …, each once and with its document': `select r.id, r.last_number, count(e.number), max(e.number) from register r left join register_entry e on e.register_id = r.id
    left join document d on d.id = e.document_id and d.register_id = r.id and d.number = e.number
    group by r.id having count(d.id) <> r.last_number or count(distinct e.number) <> r.last_number or coalesce(max(e.number), 0) <> r.last_number`,
  'the status is the last that was told': `select y.id, y.status from delivery y where y.status not in (
    select s.code from delivery_status s where s.delivery_id = y.id and s.at = (select max(l.at) from delivery_status l where l.delivery_id = y.id))`,
  'a step elsewhere is open while the other side has it, unless it kept what was asked back': `select h.id, h.state, y.status from handling h join delivery y on y.id = h.delivery_id
    where (h.ended_at is null) <> (y.status in ('01', '03', '04', '05'))
      and not (h.ended_at is not null and exists (select from delivery_status s where s.delivery_id = y.id and s.code = '16'))`,
  'both sides know of a registration, its end and its taking back': `select y.id, y.status, d.state from delivery y left join document d on d.id = y.incoming_id
    where y.recipient_agency_id is not null and case y.status when '01' then d.id is not null when '02' then d.id is not null when '06' then d.state is distinct from 'finished'
      when '15' then d.state not in ('recalled', 'cancelled') when '13' then d.state in ('recalled', 'cancelled') else d.id is null or d.state in ('cancelled', 'recalled') end
      or d.state = 'finished' and y.status not in ('06', '13')`,
  'what was delivered as a whole has no open part': `select p.id, p.state from task p join task k on k.parent_id = p.id where p.state in ('delivered', 'closed') and k.closed_at is null`,
  'a task has ended when it is closed or cancelled': `select id, state from task where (closed_at is not null) <> (state in ('closed', 'cancelled'))`,
}

/** What of all that does not hold now. */
export async function whatDoesNotHold({ owner }: TestDatabase): Promise<string[]> {
  const broken: string[] = []
  for (const [name, query] of Object.entries(mustHold)) {
    const { rows } = await sql.raw(query).execute(owner)
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows)}`)
  }
  return broken
}
