import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, often } from '../../platform/database/index.ts'
import { sharing } from '../../platform/gather.ts'
import { type App, type AsMe, refuse } from '../../platform/http/index.ts'
import { checkCallerName } from './partners-door.ts'
import { type Brought, takeIn } from './take-in.ts'

/** The largest message that is taken: attachments grow by a third in it. */
const longestMessage = 720_000_000
/** One no larger is not read again from the disk. */
const heldAtMost = 350_000

interface PartnersWay {
  id: string
  callerName: string | null
}
const shared = sharing<PartnersWay | undefined>()

/** The way of the account that brings messages, asked once for all that it brings at the same moment. */
async function wayOf(app: App, account: string, asMe: AsMe): Promise<PartnersWay | undefined> {
  return shared(account, async () => {
    const actor = await asMe(async (_, who) => who)
    return readWay(app, actor)
  })
}

async function readWay(app: App, actor: Actor): Promise<PartnersWay | undefined> {
  const { rows } = await sql<PartnersWay>`${often}
    select id, nullif(trim(settings ->> 'callerName'), '') as "callerName" from exchange_way where account_id = ${actor.personId} and enabled`.execute(
    app.worker,
  )
  return rows[0]
}

/** A message that a partner's system brings over the way of its account. @throws exchange.way-unknown, exchange.caller-certificate, and what the message is refused for */
export async function receiveMessage(app: App, account: string, asMe: AsMe, request: FastifyRequest) {
  const { body } = request
  if (!(body instanceof Readable)) throw refuse('request.invalid', { what: 'application/edxml' })
  const way = await wayOf(app, account, asMe)
  if (!way) throw refuse('exchange.way-unknown')
  if (way.callerName) checkCallerName(request, way.callerName)
  const taken = await takeIn(app, { ...(await keep(app, body)), wayId: way.id })
  if (taken.outcome === 'refused') throw taken.refusal
  return taken
}

/** Into the store as it comes, and beside it in hand where it is small. */
async function keep({ files }: App, body: Readable): Promise<Omit<Brought, 'wayId'>> {
  const parts: Buffer[] = []
  let size = 0
  const rest = body[Symbol.asyncIterator]()
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    parts.push(next.value as Buffer)
    size += (next.value as Buffer).length
    if (size > heldAtMost) return files.put(joined(parts, rest), { maxBytes: longestMessage })
  }
  const bytes = Buffer.concat(parts)
  return { ...(await files.putBytes(bytes)), bytes }
}

async function* joined(parts: Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* parts
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
