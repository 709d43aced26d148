import type { Route, RouteInput } from '@mocban/contract/route'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, asActor, often, posted, type SessionProof, type Tx } from '../database/index.ts'
import { gatherEach } from '../gather.ts'
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
  const ask = gatherEach<Waiting, Answer<R>>(
    async (lot) => {
      const [first, second] = lot
      if (!first) return []
      return second ? actTogether(app, route, together, lot, first) : [await alone(first.request, first.reply)]
    },
    ({ who, address }) => `${who.session.toString('base64')} ${address}`,
  )
  register(app, route, async (request, reply) => {
    const who = app.sessions.proof?.(request)
    const keyed = who && keyedOf(route, request)
    if (!keyed || !together.fits(inputOf<R>(request).body)) return alone(request, reply)
    return ask({ who, keyed, address: askedBy(request).address, request, reply })
  })
}

function actTogether<R extends Route>(
  app: App,
  route: R,
  { act }: Together<R>,
  lot: Waiting[],
  { who, request }: Waiting,
): Promise<Answer<R>[]> {
  return asActor(
    app.db,
    who,
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
    askedBy(request),
  )
}
