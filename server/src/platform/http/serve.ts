import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type { Route, RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type RawBuilder, sql } from 'kysely'
import {
  type Actor,
  type Asked,
  asActor,
  type Database,
  type KeptAnswer,
  NoStandingError,
  often,
  posted,
  postHasEnded,
  type SessionProof,
  type Standing,
  type Tx,
} from '../database/index.ts'
import type { FileStore } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Mailer } from '../mail/index.ts'
import type { Sealer } from '../sign-in/sealer.ts'
import { isConnectionLost, isCrossed } from './lost.ts'
import { RefusalError, refuse } from './refuse.ts'

/** What a module needs to serve its routes. */
export interface App {
  http: FastifyInstance
  /** The program's pool (`mocban_app`): sees nothing outside `asActor`. */
  db: Database
  /** Who a request's cookie stands for, or null. */
  sessions: SessionReader
  files: FileStore
  jobs: Jobs
  mail: Mailer
  /** Where people reach the program, where the operator said so. */
  publicUrl?: string | undefined
  /** The jobs' pool, for what other systems bring: acts for nobody. */
  worker: Database
  /** Seals what the database keeps of secrets. */
  secrets?: Sealer | undefined
  /** Where the key lies that signs messages to other systems. */
  messageKey?: string | undefined
}
/** What a module needs to do its background work. */
export interface Works {
  jobs: Jobs
  files: FileStore
  mail: Mailer
  /** The jobs' pool (`mocban_worker`): acts for nobody. */
  worker: Database
  /** The program's pool, for work on behalf of a person: `asActor(works.app, standing, …)`. */
  app: Database
  /** Where people reach the program, as links in mails have it. */
  publicUrl?: string | undefined
  /** Where it listens on its own machine: all that links in mails can say where the operator named no address. */
  ownUrl?: string | undefined
  secrets?: Sealer | undefined
  /** Where the key lies that signs messages to other systems; without it none are sent. */
  messageKey?: string | undefined
}
export interface SessionReader {
  read(request: FastifyRequest): Promise<Standing | null>
  /** The same without asking the database: the transaction that follows finds out. */
  proof?(request: FastifyRequest): SessionProof | null
  /** What is told where the session lasts and the post or delegation in which it was has ended; null otherwise. */
  ended?(request: FastifyRequest): Promise<RefusalError | null>
}

/**
 * Begins the statement that keeps a creating request's answer, as `insert … select …, answer`: for a use case that writes it with its own last statement
 * instead of leaving it to be written after.
 */
export type Keep = (answer: RawBuilder<unknown>) => RawBuilder<unknown>

type Context<R extends Route> = RouteInput<R> & { request: FastifyRequest; reply: FastifyReply }
export type Answer<R extends Route> = R['response'] extends undefined ? unknown : RouteAnswer<R>

/**
 * Serves a route to people who are signed in, in one transaction that carries who asks. Slow work that the act stands on is done `first`, in transactions of its
 * own: what it finds is kept, and the act only reads it.
 */
export function serve<R extends Route>(
  app: App,
  route: R,
  handler: Handler<R>,
  first?: (context: Context<R> & { asMe: AsMe }) => Promise<unknown>,
): void {
  register(app, route, answering(app, route, handler, first))
}

export type Handler<R extends Route> = (
  context: Context<R> & { tx: Tx; actor: Actor; keep: Keep },
) => Promise<Answer<R>>

