import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { administers, days, notPast, settle } from './settle.ts'

/**
 * Says that a person is away from a first to a last day. Their posts stay theirs; who is to act for them is a delegation.
 * @throws request.not-found, organisation.past, organisation.not-yours, organisation.already-away
 */
export async function setLeave(
  tx: Tx,
  actor: Actor,
  input: { personId: string; from: string; lastDay: string; reason: string },
): Promise<{ id: string }> {
  notPast(input.lastDay)
  const name = await whoseLeave(tx, actor, input.personId)
  const id = newId()
  await settle(tx, () =>
    tx
      .insertInto('leave')
      .values({
        id,
        person_id: input.personId,
        valid: days(input.from, input.lastDay),
        reason: input.reason,
        created_by: actor.personId,
      })
      .execute(),
  )
  await record(tx, actor, {
    kind: 'leave.set',
    data: { name, from: input.from, lastDay: input.lastDay, reason: input.reason },
    concerns: [principal.person(input.personId)],
  })
  return { id }
}

/**
 * Says that somebody is back from a day on, earlier than was set. A leave that has not begun by then has been none.
 * @throws request.not-found, organisation.past, organisation.not-yours, organisation.back-already
 */
export async function endLeave(
  tx: Tx,
  actor: Actor,
  { id, backOn }: { id: string; backOn: string },
): Promise<Record<string, never>> {
  notPast(backOn)
  const { rows } = await sql<{ personId: string; from: string; until: string }>`
    select person_id as "personId", lower(valid)::text as from, upper(valid)::text as until from leave where id = ${id}`.execute(
    tx,
  )
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  const name = await whoseLeave(tx, actor, found.personId)
  if (found.until <= backOn) throw refuse('organisation.back-already')
  if (backOn <= found.from) await tx.deleteFrom('leave').where('id', '=', id).execute()
  else
    await tx
      .updateTable('leave')
      .set({ valid: `[${found.from},${backOn})` })
      .where('id', '=', id)
      .execute()
  await record(tx, actor, {
    kind: 'leave.ended',
    data: { name, backOn },
    concerns: [principal.person(found.personId)],
  })
  return {}
}

/**
 * The name of somebody all of whose posts of today and later lie in agencies that who asks administers; what they held before is nobody's business now.
 * @throws request.not-found, organisation.not-yours
 */
async function whoseLeave(tx: Tx, actor: Actor, personId: string): Promise<string> {
  const { rows } = await sql<{ agencyId: string; name: string }>`
    select distinct q.agency_id as "agencyId", h.full_name as name
      from appointment x join position q on q.id = x.position_id join person h on h.id = x.person_id and not h.service
     where x.person_id = ${personId} and not upper(x.valid) <= app.today() is true`.execute(tx)
  const [post] = rows
  if (!post) throw refuse('request.not-found')
  for (const { agencyId } of rows) await administers(tx, actor, agencyId)
  return post.name
}
