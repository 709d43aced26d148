import type { Demand, Requirement, staffing } from '@mocban/contract/organisation-staffing'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { postForAct } from '../acts/posts.ts'
import { administers, notPast, settle } from '../acts/settle.ts'
import { knownCertificates, knownFields, ofProvince } from './terms.ts'

/**
 * The rules that hold or will, of the province and of one's agency, with how many of the posts one looks after go by each. With a post: its own
 * requirements through time, and the rule that it goes by today.
 */
export async function listRequirements(tx: Tx, actor: Actor, positionId?: string): Promise<Requirement[]> {
  const today = clock.today()
  const { rows } = await sql<Requirement>`
    with used as materialized (
      select requirement_id, count(distinct position_id)::int as posts, bool_or(position_id = ${positionId ?? null}::uuid) as here
        from app.staffing(${today}::date, (select array[q.agency_id] from position q where q.id = ${positionId ?? null}::uuid)) group by requirement_id
    )
    select r.id, r.position_id as "positionId", r.agency_id as "agencyId", a.name as "agencyName", r.title_pattern as "titlePattern",
           r.unit_pattern as "unitPattern", r.unit_kinds as "unitKinds", r.fields, r.least_level as "leastLevel", r.certificates, r.basis,
           lower(r.valid)::text as from, upper(r.valid)::text as until, coalesce(u.posts, 0) as posts,
           app.administers(coalesce(r.agency_id, app.agency_of_post(r.position_id))) is true as "mayChange"
      from staffing_requirement r left join used u on u.requirement_id = r.id
      left join unit_version a on a.unit_id = r.agency_id and a.valid @> ${today}::date
     where ${
       positionId
         ? sql`r.position_id = ${positionId} or (r.position_id is null and u.here)`
         : sql`r.position_id is null and (upper_inf(r.valid) or upper(r.valid) > ${today}::date)
               and (r.agency_id is null or r.agency_id = ${actor.agencyId} or app.administers(r.agency_id))`
     }
     order by r.position_id is null, lower(r.valid) desc nulls last, r.agency_id is not null, r.title_pattern, r.unit_pattern, r.id limit 500`.execute(
    tx,
  )
  return rows
}

const columns = (demand: Demand) => ({
  fields: [...new Set(demand.fields)],
  least_level: demand.leastLevel,
  certificates: [...new Set(demand.certificates)],
})
async function known(tx: Tx, demand: Demand): Promise<void> {
  await knownFields(tx, demand.fields)
  await knownCertificates(tx, demand.certificates)
}

/**
 * Sets from a day on what all posts of a title need, in units of some kinds. Where it takes the place of another rule, that one ends with the day.
 * @throws organisation.past, organisation.not-yours, staffing.unknown-code, staffing.demands-nothing, request.not-found
 */
export async function setRule(
  tx: Tx,
  actor: Actor,
  input: RouteInput<typeof staffing.setRule>['body'],
): Promise<{ id: string }> {
  notPast(input.from)
  await known(tx, input)
  if (input.fields.length + input.certificates.length === 0 && !input.leastLevel)
    throw refuse('staffing.demands-nothing')
  if (input.wholeProvince) await ofProvince(tx)
  if (input.replaces) await end(tx, actor, input.replaces, input.from)
  const id = newId()
  await tx
    .insertInto('staffing_requirement')
    .values({
      id,
      agency_id: input.wholeProvince ? null : actor.agencyId,
      title_pattern: input.titlePattern,
      unit_pattern: input.unitPattern,
      unit_kinds: [...new Set(input.unitKinds)],
      ...columns(input),
      basis: input.basis,
      valid: `[${input.from},)`,
      created_by: actor.personId,
    })
    .execute()
  await record(tx, actor, {
    kind: 'staffing.rule-set',
    data: { title: input.titlePattern, unit: input.unitPattern, from: input.from, demand: columns(input) },
  })
  return { id }
}

/**
 * Sets from a day on what one post needs; also that it needs nothing, whatever the rules say.
 * @throws request.not-found, organisation.past, organisation.not-yours, staffing.unknown-code, staffing.later-requirement
 */
export async function setPostRequirement(
  tx: Tx,
  actor: Actor,
  {
    positionId,
    from,
    basis,
    ...demand
  }: RouteInput<typeof staffing.setPostRequirement>['body'] & { positionId: string },
): Promise<{ id: string }> {
  notPast(from)
  const post = await postForAct(tx, actor, positionId)
  await known(tx, demand)
  const { rows } = await sql<{ id: string; begins: boolean; later: boolean }>`
    select id, lower(valid) = ${from}::date as begins, lower(valid) > ${from}::date as later
      from staffing_requirement where position_id = ${post.id} and (upper_inf(valid) or upper(valid) > ${from}::date)`.execute(
    tx,
  )
  if (rows.some((one) => one.later)) throw refuse('staffing.later-requirement')
  const values = { ...columns(demand), basis }
  const same = rows.find((one) => one.begins)
  const id = same?.id ?? newId()
  await settle(tx, async () => {
    if (same) {
      await tx
        .updateTable('staffing_requirement')
        .set({ ...values, valid: `[${from},)` })
        .where('id', '=', same.id)
        .execute()
      return
    }
    if (rows[0])
      await sql`update staffing_requirement set valid = daterange(lower(valid), ${from}::date) where id = ${rows[0].id}`.execute(
        tx,
      )
    await tx
      .insertInto('staffing_requirement')
      .values({ id, position_id: post.id, ...values, valid: `[${from},)`, created_by: actor.personId })
      .execute()
  })
  await record(tx, actor, {
    kind: 'staffing.requirement-set',
    data: { title: post.title, unit: post.unit, from, demand: columns(demand) },
  })
  return { id }
}

/** Ends a requirement as of a day. @throws request.not-found, organisation.past, organisation.not-yours */
export async function endRequirement(
  tx: Tx,
  actor: Actor,
  { id, on }: { id: string; on: string },
): Promise<Record<string, never>> {
  notPast(on)
  const ended = await end(tx, actor, id, on)
  await record(tx, actor, { kind: 'staffing.requirement-ended', data: { title: ended.title, on } })
  return {}
}

async function end(tx: Tx, actor: Actor, id: string, on: string): Promise<{ title: string }> {
  const { rows } = await sql<{ agencyId: string | null; wide: boolean; title: string; over: boolean; begun: boolean }>`
    select coalesce(r.agency_id, q.agency_id) as "agencyId", r.agency_id is null and r.position_id is null as wide, coalesce(q.title, r.title_pattern) as title,
           upper(r.valid) <= ${on}::date as over, lower_inf(r.valid) or lower(r.valid) < ${on}::date as begun
      from staffing_requirement r left join position q on q.id = r.position_id where r.id = ${id}`.execute(tx)
  const [found] = rows
  if (!found) throw refuse('request.not-found')
  if (found.wide) await ofProvince(tx)
  else await administers(tx, actor, found.agencyId ?? '')
  if (found.over) throw refuse('staffing.ended-already')
  // What was to begin later, or today, and is taken back before has asked nothing of anybody.
  if (!found.begun) await tx.deleteFrom('staffing_requirement').where('id', '=', id).execute()
  else
    await sql`update staffing_requirement set valid = daterange(lower(valid), ${on}::date) where id = ${id}`.execute(tx)
  return { title: found.title }
}
