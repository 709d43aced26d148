import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { record } from '../access/index.ts'
import type { Database } from '../database/index.ts'
import { type App, refuse, serve, serveAnyone } from '../http/index.ts'
import { actIn, endSessions, listSessions, whoAmI } from './account.ts'
import { accountRoutes } from './accounts.ts'
import { advance } from './advance.ts'
import { guardedPositionRoutes } from './guarded-positions.ts'
import { type DemonstrationRole, originOf, type SignInHouse } from './house.ts'
import { ownPasswordRoutes } from './own-password.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { checkPassword } from './passwords.ts'
import { proofRoutes } from './prove-again.ts'
import { providerAccountRoutes } from './provider-accounts.ts'
import { providerRoutes } from './provider-routes.ts'
import { openSealer } from './sealer.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { serviceAccountRoutes } from './service-accounts.ts'
import { sessionRuleRoutes } from './session-rule.ts'
import { cookieName } from './sessions.ts'
import { endSession, signOutThere } from './sign-out.ts'
import { goOnInOwnPost } from './standing-ended.ts'
import { countAttempt, forgiveAttempts } from './throttle.ts'
import { tokenEndpoint } from './token-endpoint.ts'

/** Signing in and out, and one's own account. `demonstration` is null where the data is real. */
export function signInRoutes(
  app: App,
  signIn: Database,
  demonstration: readonly DemonstrationRole[] | null,
  { secretKey, publicUrl }: { secretKey: string; publicUrl?: string | undefined },
): void {
  refuseOtherSites(app)
  const house: SignInHouse = { app, signIn, demonstration, sealer: openSealer(secretKey), publicUrl }
  proofRoutes(house)
  sessionRuleRoutes(house)
  ownPasswordRoutes(house)
  accountRoutes(house)
  secondFactorRoutes(house)
  guardedPositionRoutes(house)
  passkeyRoutes(house)
  providerRoutes(house)
  providerAccountRoutes(house)
  serviceAccountRoutes(house)
  tokenEndpoint(house)

  const personNamed = (userName: string) =>
    signIn
      .selectFrom('person as h')
      .leftJoin('credential as c', 'c.person_id', 'h.id')
      .select(['h.id', 'c.password_hash', sql<boolean>`c.usable_until < now()`.as('over')])
      .where(sql<boolean>`lower(h.user_name) = lower(${userName})`)
      .where('h.active', '=', true)
      .where('h.service', '=', false)
      .executeTakeFirst()

  serveAnyone(app, contract.welcome, async () => ({
    providers: await signIn
      .selectFrom('identity_provider')
      .select(['id', 'name'])
      .where('enabled', '=', true)
      .orderBy('name')
      .execute(),
    demonstration: demonstration?.map(({ userName, title, agency }) => ({ userName, title, agency })) ?? null,
  }))

  serveAnyone(app, contract.signIn, async ({ body, request, reply }) => {
    await countAttempt(signIn, request.ip, body.userName)
    const person = await personNamed(body.userName)
    if (!(await checkPassword(person?.password_hash ?? null, body.password)) || !person) throw refuse('sign-in.wrong')
    await forgiveAttempts(signIn, request.ip, body.userName)
    if (person.over) throw refuse('sign-in.one-time-over')
    return advance(house, { personId: person.id, method: 'password', secondFactor: false }, request, reply)
  })

  serveAnyone(app, contract.demonstrate, async ({ body, request, reply }) => {
    if (!demonstration?.some((role) => role.userName === body.userName)) throw refuse('request.not-found')
    const person = await personNamed(body.userName)
    if (!person) throw refuse('request.not-found')
    return advance(house, { personId: person.id, method: 'demonstration', secondFactor: false }, request, reply)
  })

  serveAnyone(app, contract.signOut, async ({ request, reply }) => {
    const proof = app.sessions.proof?.(request)
    const ended = proof ? await endSession(signIn, proof) : undefined
    reply.clearCookie(cookieName, { path: '/' })
    return { address: ended ? await signOutThere(house, ended, originOf(house, request)) : null }
  })

  serve(app, contract.me, ({ tx, actor }) => whoAmI(tx, actor))

  serve(app, contract.actIn, async ({ tx, actor, body }) => {
    await actIn(tx, actor, body)
    return {}
  })

  // Not `serve`: whom the session stood for holds no more.
  serveAnyone(app, contract.goOn, async ({ request }) => {
    const proof = app.sessions.proof?.(request)
    if (!proof) throw refuse('session.needed')
    await goOnInOwnPost(app.db, proof)
    return {}
  })

  serve(app, contract.preferences, async ({ tx, actor, body }) => {
    if (Object.values(body).some((value) => value !== undefined))
      await tx.updateTable('person').set(body).where('id', '=', actor.personId).execute()
    return {}
  })

  serve(app, contract.sessions, ({ tx }) => listSessions(tx))

  serve(app, contract.endSession, async ({ tx, actor, params }) => {
    await endSessions(tx, params.id)
    await record(tx, actor, { kind: 'person.session-ended', data: { which: params.id } })
    return {}
  })
}

/** A page of another site may make a browser send its cookie; what such a request would change is refused. */
function refuseOtherSites(app: App): void {
  app.http.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const { origin } = request.headers
    const foreign =
      request.headers['sec-fetch-site'] === 'cross-site' ||
      (origin !== undefined && URL.canParse(origin) ? new URL(origin).host !== request.headers.host : origin === 'null')
    if (foreign) throw refuse('sign-in.cross-site')
  })
}
