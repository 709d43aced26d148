import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, often } from '../../platform/database/index.ts'
import { type App, refuse } from '../../platform/http/index.ts'
import { checkCallerName } from './partners-door.ts'
import { takeIn } from './take-in.ts'

/** The largest message that is taken: attachments grow by a third in it. */
export const longestMessage = 700_000_000

/** A message that a partner's system brings over the way of its account. @throws exchange.way-unknown, exchange.caller-certificate, and what the message is refused for */
export async function receiveMessage(app: App, actor: Actor, request: FastifyRequest) {
  const { body } = request
  if (!(body instanceof Readable)) throw refuse('request.invalid', { what: 'application/edxml' })
  const { rows } = await sql<{ id: string; callerName: string | null }>`${often}
    select id, nullif(trim(settings ->> 'callerName'), '') as "callerName" from exchange_way where account_id = ${actor.personId} and enabled`.execute(
    app.worker,
  )
  const way = rows[0]
  if (!way) throw refuse('exchange.way-unknown')
  if (way.callerName) checkCallerName(request, way.callerName)
  const file = await app.files.put(body, { maxBytes: longestMessage })
  const taken = await takeIn(app, { ...file, wayId: way.id })
  if (taken.outcome === 'refused') throw taken.refusal
  return taken
}
