import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import type { Database } from '../database/index.ts'
import { refuse, serve, serveAnyone } from '../http/index.ts'
import { endSessions } from './account.ts'
import { advance, stepAt } from './advance.ts'
import type { SignInHouse } from './house.ts'
import { type About, checkNewPassword } from './password-rules.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { markProved } from './prove-again.ts'
import { countAttempt, forgiveAttempts } from './throttle.ts'

/** Choosing one's own password: where one is signed in, or on the way in with a one-time password. */
export function ownPasswordRoutes(house: SignInHouse): void {
  const { app, signIn } = house

  serve(app, contract.changePassword, async ({ tx, actor, body, request }) => {
    // Whoever finds a screen left open may not guess at the password either.
    await countAttempt(signIn, request.ip, `${actor.personId} changes`)
    if (!(await checkPassword(await hashOf(signIn, actor.personId), body.current)))
      throw refuse('sign-in.password-wrong')
    await forgiveAttempts(signIn, request.ip, `${actor.personId} changes`)
    await setOwnPassword(signIn, actor.personId, body.next)
    await endSessions(tx, 'others')
    await markProved(tx)
    await record(tx, actor, { kind: 'person.password-changed' })
    return {}
  })

  serveAnyone(app, contract.choosePassword, async ({ body, request, reply }) => {
    const step = await stepAt(house, body.ticket, 'new-password')
    await setOwnPassword(signIn, step.personId, body.next)
    return advance(house, step, request, reply)
  })
}

/** @throws sign-in.password-same, sign-in.password-short, sign-in.password-weak */
async function setOwnPassword(signIn: Database, personId: string, next: string): Promise<void> {
  await checkNewPassword(next, await about(signIn, personId))
  if (await checkPassword(await hashOf(signIn, personId), next)) throw refuse('sign-in.password-same')
  await signIn
    .updateTable('credential')
    .set({ password_hash: await hashPassword(next), changed_at: sql`now()`, must_change: false, usable_until: null })
    .where('person_id', '=', personId)
    .execute()
}

async function hashOf(signIn: Database, personId: string): Promise<string | null> {
  const row = await signIn
    .selectFrom('credential')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

/** What a password of this person may not be made of. */
async function about(signIn: Database, personId: string): Promise<About> {
  const { rows } = await sql<About>`
    select h.user_name as "userName", h.full_name as "fullName", coalesce(string_agg(a.name, ' '), '') as "agencyName"
      from person h
      left join lateral app.standings_of(h.id) s on true
      left join position q on q.id = s.position_id
      left join unit_now a on a.id = q.agency_id
     where h.id = ${personId} group by h.id`.execute(signIn)
  if (!rows[0]) throw refuse('request.not-found')
  return rows[0]
}
