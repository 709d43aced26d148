import { passkeys as contract } from '@mocban/contract/passkeys'
import { record } from '../access/index.ts'
import { refuse, serve, serveAnyone } from '../http/index.ts'
import { advance, stepAt } from './advance.ts'
import { factorsOf } from './factors.ts'
import type { SignInHouse } from './house.ts'
import { addPasskey, askForNewPasskey, askForPasskey, takePasskey } from './passkeys.ts'
import { keepStep } from './steps.ts'
import { countAttempt, countQuestion, forgiveAttempts } from './throttle.ts'

/** Passkeys: one's own, and signing in by one. */
export function passkeyRoutes(house: SignInHouse): void {
  const { app, signIn } = house

  serve(app, contract.own, ({ actor }) =>
    signIn
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
      .where('person_id', '=', actor.personId)
      .orderBy('created_at')
      .execute(),
  )
  serve(app, contract.begin, ({ actor, request }) => askForNewPasskey(house, request, actor.personId))
  serve(app, contract.add, async ({ tx, actor, body, request }) => {
    await addPasskey(house, request, actor.personId, body)
    await record(tx, actor, { kind: 'person.second-factor-added', data: { name: body.name } })
    return {}
  })
  serve(app, contract.remove, async ({ tx, actor, params }) => {
    const { needed, totp, passkeys } = await factorsOf(signIn, actor.personId)
    if (needed && !totp && passkeys === 1) throw refuse('sign-in.last-second-factor')
    const removed = await signIn
      .deleteFrom('passkey')
      .where('id', '=', params.id)
      .where('person_id', '=', actor.personId)
      .returning('name')
      .executeTakeFirst()
    if (!removed) throw refuse('request.not-found')
    await record(tx, actor, { kind: 'person.second-factor-removed', data: { name: removed.name } })
    return {}
  })

  serveAnyone(app, contract.ask, async ({ body, request }) => {
    await countQuestion(signIn, request.ip)
    const step = body.ticket ? await stepAt(house, body.ticket, 'second-factor') : null
    return askForPasskey(house, request, step?.personId ?? null)
  })
  serveAnyone(app, contract.signIn, async ({ body, request, reply }) => {
    await countAttempt(signIn, request.ip, 'by passkey')
    const step = body.step ? await stepAt(house, body.step, 'second-factor') : null
    const personId = await takePasskey(house, request, body)
    if (step && step.personId !== personId) throw refuse('sign-in.passkey-wrong')
    await forgiveAttempts(signIn, request.ip, 'by passkey')
    if (!step) return advance(house, { personId, method: 'passkey', secondFactor: true }, request, reply)
    await keepStep(signIn, step.token, { secondFactor: true })
    return advance(house, { ...step, secondFactor: true }, request, reply)
  })
}
