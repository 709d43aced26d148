import { createHash } from 'node:crypto'
import type { Route, RouteAnswer, RouteInput } from '@mocban/contract/route'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { type Actor, asActor, type Database, type SessionProof, type Standing, type Tx } from '../database/index.ts'
import type { FileStore } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Mailer } from '../mail/index.ts'
import { refuse } from './refuse.ts'

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
}
export interface SessionReader {
  read(request: FastifyRequest): Promise<Standing | null>
  /** The same without asking the database: the transaction that follows finds out. */
  proof?(request: FastifyRequest): SessionProof | null
}

type Context<R extends Route> = RouteInput<R> & { request: FastifyRequest; reply: FastifyReply }
type Answer<R extends Route> = R['response'] extends undefined ? unknown : RouteAnswer<R>

/** Serves a route to people who are signed in, in one transaction that carries who asks. */
export function serve<R extends Route>(
  app: App,
  route: R,
  handler: (context: Context<R> & { tx: Tx; actor: Actor }) => Promise<Answer<R>>,
): void {
  register(app, route, async (request, reply) => {
    const who = app.sessions.proof ? app.sessions.proof(request) : await standingOf(app, request)
    if (!who) throw refuse('session.needed')
    return asActor(
      app.db,
      who,
      async (tx, actor) => {
        checkNeeds(route, actor)
        const run = () => handler({ ...inputOf<R>(request), request, reply, tx, actor })
        const key = request.headers['idempotency-key']
        if (route.method !== 'POST' || typeof key !== 'string' || route.secret) return run()
        return once(tx, actor, { key, route: `${route.method} ${route.path}`, body: request.body }, run, reply)
      },
      request.id,
    ).catch((error) => {
      // Two requests with one key at the same moment: the second gives way and then finds the first's answer.
      if ((error as { constraint?: string }).constraint === 'idempotency_pkey') throw refuse('database.away')
      throw error
    })
  })
}

/** For streams and long work: the handler opens its transactions itself with `asMe`. */
export function serveLong<R extends Route>(
  app: App,
  route: R,
  handler: (
    context: Context<R> & { standing: Standing; asMe: <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T> },
  ) => Promise<unknown>,
): void {
  register(app, route, async (request, reply) => {
    const standing = await standingOf(app, request)
    const asMe = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) =>
      asActor(
        app.db,
        standing,
        async (tx, actor) => {
          checkNeeds(route, actor)
          return work(tx, actor)
        },
        request.id,
      )
    return handler({ ...inputOf<R>(request), request, reply, standing, asMe })
  })
}

/** Serves a route to anyone, also to strangers. There is no actor, so no record can be seen. */
export function serveAnyone<R extends Route>(
  app: App,
  route: R,
  handler: (context: Context<R>) => Promise<Answer<R>>,
): void {
  register(app, route, (request, reply) => handler({ ...inputOf<R>(request), request, reply }))
}

/** Every route that was registered, so that tests can walk them all. */
export const servedRoutes: Route[] = []

function register(
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
      const answer = await handler(request, reply)
      return route.response || reply.sent ? answer : (answer ?? reply)
    },
  })
}

const inputOf = <R extends Route>(request: FastifyRequest) =>
  ({ params: request.params, query: request.query, body: request.body }) as RouteInput<R>

async function standingOf(app: App, request: FastifyRequest): Promise<Standing> {
  const standing = await app.sessions.read(request)
  if (!standing) throw refuse('session.needed')
  return standing
}

function checkNeeds({ needs, fresh }: Route, actor: Actor): void {
  if (needs !== 'anyone' && needs !== 'signed-in' && !actor.capabilities.includes(needs))
    throw refuse('capability.needed', { capability: needs })
  if (fresh && !actor.fresh) throw refuse('session.stale')
}

/** Runs a creating request once: a repeated key gets the first answer, the act is not done again. */
async function once<T>(
  tx: Tx,
  actor: Actor,
  request: { key: string; route: string; body: unknown },
  run: () => Promise<T>,
  reply: FastifyReply,
): Promise<T> {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex')
  const before = await tx
    .selectFrom('idempotency')
    .selectAll()
    .where('person_id', '=', actor.personId)
    .where('key', '=', request.key)
    .executeTakeFirst()
  if (before) {
    if (before.route !== request.route || before.body_hash !== bodyHash) throw refuse('request.key-reused')
    reply.header('idempotency-replayed', 'true')
    return before.answer as T
  }
  const answer = await run()
  await tx
    .insertInto('idempotency')
    .values({
      person_id: actor.personId,
      key: request.key,
      route: request.route,
      body_hash: bodyHash,
      status: 200,
      answer: JSON.stringify(answer ?? null),
    })
    .execute()
  return answer
}
