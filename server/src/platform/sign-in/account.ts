import type { RouteAnswer } from '@mocban/contract/route'
import type { signIn as contract, Me } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import type { Actor, Tx } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import { standingOver } from './standing-ended.ts'

/** Who is signed in, in which position, and in which others they may act. */
export async function whoAmI(tx: Tx, actor: Actor): Promise<Me> {
  const person = await tx
    .selectFrom('person')
    .select(['user_name', 'language', 'theme'])
    .where('id', '=', actor.personId)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<Me['standings'][number]>`
    select s.position_id as "positionId", s.delegation_id as "delegationId", q.title, u.name as "unitName", a.name as "agencyName",
           r.full_name as "actingForName", case when x.kind in ('acting', 'secondment') then x.kind end as "heldAs",
           (coalesce((upper(d.valid) - interval '1 second') at time zone 'Asia/Ho_Chi_Minh', upper(x.valid) - 1))::date as "lastDay",
           array(select k.name from document_type k where k.code = any (d.scope_types) order by k.ordinal) as types,
           array(select v.short_name from unnest(d.scope_units) with ordinality s (id, at) join unit_known v on v.id = s.id order by s.at) as units
      from app.standings_of(app.person()) s
      join position q on q.id = s.position_id
      join unit_now u on u.id = q.unit_id
      join unit_now a on a.id = q.agency_id
      left join delegation d on d.id = s.delegation_id
      left join person r on r.id = d.from_person_id
      left join appointment x on x.person_id = coalesce(d.from_person_id, app.person()) and x.position_id = q.id and x.valid @> app.today()
     order by s.ordinal, q.title`.execute(tx)
  return {
    personId: actor.personId,
    fullName: actor.fullName,
    userName: person.user_name,
    language: person.language as Me['language'],
    theme: person.theme as Me['theme'],
    positionId: actor.positionId,
    positionTitle: actor.positionTitle,
    unitId: actor.unitId,
    unitName: actor.unitName,
    agencyId: actor.agencyId,
    agencyName: actor.agencyName,
    capabilities: [...actor.capabilities],
    leads: actor.leads,
    actingForName: actor.actingForName,
    delegationId: actor.delegationId,
    standings: rows,
  }
}

/** Goes on in another of one's positions, or for somebody who delegated theirs. Only this session changes. */
export async function actIn(
  tx: Tx,
  actor: Actor,
  wanted: { positionId: string; delegationId?: string | null | undefined },
): Promise<void> {
  const { rows } = await sql<{ lacking: boolean }>`
    select q.second_factor and not x.second_factor and x.method <> 'demonstration' as lacking
      from app.standings_of(app.person()) s join position q on q.id = s.position_id join session x on x.id = app.session_id()
     where s.position_id = ${wanted.positionId} and s.delegation_id is not distinct from ${wanted.delegationId ?? null}::uuid`.execute(
    tx,
  )
  if (!rows[0]) {
    const { positionId, delegationId = null } = wanted
    const over = await standingOver(tx, { positionId, delegationId, own: actor.positionTitle })
    throw over ?? refuse('sign-in.not-your-position')
  }
  if (rows[0].lacking) throw refuse('sign-in.second-factor-needed')
  await tx
    .updateTable('session')
    .set({ position_id: wanted.positionId, delegation_id: wanted.delegationId ?? null })
    .where('id', '=', sql<string>`app.session_id()`)
    .execute()
}

/** Where one is signed in and the session still holds, the last used first. */
export async function listSessions(tx: Tx) {
  const { rows } = await sql<RouteAnswer<typeof contract.sessions>[number]>`
    select s.id, s.started_at as "startedAt", s.seen_at as "lastSeenAt", s.device, s.address, s.method,
           s.address = here.address as "sameAddress", s.id = app.session_id() as current
      from session s
      join position q on q.id = s.position_id
      cross join lateral app.sign_in_rule_of(q.agency_id) r
      left join session here on here.id = app.session_id()
     where app.lasts(s.expires_at, s.started_at, s.seen_at, r.absolute_hours, r.idle_minutes)
     order by s.seen_at desc, s.id limit 100`.execute(tx)
  return rows.map((row) => ({ ...row, sameAddress: row.sameAddress ?? false }))
}

/** Ends one of one's sessions, or with `others` all but this one. */
export async function endSessions(tx: Tx, which: string): Promise<void> {
  const ending = tx.deleteFrom('session')
  if (which === 'others') await ending.where('id', '<>', sql<string>`app.session_id()`).execute()
  else {
    const ended = await ending.where('id', '=', which).executeTakeFirst()
    if (ended.numDeletedRows === 0n) throw refuse('request.not-found')
  }
}
