import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor, Tx } from '../database/index.ts'
import { type BellHub, type OpenBell, send } from './bell.ts'
import { listAfter } from './read-notifications.ts'

/** So often the browser comes back, so that a lost post ends the bell too; that its session ended the bell finds out by itself. */
const longestMinutes = 30
/** Who missed more than these reads the list instead. */
const mostMissed = 200

/** Opens a bell: first what was missed since the last sequence that the browser saw, then what rings, without a gap between. */
export async function openLive(
  hub: BellHub,
  request: FastifyRequest,
  reply: FastifyReply,
  after: number | undefined,
  asMe: <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>,
  session?: string,
): Promise<FastifyReply> {
  await hub.ready()
  const { personId, principals } = await asMe(async (tx, actor) => ({
    personId: actor.personId,
    principals: (await sql<{ p: string[] }>`select app.principals() as p`.execute(tx)).rows[0]?.p ?? [],
  }))
  const given = Number(request.headers['last-event-id'] ?? after)
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  })
  const bell: OpenBell = {
    personId,
    principals: new Set(principals),
    session,
    response,
    last: Number.isSafeInteger(given) ? given : 0,
    waiting: [],
  }
  hub.add(bell)
  // Browsers come back spread over some seconds, not all at once.
  response.write(`retry: ${2000 + Math.floor(Math.random() * 4000)}\n\n`)
  const end = setTimeout(() => response.end(), longestMinutes * 60_000 * (0.8 + Math.random() * 0.2)).unref()
  response.on('close', () => clearTimeout(end))
  try {
    if (Number.isSafeInteger(given)) {
      const missed = await asMe((tx) => listAfter(tx, given, mostMissed + 1))
      if (missed.length > mostMissed) response.write('event: reread\ndata: {}\n\n')
      for (const notification of missed.slice(-mostMissed)) send(bell, notification)
    }
    hub.caughtUp(bell)
  } catch {
    // The browser comes back with the last sequence that it really got.
    response.end()
  }
  return reply
}
