import type { DelegationRow, delegations } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, type Database, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { administers, dayAfter, notPast } from './settle.ts'

/** Delegations of one's agency that hold now or will, the soonest to end first. */
export async function listDelegations(tx: Tx, actor: Actor): Promise<DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select d.id, f.full_name as "fromName", q.title as "fromTitle", r.full_name as "toName", lower(d.valid)::timestamptz as from, upper(d.valid) as until,
           d.capabilities, d.reason,
           array(select k.name from document_type k where k.code = any (d.scope_types) order by k.ordinal) as types,
           array(select v.short_name from unnest(d.scope_units) with ordinality s (id, at) join unit_known v on v.id = s.id order by s.at) as units, d.from_person_id = app.person() or app.administers(q.agency_id) as mine
      from delegation d join person f on f.id = d.from_person_id join person r on r.id = d.to_person_id join position q on q.id = d.from_position_id
     where q.agency_id = ${actor.agencyId} and upper(d.valid) > app.now() order by upper(d.valid) limit 200`.execute(tx)
  return rows
}

/**
 * Lets a colleague of the agency act for one's own post, or as administrator for somebody else's, for a time and for named acts; where units or types of
 * documents are named, only within them: the database shows who acts by it nothing else. Nothing is passed on that one was oneself delegated
 * (Decree 30/2020, Art. 13), and nobody delegates what their post does not carry.
 * @throws request.not-found, organisation.past, organisation.no-chain, organisation.not-yours, organisation.beyond-post, organisation.not-oneself,
 *   organisation.other-agency, delegation.unit-elsewhere
 */
export async function giveDelegation(
  tx: Tx,
  actor: Actor,
  input: RouteInput<typeof delegations.give>['body'],
): Promise<{ id: string }> {
  notPast(input.from)
  if (input.lastDay < input.from) throw refuse('organisation.days-reversed')
  if (actor.actingFor) throw refuse('organisation.no-chain')
  const from = { personId: input.fromPersonId ?? actor.personId, positionId: input.fromPositionId ?? actor.positionId }
  const { rows } = await sql<{ agencyId: string; title: string; name: string; capabilities: string[] }>`
    select q.agency_id as "agencyId", q.title, h.full_name as name, q.capabilities
      from appointment x join position q on q.id = x.position_id join person h on h.id = x.person_id
     where x.person_id = ${from.personId} and not h.service and x.position_id = ${from.positionId} and x.valid @> app.today()`.execute(
    tx,
  )
  const [post] = rows
  if (!post) throw refuse('request.not-found')
  const own = from.personId === actor.personId && from.positionId === actor.positionId
  if (!own) {
    await administers(tx, actor, post.agencyId)
    if (input.toPersonId === actor.personId) throw refuse('organisation.not-oneself')
  }
  if (input.capabilities.some((one) => !post.capabilities.includes(one))) throw refuse('organisation.beyond-post')
  const { rows: to } = await sql<{ name: string }>`
    select distinct h.full_name as name from person h join appointment x on x.person_id = h.id and x.valid @> app.today() join position q on q.id = x.position_id
     where h.id = ${input.toPersonId} and h.active and not h.service and q.agency_id = ${post.agencyId} and h.id <> ${from.personId}`.execute(
    tx,
  )
  if (!to[0]) throw refuse('organisation.other-agency')
  const scope = await readScope(tx, post.agencyId, input.unitIds ?? [], input.typeCodes ?? [])
  const id = newId()
  const midnight = (day: string) => `${day} 00:00+07`
  await tx
    .insertInto('delegation')
    .values({
      id,
      from_person_id: from.personId,
      from_position_id: from.positionId,
      to_person_id: input.toPersonId,
      valid: `[${midnight(input.from)},${midnight(dayAfter(input.lastDay))})`,
      capabilities: [...input.capabilities],
      scope_units: scope.units.map((unit) => unit.id),
      scope_types: scope.types.map((type) => type.code),
      reason: input.reason,
      created_by: actor.personId,
    })
    .execute()
  await record(tx, actor, {
    kind: 'delegation.given',
    data: {
      name: post.name,
      title: post.title,
      to: to[0].name,
      from: input.from,
      lastDay: input.lastDay,
      capabilities: input.capabilities,
      reason: input.reason,
      units: scope.units.map((unit) => unit.name),
      types: scope.types.map((type) => type.name),
    },
    concerns: [principal.person(input.toPersonId), principal.person(from.personId)],
  })
  return { id }
}

/** What a delegation is limited to, by name. @throws delegation.unit-elsewhere, request.invalid */
async function readScope(tx: Tx, agencyId: string, unitIds: string[], typeCodes: string[]) {
  const { rows: units } = await sql<{ id: string; name: string }>`
    select id, short_name as name from unit_now where id = any (${unitIds}::uuid[]) and agency_id = ${agencyId}`.execute(
    tx,
  )
  if (units.length < new Set(unitIds).size) throw refuse('delegation.unit-elsewhere')
  const { rows: types } = await sql<{ code: string; name: string }>`
    select code, name from document_type where code = any (${typeCodes}::text[]) order by ordinal`.execute(tx)
  if (types.length < new Set(typeCodes).size) throw refuse('request.invalid', { what: 'typeCodes' })
  return { units, types }
}

/** Ends a delegation at once: one's own, or one of an agency that one administers. @throws request.not-found, organisation.not-yours */
export async function endDelegation(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  const { rows } = await sql<{ personId: string; toPersonId: string; agencyId: string; name: string; to: string }>`
    select d.from_person_id as "personId", d.to_person_id as "toPersonId", q.agency_id as "agencyId", f.full_name as name, r.full_name as to
      from delegation d join position q on q.id = d.from_position_id join person f on f.id = d.from_person_id join person r on r.id = d.to_person_id
     where d.id = ${id} and upper(d.valid) > app.now()`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  if (found.personId !== actor.personId || actor.actingFor) await administers(tx, actor, found.agencyId)
  // One that had not begun yet keeps no moment at all.
  await sql`update delegation set valid = tstzrange(lower(valid), greatest(lower(valid), app.now())), ended = true where id = ${id}`.execute(
    tx,
  )
  await record(tx, actor, {
    kind: 'delegation.ended',
    data: { name: found.name, to: found.to },
    concerns: [principal.person(found.toPersonId)],
  })
  return {}
}

/** Ends now what was ended under a clock that ran ahead by more than clocks do: it holds until a moment that is still to come. */
export async function endLate(worker: Database): Promise<void> {
  await sql`
    update delegation set valid = tstzrange(lower(valid), greatest(lower(valid), ${clock.now()}::timestamptz))
     where ended and upper(valid) > ${clock.now()}::timestamptz + interval '5 minutes'`.execute(worker)
}
