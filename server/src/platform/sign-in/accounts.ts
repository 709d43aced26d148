import { type AccountRow, accounts as contract } from '@mocban/contract/accounts'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import type { Actor, Tx } from '../database/index.ts'
import { refuse, serve } from '../http/index.ts'
import type { SignInHouse } from './house.ts'
import { hashPassword, newPassword } from './passwords.ts'

const page = 200
/** A password that an administrator gave opens the choice of an own one for three days. */
const usableDays = 3

/** The administrator's part: who can sign in how, one-time passwords, ending sessions. */
export function accountRoutes({ app, signIn }: SignInHouse): void {
  serve(app, contract.list, async ({ tx, actor, query }) => {
    const people = await listPeople(tx, actor, query.q ?? '')
    const { rows } = await sql<State>`
      select h.id as "personId", c.person_id is not null as has, coalesce(c.must_change, false) as "mustChange",
             array_remove(array[
               case when exists (select from totp t where t.person_id = h.id and t.secret is not null) then 'totp' end,
               case when exists (select from passkey k where k.person_id = h.id) then 'passkey' end], null) as "secondFactors",
             exists (select from app.standings_of(h.id) s join position q on q.id = s.position_id and q.second_factor) as "secondFactorNeeded",
             (select count(*)::int from session s where s.person_id = h.id and s.expires_at > now()) as sessions,
             (select max(s.seen_at) from session s where s.person_id = h.id) as "lastSeenAt"
        from person h left join credential c on c.person_id = h.id
       where h.id = any(${people.map((one) => one.personId)}::uuid[])`.execute(signIn)
    const states = new Map(rows.map((row) => [row.personId, row]))
    return {
      items: people.slice(0, page).map((person) => {
        const state = states.get(person.personId)
        return {
          ...person,
          hasPassword: state?.has ?? false,
          mustChange: state?.mustChange ?? false,
          secondFactors: state?.secondFactors ?? [],
          secondFactorNeeded: state?.secondFactorNeeded ?? false,
          sessions: state?.sessions ?? 0,
          lastSeenAt: state?.lastSeenAt ?? null,
        }
      }),
      more: people.length > page,
    }
  })

  serve(app, contract.oneTimePassword, async ({ tx, actor, params }) => {
    const name = await needAccount(tx, actor, params.personId)
    const password = newPassword()
    const hash = await hashPassword(password)
    const { rows } = await sql<{ until: string }>`
      insert into credential (person_id, password_hash, must_change, usable_until)
      values (${params.personId}, ${hash}, true, now() + make_interval(days => ${usableDays}))
      on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = true,
        usable_until = excluded.usable_until, changed_at = now()
      returning usable_until as until`.execute(signIn)
    await signIn.deleteFrom('session').where('person_id', '=', params.personId).execute()
    await signIn.deleteFrom('sign_in_step').where('person_id', '=', params.personId).execute()
    await record(tx, actor, { kind: 'person.password-reset', recordId: params.personId, data: { name } })
    return { password, until: rows[0]?.until ?? '' }
  })

  serve(app, contract.endSessions, async ({ tx, actor, params }) => {
    const name = await needAccount(tx, actor, params.personId)
    await signIn.deleteFrom('session').where('person_id', '=', params.personId).execute()
    await record(tx, actor, { kind: 'person.sessions-ended', recordId: params.personId, data: { name } })
    return {}
  })
}

type State = Pick<
  AccountRow,
  'personId' | 'mustChange' | 'secondFactors' | 'secondFactorNeeded' | 'sessions' | 'lastSeenAt'
> & { has: boolean }

/** The agencies whose accounts who asks administers: their own and those below it. */
export const realm = (agencyId: string) => sql`
  with recursive realm (id) as (
    select ${agencyId}::uuid
    union select u.id from realm r join unit_now u on u.parent_id = r.id
  ) select id from realm`

type Person = Pick<AccountRow, 'personId' | 'fullName' | 'userName' | 'active' | 'title' | 'unitName' | 'agencyName'>

async function listPeople(tx: Tx, actor: Actor, q: string): Promise<Person[]> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Person>`
    select distinct on (h.full_name, h.id) h.id as "personId", h.full_name as "fullName", h.user_name as "userName", h.active,
           q.title, u.name as "unitName", a.name as "agencyName"
      from person h
      join appointment x on x.person_id = h.id and x.valid @> app.today()
      join position q on q.id = x.position_id and q.valid @> app.today()
      join unit_now u on u.id = q.unit_id
      join unit_now a on a.id = q.agency_id
     where q.agency_id in (${realm(actor.agencyId)}) and not h.service
       and unaccent(h.full_name || ' ' || h.user_name || ' ' || q.title || ' ' || u.name) ilike unaccent(${like})
     order by h.full_name, h.id, x.kind desc limit ${page + 1}`.execute(tx)
  return rows
}

/**
 * The name of a person whose account who asks may act on: all positions the person holds lie in the agencies administered, so that
 * nobody reaches a higher office through a person who holds a post here as well.
 * @throws request.not-found, account.not-yours
 */
export async function needAccount(tx: Tx, actor: Actor, personId: string): Promise<string> {
  const { rows } = await sql<{ name: string; inside: boolean | null }>`
    select h.full_name as name, (
        select bool_and(q.agency_id in (${realm(actor.agencyId)})) from appointment x join position q on q.id = x.position_id
         where x.person_id = h.id and x.valid @> app.today() and q.valid @> app.today()
      ) as inside
      from person h where h.id = ${personId} and not h.service`.execute(tx)
  const person = rows[0]
  if (!person) throw refuse('request.not-found')
  if (!person.inside) throw refuse('account.not-yours')
  return person.name
}