/** How one request of a route is answered, in a transaction of its own; by the key that is `known` already, where it is. */
export function answering<R extends Route>(
  app: App,
  route: R,
  handler: Handler<R>,
  first?: (context: Context<R> & { asMe: AsMe }) => Promise<unknown>,
): (request: FastifyRequest, reply: FastifyReply, known?: Keyed | null) => Promise<Answer<R>> {
  return async (request, reply, known) => {
    const who = app.sessions.proof ? app.sessions.proof(request) : await standingOf(app, request)
    if (!who) throw refuse('session.needed')
    const keyed = known === undefined ? keyedOf(route, request) : known
    const asked = { ...askedBy(request), key: keyed?.key }
    if (first) {
      const standing = await standingOf(app, request)
      const asMe: AsMe = (work) =>
        asActor(
          app.db,
          standing,
          async (tx, actor) => {
            checkNeeds(route, actor)
            return work(tx, actor)
          },
          askedBy(request),
        )
      await first({ ...inputOf<R>(request), request, reply, asMe })
    }
    let acted = ''
    const act = () =>
      asActor(
        app.db,
        who,
        async (tx, actor) => {
          acted = actor.positionId
          checkNeeds(route, actor)
          const run = (keep: Keep) => handler({ ...inputOf<R>(request), request, reply, tx, actor, keep })
          return keyed ? once(tx, actor, keyed, run, reply) : run(() => sql`select`)
        },
        asked,
      )
    // Where the post of who asks ended meanwhile (and with it what was begun to be read: its book is closed), the session goes on in the one that follows: once more.
    const answered = act().catch(async (error) => {
      const moved =
        'session' in who &&
        (postHasEnded(error) ||
          (isOvertaken(error) && ![undefined, acted].includes((await app.sessions.read(request))?.positionId)))
      // Who waited for another that waited for them was undone; of a lost connection it is not known, but what is asked by its key, or only read, may be asked again.
      const undone = isCrossed(error) || (isConnectionLost(error) && (keyed || route.method === 'GET'))
      if (!moved && !undone) throw error
      return act()
    })
    return answered.catch(async (error) => {
      // The same request, sent before on a connection that broke, may have ended meanwhile and changed what this one began to read: its answer holds.
      const kept =
        keyed && isOvertaken(error)
          ? await asActor(app.db, who, async (_, actor) => answeredBefore(actor, keyed), asked).catch(() => null)
          : null
      if (!kept) throw isDouble(error) ? refuse('database.away') : error
      reply.header('idempotency-replayed', 'true')
      return kept.answer as Answer<R>
    })
  }
}

/** One transaction of who asks. */
export type AsMe = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>

/** For streams and long work: the handler opens its transactions itself with `asMe`. */
export function serveLong<R extends Route>(
  app: App,
  route: R,
  handler: (context: Context<R> & { standing: Standing; asMe: AsMe }) => Promise<unknown>,
): void {
  register(app, route, async (request, reply) => {
    const standing = await standingOf(app, request)
    const actAs = <T>(who: Standing, work: (tx: Tx, actor: Actor) => Promise<T>) =>
      asActor(
        app.db,
        who,
        async (tx, actor) => {
          checkNeeds(route, actor)
          return work(tx, actor)
        },
        askedBy(request),
      )
    const asMe = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) =>
      actAs(standing, work).catch(async (error) => {
        const now = postHasEnded(error) ? await app.sessions.read(request) : null
        if (!now || now.positionId === standing.positionId) throw error
        return actAs(Object.assign(standing, now), work)
      })
    return handler({ ...inputOf<R>(request), request, reply, standing, asMe })
  })
}

/** Serves a route to anyone, also to strangers. There is no actor, so no record can be seen. */
export function serveAnyone<R extends Route>(
  app: App,
  route: R,
  handler: (context: Context<R>) => Promise<Answer<R>>,
): void {
  if (route.needs !== 'anyone')
    throw new Error(`${route.method} ${route.path} is not for anyone: it needs ${route.needs}`)
  register(app, route, (request, reply) => handler({ ...inputOf<R>(request), request, reply }))
}

/** Every route that was registered, so that tests can walk them all. */
export const servedRoutes: Route[] = []

export function register(
  app: App,
  route: Route,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  servedRoutes.push(route)
  app.http.withTypeProvider<ZodTypeProvider>().route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.response ? { response: { 200: route.response } } : {}),
    },
    handler: async (request, reply) => {
      const answer = await handler(request, reply).catch(async (error) => {
        throw (error instanceof NoStandingError && (await app.sessions.ended?.(request))) || error
      })
      return route.response || reply.sent ? answer : (answer ?? reply)
    },
  })
}

