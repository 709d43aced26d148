import { createHash, createPrivateKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { SeededRandom } from '../../server/src/demonstration/seeded-random.ts'
import { makeKey } from '../../server/src/exchange/messages/message-key.ts'
import { issueMany } from '../../server/src/exchange/testing/issue-many.ts'
import { type End, openTwoPrograms, progressOf } from '../../server/src/exchange/testing/two-programs.ts'
import { startOwnPostgres } from '../../server/src/platform/testing/index.ts'
import { askUntilAnswered, cookieFor } from '../../server/src/testing/people-online.ts'
import { type Row, rounded } from '../measure.ts'
import { attachment, postmasterOf, processorOf, processorOfServer } from './exchange-house.ts'

const rsa = 3072
/** So many are registered before anything is measured: programs and PostgreSQL run as they do in an installation that is no longer empty. */
const warm = 500
type Two = Awaited<ReturnType<typeof openTwoPrograms>>

/**
 * Messages a second between two complete installations, each a program in a process of its own with its database and files, over HTTP with OAuth: written,
 * signed, kept, sent, read, verified, taken in as an arrival that rings. Once with clerks who register what has arrived, all that waits at a time, once
 * without; then the statuses that tell of them, the same way back. Beside it signing and verifying as many messages of the size by Node's crypto alone.
 */
export async function exchange(count: number): Promise<Row[]> {
  const postgres = await startOwnPostgres()
  const two = await openTwoPrograms(postgres.template, new SeededRandom(1))
  try {
    const [a, b] = two.ends
    await Promise.all(two.ends.map(two.start))
    const works = await measure(two, await postmasterOf(postgres.url), count)
    const [here, there] = [await progressOf(a), await progressOf(b)]
    if (there.arrived !== warm + 2 * count || there.registered !== warm + count || here.reported !== warm + count)
      throw new Error(JSON.stringify({ here, there }))
    for (const one of two.ends) one.program?.child.kill('SIGTERM')
    await Promise.all(two.ends.map((one) => one.program?.ended))
    return rowsOf(works, await bareSigning(count))
  } finally {
    await two.close()
    await postgres.stop()
  }
}

interface Work {
  what: string
  messages: number
  seconds: number
  /** Milliseconds of processor for a message, by who had them. */
  costs: Record<string, number>
}

function ownProcessor(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function measure(two: Two, postmaster: number, count: number): Promise<Work[]> {
  const [a, b] = two.ends
  const costs = () => ({
    'the program that sends': processorOf(a.program?.child.pid ?? 0),
    'the program that receives': processorOf(b.program?.child.pid ?? 0),
    PostgreSQL: processorOfServer(postmaster),
    'the clerks’ browsers': ownProcessor(),
  })
  const work = async (
    what: string,
    from: End,
    to: End,
    messages: number,
    act: () => Promise<unknown>,
  ): Promise<Work> => {
    await untilQuiet(two)
    const sent = await sentOf(from)
    await openWay(from, to)
    // It was down: the program tries it again within some ten seconds.
    while ((await sentOf(from)) === sent) await pause(50)
    const before = costs()
    const ended = await act()
    const after = costs()
    // What was registered may not be noted as sent yet.
    await untilSent(from)
    await closeWay(from)
    const { rows } = await sql<{ first: number; last: number; n: number }>`
      select extract(epoch from min(s.at))::float8 as first, extract(epoch from max(s.at))::float8 as last, count(*)::int as n
        from (select at from exchange_step where kind = 'sent' order by at offset ${sent}) s`.execute(
      from.database.owner,
    )
    const [{ first, last, n } = { first: 0, last: 0, n: 0 }] = rows
    if (n !== messages) throw new Error(`${what}: ${n} of ${messages} went; ${await notSent(from)}`)
    // From the first that went; to the last that went, or that was registered.
    const seconds = (typeof ended === 'number' ? ended : last) - first
    const each = Object.entries(after).map(([who, ms]) => [who, (ms - before[who as keyof typeof before]) / messages])
    return { what, messages, seconds, costs: Object.fromEntries(each) }
  }
  await Promise.all([closeWay(a), closeWay(b)])
  const registerNew = async (n: number) => {
    await issue(a, b, n)
    return work(
      'documents with 20 kB, signed, sent, verified, taken in and registered in the book',
      a,
      b,
      n,
      async () => {
        await registerAll(b, n, a)
        return Date.now() / 1000
      },
    )
  }
  await registerNew(warm)
  const registered = await registerNew(count)
  await issue(a, b, count)
  const taken = await work('the same, taken in as arrivals', a, b, count, () => untilSent(a))
  // 01 of each, and 03 of those that were registered.
  const statuses = 2 * warm + 3 * count
  const told = await work('statuses, signed, sent, verified, applied', b, a, statuses, () => untilSent(b))
  return [taken, registered, told]
}

/** Documents, each with a file of its own, of no kind that is read for search: what reading a file costs behind it is not exchange. */
async function issue(from: End, to: End, count: number): Promise<void> {
  const files = []
  for (let n = 0; n < count; n++) {
    const bytes = randomBytes(attachment)
    // Of many thousands some would begin as a program does, and be refused: their names do not promise one.
    bytes[0] = 0
    files.push(await from.files.putBytes(bytes))
  }
  await issueMany(from, to, files, 0, count, { mediaType: 'application/octet-stream', ending: '.bin' })
}

/** The way to the other side, straight to its program. */
const openWay = (from: End, to: End) => setAddress(from, to.address ?? '')
/** Nobody answers: what is to be sent waits. */
const closeWay = (from: End) => setAddress(from, 'http://127.0.0.1:9')
async function setAddress({ database, partner }: End, address: string) {
  await sql`update exchange_way set settings = settings || jsonb_build_object('address', ${address}::text) where id = ${partner.wayId}`.execute(
    database.owner,
  )
}
/** Programs come to rest, and PostgreSQL learns what its tables hold, as it has where an installation runs. */
async function untilQuiet({ ends }: Two): Promise<void> {
  await pause(3000)
  for (const { database } of ends) await sql`analyze`.execute(database.owner)
}

async function sentOf({ database }: End): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from exchange_step where kind = 'sent'`.execute(
    database.owner,
  )
  return rows[0]?.n ?? 0
}

/** Asked so that it costs nothing, however many wait. */
async function untilSent({ database }: End): Promise<void> {
  const waiting = sql`select from exchange_message where state in ('waiting', 'sending') limit 1`
  while ((await waiting.execute(database.owner)).rows.length > 0) await pause(500)
}

/** What was to go and did not, and why. */
async function notSent({ database }: End): Promise<string> {
  const { rows } =
    await sql`select business, status_code, state, reason ->> 'code' as because, count(*)::int from exchange_message
    where direction = 'out' and state <> 'sent' group by 1, 2, 3, 4`.execute(database.owner)
  return rows.length > 0 ? `not sent: ${JSON.stringify(rows)}` : ''
}

/** Clerks let so many gather before they register them, or until no more come. */
const together = 50

/** The clerks of the three recipients register what has arrived, all that the list shows at a time, until all is. */
async function registerAll(side: End, count: number, from: End): Promise<void> {
  const where = async () => side.address ?? ''
  let left = count
  await Promise.all(
    (['wardClerk', 'otherWardClerk', 'departmentClerk'] as const).map(async (who) => {
      const cookie = await cookieFor(side.database, side.province.people[who])
      for (let before = 0; left > 0; ) {
        await pause(500)
        const { answer: waiting } = await askUntilAnswered(where, cookie, incoming.arrivals, {})
        const more = waiting.length > before
        before = waiting.length
        // What is refused there never arrives.
        if (waiting.length === 0 && left > 0 && (await progressOf(from)).refused > 0)
          throw new Error(await notSent(from))
        if (waiting.length === 0 || (more && waiting.length < together)) continue
        const deliveryIds = waiting.map((one) => one.deliveryId)
        const key = deliveryIds.join().slice(0, 100)
        const body = { deliveryIds }
        const heard = await askUntilAnswered(where, cookie, incoming.registerMany, { body }, { key })
        if (heard.status !== 200 || heard.answer.refused.length > 0) throw new Error(JSON.stringify(heard))
        left -= heard.answer.registered.length
        before = 0
      }
    }),
  )
}

interface Bare {
  /** A second, on one thread, one after the other. */
  rate: number
  /** A second, signed on as many threads as Node has for it. */
  onAll: number
  /** Milliseconds of processor each. */
  cost: number
}

/** Signing and verifying as many messages of the same size. */
async function bareSigning(count: number): Promise<Bare> {
  const pem = await makeKey('bare', rsa)
  const key = createPrivateKey(pem)
  const { publicKey } = new X509Certificate(/-----BEGIN CERT[\s\S]+/.exec(pem)?.[0] ?? '')
  const messages = Array.from({ length: 16 }, () => randomBytes(Math.round((attachment * 4) / 3) + 4000))
  const bytesOf = (n: number) => {
    const bytes = messages[n % messages.length] as Buffer
    bytes.writeUInt32LE(n, 0)
    return bytes
  }
  const check = (bytes: Buffer, value: Buffer) => {
    if (!verify('sha256', bytes, publicKey, value)) throw new Error('not verified')
    createHash('sha256').update(bytes).digest()
  }
  const before = process.cpuUsage()
  let from = performance.now()
  for (let n = 0; n < count; n++) check(bytesOf(n), sign('sha256', bytesOf(n), key))
  const rate = (1000 * count) / (performance.now() - from)
  const { user, system } = process.cpuUsage(before)
  from = performance.now()
  const signed = promisify<string, Buffer, typeof key, Buffer>(sign)
  const lane = async (lane: number) => {
    for (let n = lane; n < count; n += messages.length) check(bytesOf(n), await signed('sha256', bytesOf(n), key))
  }
  await Promise.all(messages.map((_, n) => lane(n)))
  return { rate, cost: (user + system) / 1000 / count, onAll: (1000 * count) / (performance.now() - from) }
}

function rowsOf(works: Work[], bare: Bare): Row[] {
  const stated = { id: 'exchange', compared: null, ratio: null, goal: 'stated', holds: true }
  return [
    ...works.map(({ what, messages, seconds }): Row => {
      const rate = messages / seconds
      return {
        id: 'exchange',
        what,
        ours: rounded(rate),
        compared: rounded(bare.rate),
        unit: 'a second',
        ratio: rounded(rate / bare.rate),
        goal: '≥ 0.3',
        holds: rate / bare.rate >= 0.3,
      }
    }),
    { ...stated, what: 'bare signing, on all threads', ours: rounded(bare.onAll), unit: 'a second' },
    { ...stated, what: 'bare signing: processor', ours: rounded(bare.cost), unit: 'ms each' },
    ...works.flatMap(({ what, costs }) =>
      Object.entries(costs).map(
        ([who, cost]): Row => ({ ...stated, what: `${what}: ${who}`, ours: rounded(cost), unit: 'ms each' }),
      ),
    ),
  ]
}
