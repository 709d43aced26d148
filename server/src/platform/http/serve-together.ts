import type { Route, RouteInput } from '@mocban/contract/route'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, asActor, often, posted, type SessionProof, type Tx } from '../database/index.ts'
import { gatherEach } from '../gather.ts'
import { isDatabaseAway } from './lost.ts'
import { asRefusal } from './problems.ts'
import {
  type Answer,
  type App,
  answering,
  askedBy,
  checkNeeds,
  type Handler,
  hashOf,
  inputOf,
  type Keyed,
  keyedOf,
  register,
} from './serve.ts'

/** One of those that are done together. */
export interface OneOf<R extends Route> {
  body: RouteInput<R>['body']
  requestId: string
}
/** How what one session asks at the same moment is done in one transaction: all of it, or it throws and each is asked by itself. */
export interface Together<R extends Route> {
  fits(body: RouteInput<R>['body']): boolean
  act(context: { tx: Tx; actor: Actor; asked: OneOf<R>[] }): Promise<Answer<R>[]>
}
interface Waiting {
  who: SessionProof
  keyed: Keyed
  address: string
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Serves a creating route to people who are signed in. What one session asks while its last is being done is done together: a system that brings documents over many
 * connections would else wait at one register for each of its own commits. Only what has a key: where nobody knows whether a lot was done, each asks for its answer.
 */
export function serveTogether<R extends Route>(app: App, route: R, handler: Handler<R>, together: Together<R>): void {
  const alone = answering(app, route, handler)
  const ask = gatherEach<Waiting, Done<R>>(
    async (lot) => {
      const failed = (error: Error) => {
        // Each alone would hide it, and nothing be written together ever again.
        if (!isExpected(error, lot))
          app.http.log.error({ err: error }, `${lot.length} requests could not be done together`)
        return null
      }
      const answers = lot.length > 1 ? await actTogether(app, route, together, lot).catch(failed) : null
      return answers?.map((value) => ({ status: 'fulfilled', value })) ?? eachAlone(lot, alone)
    },
    ({ who, address }) => `${who.session.toString('base64')} ${address}`,
  )
  register(app, route, async (request, reply) => {
    const who = app.sessions.proof?.(request)
    const keyed = who && keyedOf(route, request)
    if (!keyed || !together.fits(inputOf<R>(request).body)) return alone(request, reply, keyed)
    const done = await ask({ who, keyed, address: askedBy(request).address, request, reply })
    if (done.status === 'rejected') throw done.reason
    return done.value
  })
}

/** One of them is refused, may be the same as another, or was asked before; or another had to be waited for. */
const isExpected = (error: Error & { code?: string }, [first]: Waiting[]) =>
  ['MB004', '23505'].includes(error.code ?? '') ||
  (first !== undefined && asRefusal(error, first.request).code !== 'program.failed')

type Done<R extends Route> = PromiseSettledResult<Answer<R>>

/** One after the other, in the order in which they came. Where the database is away for one it is for those that follow, who need not wait as long again. */
async function eachAlone<R extends Route>(lot: Waiting[], alone: ReturnType<typeof answering<R>>): Promise<Done<R>[]> {
  const done: Done<R>[] = []
  for (const { request, reply, keyed } of lot) {
    const before = done.at(-1)
    if (before?.status === 'rejected' && isDatabaseAway(before.reason)) done.push(before)
    else done.push(...(await Promise.allSettled([alone(request, reply, keyed)])))
  }
  return done
}

function actTogether<R extends Route>(app: App, route: R, { act }: Together<R>, lot: Waiting[]): Promise<Answer<R>[]> {
  const [first] = lot as [Waiting]
  return asActor(
    app.db,
    first.who,
    async (tx, actor) => {
      checkNeeds(route, actor)
      const asked = lot.map(({ request: one }) => ({ body: inputOf<R>(one).body, requestId: one.id }))
      const answers = await act({ tx, actor, asked })
      const kept = lot.map(({ keyed }, n) => ({ key: keyed.key, hash: hashOf(keyed), answer: answers[n] }))
      await sql`${posted}${often}insert into idempotency (person_id, key, route, body_hash, status, answer)
        select ${actor.personId}::uuid, k.key, ${`${route.method} ${route.path}`}, k.hash, 200, k.answer
          from jsonb_to_recordset(${JSON.stringify(kept)}) as k (key text, hash text, answer jsonb)`.execute(tx)
      return answers
    },
    askedBy(first.request),
  )
}
