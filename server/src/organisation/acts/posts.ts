import type { organisationActs, PostFacts } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { heldByPeople } from '../held-by-people.ts'
import { administers, notPast, settle } from './settle.ts'
import { unitOn } from './unit-on.ts'

const columns = (facts: PostFacts) => ({
  title: facts.title,
  title_en: facts.titleEn || null,
  leads: facts.leads,
  rank: facts.rank,
  capabilities: [...facts.capabilities],
})

/**
 * Creates a post in a unit from a day on.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours
 */
export async function createPost(
  tx: Tx,
  actor: Actor,
  { unitId, from, ...facts }: RouteInput<typeof organisationActs.createPost>['body'],
): Promise<{ id: string }> {
  notPast(from)
  const unit = await unitOn(tx, actor, unitId, from)
  const id = newId()
  await settle(tx, () =>
    tx
      .insertInto('position')
      .values({ id, unit_id: unitId, agency_id: unit.row.agency_id, valid: `[${from},)`, ...columns(facts) })
      .execute(),
  )
  await record(tx, actor, {
    kind: 'position.created',
    data: { title: facts.title, unit: unit.row.name, from, capabilities: facts.capabilities },
  })
  return { id }
}

/** A post of people with its unit, locked, where who asks administers it. @throws request.not-found, organisation.not-yours */
export async function postForAct(tx: Tx, actor: Actor, positionId: string) {
  const whose = await tx
    .selectFrom('position')
    .where('id', '=', positionId)
    .select('agency_id as agencyId')
    .executeTakeFirst()
  if (!whose) throw refuse('request.not-found')
  // Asked first: a row of an agency that one does not administer cannot be locked, and would look absent.
  await administers(tx, actor, whose.agencyId)
  const { rows } = await sql<{
    id: string
    unitId: string
    agencyId: string
    title: string
    unit: string
    capabilities: string[]
    from: string | null
    until: string | null
    mine: boolean
  }>`
    select q.id, q.unit_id as "unitId", q.agency_id as "agencyId", q.title, q.capabilities,
           lower(q.valid)::text as from, upper(q.valid)::text as until,
           (select v.name from unit_version v where v.unit_id = q.unit_id order by v.valid @> app.today() desc, v.valid desc limit 1) as unit,
           exists (select from appointment x where x.position_id = q.id and x.person_id = app.person() and x.valid @> app.today()) as mine
      from position q where q.id = ${positionId} and ${heldByPeople} for update of q`.execute(tx)
  const [post] = rows
  if (!post) throw refuse('request.not-found')
  return post
}

/**
 * Changes what a post is called and what whoever holds it may do, at once. Nobody widens a post that they hold themselves.
 * @throws request.not-found, organisation.not-yours, organisation.not-oneself
 */
export async function changePost(
  tx: Tx,
  actor: Actor,
  { positionId, ...facts }: { positionId: string } & PostFacts,
): Promise<Record<string, never>> {
  const post = await postForAct(tx, actor, positionId)
  if (post.mine && (facts.leads || facts.capabilities.some((one) => !post.capabilities.includes(one))))
    throw refuse('organisation.not-oneself')
  await tx.updateTable('position').set(columns(facts)).where('id', '=', post.id).execute()
  await record(tx, actor, {
    kind: 'position.changed',
    data: {
      title: facts.title,
      unit: post.unit,
      before: { title: post.title, capabilities: post.capabilities },
      after: facts,
    },
  })
  return {}
}

/**
 * Ends a post that nobody holds any more: `on` is the first day without it.
 * @throws request.not-found, organisation.past, organisation.not-yours, organisation.post-ended-already, organisation.post-not-begun, organisation.post-held, organisation.hand-over-needed
 */
export async function endPost(
  tx: Tx,
  actor: Actor,
  { positionId, on }: { positionId: string; on: string },
): Promise<Record<string, never>> {
  notPast(on)
  const post = await postForAct(tx, actor, positionId)
  if (post.until && post.until <= on) throw refuse('organisation.post-ended-already')
  if (post.from && on <= post.from) throw refuse('organisation.post-not-begun', { from: post.from })
  const { rows } = await sql<{ open: number }>`
    select documents + tasks + drafts + reviews as open from app.holdings_of(${post.id})`.execute(tx)
  if ((rows[0]?.open ?? 0) > 0) throw refuse('organisation.hand-over-needed', { count: rows[0]?.open })
  await settle(tx, () =>
    sql`update position set valid = daterange(lower(valid), ${on}) where id = ${post.id}`.execute(tx),
  )
  await record(tx, actor, { kind: 'position.ended', data: { title: post.title, unit: post.unit, on } })
  return {}
}