/** The request as its events name it; behind a proxy that is trusted, the address is the one it tells. */
export function askedBy({ id, ip }: FastifyRequest): Asked {
  // IPv4 as IPv4, whatever socket it came by; no zone, and nothing that a proxy made up.
  // A client that has gone away leaves no address.
  const address = ((ip as string | undefined) ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return { id, address: isIP(address) ? address : '' }
}

/** Where people reach the program: as the operator set it, else as this request came. */
export const addressOf = ({ publicUrl }: Pick<App, 'publicUrl'>, request: FastifyRequest): string =>
  new URL(publicUrl ?? `${request.protocol}://${request.host}`).origin

export const inputOf = <R extends Route>(request: FastifyRequest) =>
  ({ params: request.params, query: request.query, body: request.body }) as RouteInput<R>

async function standingOf(app: App, request: FastifyRequest): Promise<Standing> {
  const standing = await app.sessions.read(request)
  if (!standing) throw refuse('session.needed')
  return standing
}

export function checkNeeds({ needs, fresh }: Route, actor: Actor): void {
  if (needs !== 'anyone' && needs !== 'signed-in' && !actor.capabilities.includes(needs))
    throw refuse('capability.needed', { capability: needs })
  // A partner's system holds an account here to bring messages; what everybody of an agency sees is not for it.
  if (
    needs !== 'exchange' &&
    needs !== 'anyone' &&
    actor.capabilities.length === 1 &&
    actor.capabilities[0] === 'exchange'
  )
    throw refuse('capability.needed', { capability: needs })
  if (fresh && !actor.fresh) throw refuse('session.stale')
}

const isOvertaken = (error: unknown) =>
  isDouble(error) || (error instanceof RefusalError && (error.status === 409 || error.status === 404))
/** Two requests with one key at the same moment: the second finds the first's row when it writes its own. */
const isDouble = (error: unknown) => (error as { constraint?: string }).constraint === 'idempotency_pkey'

function usable(key: string): string {
  if (key.length < 8 || key.length > 100) throw refuse('request.invalid', { what: 'Idempotency-Key (8–100)' })
  return key
}
/** The key by which a creating request is done once, and what it is a key of; null without one. @throws request.invalid */
export function keyedOf(route: Route, request: FastifyRequest): Keyed | null {
  const key = request.headers['idempotency-key']
  if (route.method !== 'POST' || typeof key !== 'string' || route.secret) return null
  return { key: usable(key), route: `${route.method} ${route.path}`, params: request.params, body: request.body }
}
export interface Keyed {
  key: string
  route: string
  params: unknown
  body: unknown
}
export const hashOf = ({ params, body }: Keyed) =>
  createHash('sha256')
    // What unlocks a key is kept nowhere, and a PIN of six digits is soon found from its hash.
    .update(JSON.stringify([params ?? null, body ?? null], (name, value) => (name === 'unlock' ? undefined : value)))
    .digest('hex')

/** What a request with this key was answered. @throws request.key-reused */
function answeredBefore({ kept }: Actor, keyed: Keyed): KeptAnswer | null {
  if (kept && (kept.route !== keyed.route || kept.bodyHash !== hashOf(keyed))) throw refuse('request.key-reused')
  return kept
}

/** Runs a creating request once: a repeated key gets the first answer, the act is not done again. */
async function once<T>(
  tx: Tx,
  actor: Actor,
  keyed: Keyed,
  run: (keep: Keep) => Promise<T>,
  reply: FastifyReply,
): Promise<T> {
  const before = answeredBefore(actor, keyed)
  if (before) {
    reply.header('idempotency-replayed', 'true')
    return before.answer as T
  }
  let kept = false
  const keep: Keep = (answer) => {
    kept = true
    return sql`insert into idempotency (person_id, key, route, body_hash, status, answer)
      select ${actor.personId}::uuid, ${keyed.key}, ${keyed.route}, ${hashOf(keyed)}, 200, ${answer}`
  }
  const answer = await run(keep)
  if (!kept) await sql`${posted}${often}${keep(sql`${JSON.stringify(answer ?? null)}::jsonb`)}`.execute(tx)
  return answer
}
