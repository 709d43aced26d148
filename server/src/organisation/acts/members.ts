import type { organisationActs } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { days, notPast, settle } from './settle.ts'
import { unitOn } from './unit-on.ts'

/**
 * Seats a post, whoever holds it, or a person by name on a committee from a day on.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.one-head, organisation.already-member, organisation.unit-has-members
 */
export async function addMember(
  tx: Tx,
  actor: Actor,
  { unitId, ...seat }: { unitId: string } & RouteInput<typeof organisationActs.addMember>['body'],
): Promise<{ id: string }> {
  notPast(seat.from)
  const committee = await unitOn(tx, actor, unitId, seat.from)
  // Who administers would open to themselves what the committee sees.
  if (seat.personId === actor.personId || seat.positionId === actor.positionId) throw refuse('organisation.not-oneself')
  const id = newId()
  await settle(tx, () =>
    tx
      .insertInto('committee_member')
      .values({
        id,
        unit_id: unitId,
        role: seat.role,
        person_id: seat.personId ?? null,
        position_id: seat.positionId ?? null,
        valid: `[${seat.from},)`,
      })
      .execute(),
  )
  const who = seat.personId ?? seat.positionId ?? ''
  await record(tx, actor, {
    kind: 'committee.member-seated',
    data: {
      name: await nameOf(tx, seat),
      committee: committee.row.name,
      role: seat.role,
      from: seat.from,
      positionId: seat.positionId,
      personId: seat.personId,
    },
    concerns: [principal.person(who)],
  })
  return { id }
}

/** Ends a seat on a committee after a last day; one that has not begun by then is taken back. @throws request.not-found, organisation.past, organisation.not-yours */
export async function endMember(
  tx: Tx,
  actor: Actor,
  input: { id: string; lastDay: string },
): Promise<Record<string, never>> {
  notPast(input.lastDay)
  const { rows } = await sql<{ unitId: string; from: string; personId: string | null; positionId: string | null }>`
    select unit_id as "unitId", person_id as "personId", position_id as "positionId", lower(valid)::text as from
      from committee_member where id = ${input.id} and not upper(valid) <= ${input.lastDay}::date is true for update`.execute(
    tx,
  )
  const [seat] = rows
  if (!seat) throw refuse('request.not-found')
  const notBegun = seat.from > input.lastDay
  const committee = await unitOn(tx, actor, seat.unitId, notBegun ? seat.from : input.lastDay)
  if (notBegun) await tx.deleteFrom('committee_member').where('id', '=', input.id).execute()
  else
    await settle(tx, () =>
      tx
        .updateTable('committee_member')
        .set({ valid: days(seat.from, input.lastDay) })
        .where('id', '=', input.id)
        .execute(),
    )
  const told = { name: await nameOf(tx, seat), committee: committee.row.name }
  await record(tx, actor, {
    ...(notBegun
      ? { kind: 'committee.member-withdrawn', data: { ...told, from: seat.from } }
      : { kind: 'committee.member-ended', data: { ...told, lastDay: input.lastDay } }),
    concerns: [principal.person(seat.personId ?? seat.positionId ?? '')],
  })
  return {}
}

/** Of a person their name, of a post its title and unit. */
async function nameOf(tx: Tx, seat: { personId?: string | null | undefined; positionId?: string | null | undefined }) {
  const { rows } = await sql<{ name: string }>`
    select full_name as name from person where id = ${seat.personId ?? null}::uuid
    union all
    select q.title || ', ' || app.unit_name(q.unit_id, app.today()) from position q where q.id = ${seat.positionId ?? null}::uuid`.execute(
    tx,
  )
  return rows[0]?.name
}
