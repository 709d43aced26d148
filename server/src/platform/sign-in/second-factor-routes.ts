import { accounts } from '@mocban/contract/accounts'
import { secondFactors as contract } from '@mocban/contract/second-factors'
import { principal, record } from '../access/index.ts'
import { refuse, serve, serveAnyone } from '../http/index.ts'
import { needAccount } from './accounts.ts'
import { advance, stepAt } from './advance.ts'
import { factorsOf } from './factors.ts'
import type { SignInHouse } from './house.ts'
import { recoveryCodes } from './recovery-codes.ts'
import { keepStep } from './steps.ts'
import { beginTotp, confirmTotp, removeTotp, takeCode } from './totp.ts'

/** The authenticator: one's own where one is signed in, and on the way in. */
export function secondFactorRoutes(house: SignInHouse): void {
  const { app, signIn } = house

  serve(app, contract.own, async ({ actor }) => {
    const { totp, needed, recoveryCodesLeft } = await factorsOf(signIn, actor.personId)
    return { totp, needed, recoveryCodesLeft }
  })
  serve(app, contract.begin, ({ actor }) => beginTotp(house, actor.personId))
  serve(app, contract.confirm, async ({ tx, actor, body }) => {
    const codes = await confirmTotp(house, actor.personId, body.code)
    await record(tx, actor, { kind: 'person.second-factor-added', data: { name: 'TOTP' } })
    return { recoveryCodes: codes }
  })
  serve(app, contract.remove, async ({ tx, actor }) => {
    const { needed, passkeys } = await factorsOf(signIn, actor.personId)
    if (needed && passkeys === 0) throw refuse('sign-in.last-second-factor')
    await removeTotp(signIn, actor.personId)
    await record(tx, actor, { kind: 'person.second-factor-removed', data: { name: 'TOTP' } })
    return {}
  })
  serve(app, contract.newRecoveryCodes, async ({ tx, actor }) => {
    const { totp } = await factorsOf(signIn, actor.personId)
    if (!totp) throw refuse('request.not-found')
    const codes = await recoveryCodes.renew(house, actor.personId)
    await record(tx, actor, { kind: 'person.recovery-codes-made' })
    return { recoveryCodes: codes }
  })

  serveAnyone(app, contract.give, async ({ body, request, reply }) => {
    const step = await stepAt(house, body.ticket, 'second-factor')
    await takeCode(house, step.personId, body.code)
    await keepStep(signIn, step.token, { secondFactor: true })
    return advance(house, { ...step, secondFactor: true }, request, reply)
  })
  serveAnyone(app, contract.setUp, async ({ body }) => {
    const step = await stepAt(house, body.ticket, 'set-up-second-factor')
    return beginTotp(house, step.personId)
  })
  serveAnyone(app, contract.finishSetUp, async ({ body, request, reply }) => {
    const step = await stepAt(house, body.ticket, 'set-up-second-factor')
    const codes = await confirmTotp(house, step.personId, body.code)
    await keepStep(signIn, step.token, { secondFactor: true })
    const answer = await advance(house, { ...step, secondFactor: true }, request, reply)
    return { recoveryCodes: codes, answer }
  })
  serve(app, accounts.removeSecondFactors, async ({ tx, actor, params }) => {
    const name = await needAccount(tx, actor, params.personId)
    await removeTotp(signIn, params.personId)
    for (const table of ['passkey', 'session', 'sign_in_step'] as const)
      await signIn.deleteFrom(table).where('person_id', '=', params.personId).execute()
    await record(tx, actor, {
      kind: 'person.second-factors-reset',
      data: { name },
      concerns: [principal.person(params.personId)],
    })
    return {}
  })
}
