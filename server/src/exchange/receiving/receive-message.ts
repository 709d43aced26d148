import { Readable } from 'node:stream'
import { bundleLimits } from '@mocban/contract/exchange-messages'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Actor, often } from '../../platform/database/index.ts'
import { sharing } from '../../platform/gather.ts'
import { type App, type AsMe, languageOf, refuse, sentence } from '../../platform/http/index.ts'
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

/** Over which way who asks brings messages. @throws request.invalid, exchange.way-unknown, exchange.caller-certificate */
async function comesOver(app: App, account: string, asMe: AsMe, request: FastifyRequest) {
  const { body } = request
  if (!(body instanceof Readable)) throw refuse('request.invalid', { what: 'application/edxml' })
  const way = await wayOf(app, account, asMe)
  if (!way) throw refuse('exchange.way-unknown')
  if (way.callerName) checkCallerName(request, way.callerName)
  return { body, wayId: way.id }
}

/** A message that a partner's system brings over the way of its account. @throws what `comesOver` and the message are refused for */
export async function receiveMessage(app: App, account: string, asMe: AsMe, request: FastifyRequest) {
  const { body, wayId } = await comesOver(app, account, asMe, request)
  const taken = await takeIn(app, { ...(await keep(app, body)), wayId })
  if (taken.outcome === 'refused') throw taken.refusal
  return taken
}

/** Several small ones in one request: they are taken in together, and each is answered for itself. @throws what `comesOver` refuses, request.too-large */
export async function receiveBundle(app: App, account: string, asMe: AsMe, request: FastifyRequest) {
  const { body, wayId } = await comesOver(app, account, asMe, request)
  const language = languageOf(request)
  const takeOne = async (bytes: Buffer) => {
    const taken = await takeIn(app, { ...(await app.files.putBytes(bytes)), bytes, wayId })
    if (taken.outcome !== 'refused') return taken
    const { status, code, values } = taken.refusal
    return { outcome: 'refused' as const, status, code, detail: sentence(code, values, language), extra: values }
  }
  const messages = unbundle(await inHand(body))
  const answers = await Promise.all(
    messages.map((one) =>
      takeOne(one).catch((error) => {
        // What was not taken in comes again; it does not take the others with it.
        request.log.error(error)
        return { outcome: 'refused' as const, status: 500, code: 'exchange.program-error', detail: '' }
      }),
    ),
  )
  return { answers }
}

async function inHand(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += (part as Buffer).length
    if (size > bundleLimits.bytes) throw refuse('request.too-large')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** @throws request.invalid */
function unbundle(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf(10, at)
    const length = /^[1-9]\d{0,8}$/.exec(bytes.toString('latin1', at, line < 0 ? at : line))?.[0]
    const from = line + 1
    at = from + Number(length)
    if (!length || at > bytes.length || messages.length === bundleLimits.messages)
      throw refuse('request.invalid', { what: 'application/edxml-bundle' })
    messages.push(bytes.subarray(from, at))
  }
  return messages
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
