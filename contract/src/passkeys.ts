import { z } from 'zod'
import { route } from './route.ts'
import { signInAnswer, ticket } from './sign-in.ts'
import { id, instant, line } from './values.ts'

/** What the browser's own functions take and give (WebAuthn, JSON form); checked by the server's library. */
const webAuthn = z.record(z.string(), z.unknown())
/** A question to a passkey, and the ticket under which the answer comes. */
const asked = z.object({ ticket: z.string(), options: webAuthn })

export const passkeyRow = z.object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })

export const passkeys = {
  own: route({
    method: 'GET',
    path: '/api/session/passkeys',
    summary: 'One’s own passkeys',
    needs: 'signed-in',
    response: z.array(passkeyRow),
  }),
  begin: route({
    method: 'POST',
    path: '/api/session/passkeys/begin',
    summary: 'Begin to make a passkey on this device',
    needs: 'signed-in',
    fresh: true,
    body: z.object({}),
    response: asked,
  }),
  add: route({
    method: 'POST',
    path: '/api/session/passkeys',
    summary: 'Keep the passkey that the device made',
    needs: 'signed-in',
    body: z.object({ ticket, name: line(80), response: webAuthn }),
    response: z.object({}),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/session/passkeys/:id',
    summary: 'Remove a passkey; refused for the last second factor where a position asks for one',
    needs: 'signed-in',
    fresh: true,
    params: z.object({ id }),
    response: z.object({}),
  }),
  ask: route({
    method: 'POST',
    path: '/api/session/passkey/begin',
    summary:
      'Ask for a passkey: to sign in, as the second factor (with the ticket of the step), or to prove again who one is',
    needs: 'anyone',
    body: z.object({ ticket: ticket.optional() }),
    response: asked,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Sign in by a passkey: it is both factors; with `step`, it is the second after a password',
    needs: 'anyone',
    body: z.object({ ticket, step: ticket.optional(), response: webAuthn }),
    response: signInAnswer,
  }),
}
