import type { Holdings, organisationActs } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { postForAct } from './posts.ts'
import { dayAfter, days, notPast, settle } from './settle.ts'

/**
 * Puts a person in a post from a day on. Who administers appoints others, never themselves: they would open to themselves what they may not see.
 * @throws request.not-found, organisation.past, organisation.not-yours, organisation.not-oneself, organisation.already-holds, organisation.post-absent
 */
export async function appoint(
  tx: Tx,
  actor: Actor,
  input: RouteInput<typeof organisationActs.appoint>['body'],
): Promise<{ id: string }> {
  notPast(input.from)
  const post = await postForAct(tx, actor, input.positionId)
  if (input.personId === actor.personId) throw refuse('organisation.not-oneself')
  const person = await tx
    .selectFrom('person')
    .where('id', '=', input.personId)
    .where('active', '=', true)
    .where('service', '=', false)
    .select('full_name as name')
    .executeTakeFirst()
  if (!person) throw refuse('request.not-found')
  const id = newId()
  await settle(tx, () =>
    tx
      .insertInto('appointment')
      .values({
        id,
        person_id: input.personId,
        position_id: post.id,
        kind: input.kind,
        valid: days(input.from, input.lastDay),
        decision: input.decision,
      })
      .execute(),
  )
  await record(tx, actor, {
    kind: 'appointment.begun',
    data: {
      name: person.name,
      title: post.title,
      unit: post.unit,
      kind: input.kind,
      from: input.from,
      lastDay: input.lastDay ?? null,
      decision: input.decision,
    },
    concerns: [principal.person(input.personId)],
  })
  return { id }
}

const none: Holdings = { documents: 0, tasks: 0, drafts: 0, reviews: 0 }
const sumOf = (held: Holdings) => held.documents + held.tasks + held.drafts + held.reviews

async function appointmentForAct(tx: Tx, actor: Actor, id: string) {
  const { rows } = await sql<{
    id: string
    positionId: string
    personId: string
    name: string
    kind: string
    from: string
    until: string | null
  }>`
    select x.id, x.position_id as "positionId", x.person_id as "personId", h.full_name as name, x.kind, lower(x.valid)::text as from, upper(x.valid)::text as until
      from appointment x join person h on h.id = x.person_id where x.id = ${id} for update of x`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  return { ...found, post: await postForAct(tx, actor, found.positionId) }
}

/** What a post holds, and whether somebody else who may still work holds the post after a day. */
async function held(tx: Tx, positionId: string, appointmentId: string, after: string) {
  const { rows } = await sql<Holdings & { others: boolean }>`
    select o.*, exists (select from appointment x join person h on h.id = x.person_id and h.active
                           where x.position_id = ${positionId} and x.id <> ${appointmentId} and x.valid @> ${after}::date) as others
      from app.holdings_of(${positionId}) o`.execute(tx)
  const { others = false, ...holdings } = rows[0] ?? { ...none, others: false }
  return { holdings, others }
}

/** What somebody in a post still holds, counted. @throws request.not-found, organisation.not-yours */
export async function readHoldings(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ holdings: Holdings; othersHold: boolean }> {
  const found = await appointmentForAct(tx, actor, id)
  const { rows } = await sql<{ tomorrow: string }>`select (app.today() + 1)::text as tomorrow`.execute(tx)
  const { holdings, others } = await held(tx, found.positionId, id, rows[0]?.tomorrow ?? '')
  return { holdings, othersHold: others }
}

/**
 * Ends somebody's time in a post after a last day. What the post holds stays with it where a successor is there; else it is passed on to another post of the
 * agency in the same act: nothing is left without somebody who answers for it. A time that has not begun by then is taken back.
 * @throws request.not-found, organisation.past, organisation.not-yours, organisation.hand-over-needed, organisation.no-holder
 */
export async function endAppointment(
  tx: Tx,
  actor: Actor,
  input: { id: string; lastDay: string; reason: string; handTo?: string | null | undefined },
): Promise<{ passed: Holdings }> {
  notPast(input.lastDay)
  const found = await appointmentForAct(tx, actor, input.id)
  if (found.until && found.until <= input.lastDay) throw refuse('organisation.ended-already')
  if (found.from > input.lastDay) return withdraw(tx, actor, found, input.reason)
  const { holdings, others } = await held(tx, found.positionId, found.id, dayAfter(input.lastDay))
  let passed = none
  let heir: { handed: number; to: string } | null = null
  if (input.handTo) {
    const to = await postForAct(tx, actor, input.handTo)
    if (to.agencyId !== found.post.agencyId) throw refuse('organisation.other-agency')
    const { rows: holders } = await sql<{ names: string | null }>`
      select string_agg(h.full_name, ', ' order by h.full_name) as names from appointment x join person h on h.id = x.person_id and h.active
       where x.position_id = ${to.id} and x.valid @> app.today() and x.id <> ${found.id}`.execute(tx)
    const names = holders[0]?.names
    if (!names || to.id === found.positionId) throw refuse('organisation.no-holder', { unit: to.unit })
    const { rows } =
      await sql<Holdings>`select * from app.pass_holdings(${found.positionId}, ${to.id}, ${input.reason})`.execute(tx)
    passed = rows[0] ?? none
    heir = { handed: sumOf(passed), to: names }
  } else if (!others && sumOf(holdings) > 0) {
    throw refuse('organisation.hand-over-needed', { count: sumOf(holdings) })
  }
  await settle(tx, () =>
    tx
      .updateTable('appointment')
      .set({ valid: days(found.from, input.lastDay) })
      .where('id', '=', found.id)
      .execute(),
  )
  // A delegation is of who holds the post, and ends with it.
  await sql`update delegation set valid = valid * tstzrange(null, (${dayAfter(input.lastDay)}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
             where from_person_id = ${found.personId} and from_position_id = ${found.positionId} and upper(valid) > app.now()`.execute(
    tx,
  )
  await record(tx, actor, {
    kind: 'appointment.ended',
    data: {
      name: found.name,
      title: found.post.title,
      unit: found.post.unit,
      kind: found.kind,
      lastDay: input.lastDay,
      reason: input.reason,
      passed,
      ...(heir?.handed ? heir : {}),
    },
    concerns: [principal.person(found.personId), ...(input.handTo ? [principal.position(input.handTo)] : [])],
  })
  return { passed }
}

/** Somebody whose time had not begun never held the post, and has nothing to pass on. */
async function withdraw(
  tx: Tx,
  actor: Actor,
  found: Awaited<ReturnType<typeof appointmentForAct>>,
  reason: string,
): Promise<{ passed: Holdings }> {
  await tx.deleteFrom('appointment').where('id', '=', found.id).execute()
  await record(tx, actor, {
    kind: 'appointment.withdrawn',
    data: {
      name: found.name,
      title: found.post.title,
      unit: found.post.unit,
      kind: found.kind,
      from: found.from,
      reason,
    },
    concerns: [principal.person(found.personId)],
  })
  return { passed: none }
}
