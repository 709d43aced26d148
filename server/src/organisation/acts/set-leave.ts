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
  const posts = await tx
    .selectFrom('appointment as x')
    .innerJoin('position as q', 'q.id', 'x.position_id')
    .innerJoin('person as h', 'h.id', 'x.person_id')
    .where('x.person_id', '=', input.personId)
    .select(['q.agency_id as agencyId', 'h.full_name as name'])
    .execute()
  const [post] = posts
  if (!post) throw refuse('request.not-found')
  for (const one of posts) await administers(tx, actor, one.agencyId)
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
    data: { name: post.name, from: input.from, lastDay: input.lastDay, reason: input.reason },
    concerns: [principal.person(input.personId)],
  })
  return { id }
}
