import type { SignInAnswer } from '@mocban/contract/sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { record } from '../access/index.ts'
import { asActor } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import { askedBy } from '../http/serve.ts'
import { type Factors, factorsOf } from './factors.ts'
import type { SignInHouse } from './house.ts'
import { beginSession, type Method, setCookie } from './sessions.ts'
import { endStep, openStep, readStep, type Step } from './steps.ts'

type Wanted = NonNullable<SignInAnswer['next']>['step']

/** What has been proved; `token` where a step already carries it. */
export interface Proven {
  personId: string
  method: Method
  secondFactor: boolean
  token?: string
  /** What the session keeps of where it came from. */
  data?: Step['data']
}

/** Goes on signing in: answers the next thing wanted, or begins the session. The one way to a session. */
export async function advance(
  house: SignInHouse,
  proven: Proven,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignInAnswer> {
  const factors = await factorsOf(house.signIn, proven.personId)
  const step = wanted(factors, proven)
  if (step) {
    const ticket = proven.token ?? (await openStep(house.signIn, { data: {}, ...proven }))
    const ways = [factors.totp && ('code' as const), factors.passkeys > 0 && ('passkey' as const)]
    return { personId: null, next: { step, ticket, ways: ways.filter((way) => way !== false) } }
  }
  // A step is used once, also where two requests finish it at the same moment.
  if (proven.token && !(await endStep(house.signIn, proven.token))) throw refuse('sign-in.begin-again')
  const { token, proof } = await beginSession(house.signIn, proven, request)
  await asActor(
    house.app.db,
    proof,
    (tx, actor) =>
      record(tx, actor, { kind: 'person.signed-in', data: { address: request.ip, method: proven.method } }),
    askedBy(request),
  )
  setCookie(request, reply, token)
  return { personId: proven.personId, next: null }
}

/**
 * Reads the step of a ticket where it stands at `expected`: a later step is not reached round an earlier one.
 * @throws sign-in.begin-again
 */
export async function stepAt(house: SignInHouse, ticket: string, expected: Wanted): Promise<Step> {
  const step = await readStep(house.signIn, ticket)
  if (wanted(await factorsOf(house.signIn, step.personId), step) !== expected) throw refuse('sign-in.begin-again')
  return step
}

/**
 * What is still wanted, in this order: the second factor that is there, so that nobody who knows only a password gets further; an own password in
 * place of one that somebody else knows; a second factor where a position asks for one. A demonstration's click is enough by itself.
 */
function wanted(factors: Factors, { method, secondFactor }: Proven): Wanted | null {
  if (method === 'demonstration') return null
  if (!secondFactor && (factors.totp || factors.passkeys > 0)) return 'second-factor'
  if (method === 'password' && factors.mustChange) return 'new-password'
  if (!secondFactor && factors.needed) return 'set-up-second-factor'
  return null
}
