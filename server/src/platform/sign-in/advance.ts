import type { SignInAnswer } from '@mocban/contract/sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { record } from '../access/index.ts'
import { asActor } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import type { SignInHouse } from './house.ts'
import { beginSession, type Method, setCookie } from './sessions.ts'
import { endStep, openStep, type Step } from './steps.ts'

/** What has been proved; `token` where a step already carries it. */
export interface Proven {
  personId: string
  method: Method
  secondFactor: boolean
  token?: string
}

/** Goes on signing in: answers the next thing wanted, or begins the session. The one way to a session. */
export async function advance(
  house: SignInHouse,
  proven: Proven,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignInAnswer> {
  const step = await wanted(house, proven)
  if (step) {
    const ticket = proven.token ?? (await openStep(house.signIn, proven))
    return { personId: null, next: { step, ticket } }
  }
  // A step is used once, also where two requests finish it at the same moment.
  if (proven.token && !(await endStep(house.signIn, proven.token))) throw refuse('sign-in.begin-again')
  const { token, proof } = await beginSession(house.signIn, proven, request)
  await asActor(
    house.app.db,
    proof,
    (tx, actor) =>
      record(tx, actor, { kind: 'person.signed-in', data: { address: request.ip, method: proven.method } }),
    request.id,
  )
  setCookie(request, reply, token)
  return { personId: proven.personId, next: null }
}

/** What is still wanted. A password that somebody else knows does not count before it is changed. */
async function wanted({ signIn }: SignInHouse, { personId, method }: Omit<Step, 'token' | 'data'>) {
  if (method !== 'password') return null
  const credential = await signIn
    .selectFrom('credential')
    .select('must_change')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return credential?.must_change ? ('new-password' as const) : null
}
