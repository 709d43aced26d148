import { z } from 'zod'
import { route } from './route.ts'
import { signInAnswer, ticket } from './sign-in.ts'

/** Six digits of the authenticator, or a recovery code. */
const code = z.string().trim().min(1).max(40)
/** What an authenticator reads from the picture, and the same to type. */
const toEnrol = z.object({ uri: z.string(), secret: z.string() })
const recoveryCodes = z.array(z.string())

export const secondFactors = {
  /** One's own, where one is signed in. */
  own: route({
    method: 'GET',
    path: '/api/session/second-factors',
    summary: 'One’s own second factors, and whether a position asks for one',
    needs: 'signed-in',
    response: z.object({ totp: z.boolean(), recoveryCodesLeft: z.number().int(), needed: z.boolean() }),
  }),
  begin: route({
    method: 'POST',
    path: '/api/session/totp',
    summary: 'Begin to set up an authenticator; the one before holds until the new one is confirmed',
    needs: 'signed-in',
    fresh: true,
    secret: true,
    body: z.object({}),
    response: toEnrol,
  }),
  confirm: route({
    method: 'POST',
    path: '/api/session/totp/confirmation',
    summary: 'Confirm the authenticator by its first code; answers new recovery codes, shown once',
    needs: 'signed-in',
    fresh: true,
    secret: true,
    body: z.object({ code }),
    response: z.object({ recoveryCodes }),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/session/totp',
    summary:
      'Remove the authenticator and the recovery codes; refused where a position asks for a second factor and no other is there',
    needs: 'signed-in',
    fresh: true,
    response: z.object({}),
  }),
  newRecoveryCodes: route({
    method: 'POST',
    path: '/api/session/recovery-codes',
    summary: 'New recovery codes in place of the old, shown once',
    needs: 'signed-in',
    fresh: true,
    secret: true,
    body: z.object({}),
    response: z.object({ recoveryCodes }),
  }),
  /** On the way in, with the ticket of the step. */
  give: route({
    method: 'POST',
    path: '/api/session/second-factor',
    summary: 'Give the code of the second factor, and go on signing in',
    needs: 'anyone',
    body: z.object({ ticket, code }),
    response: signInAnswer,
  }),
  setUp: route({
    method: 'POST',
    path: '/api/session/second-factor/set-up',
    summary: 'Set up the authenticator that a position asks for, on the way in',
    needs: 'anyone',
    body: z.object({ ticket }),
    response: toEnrol,
  }),
  finishSetUp: route({
    method: 'POST',
    path: '/api/session/second-factor/set-up/confirmation',
    summary: 'Confirm it by its first code, and go on signing in; answers recovery codes, shown once',
    needs: 'anyone',
    body: z.object({ ticket, code }),
    response: z.object({ recoveryCodes, answer: signInAnswer }),
  }),
}
