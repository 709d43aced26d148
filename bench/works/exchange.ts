import { createHash, createPrivateKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { incoming } from '@mocban/contract/documents-incoming'
import { someFacts } from '../../server/src/documents/testing/register.ts'
import { keyOfPem, makeKey } from '../../server/src/exchange/messages/message-key.ts'
import { takeIn } from '../../server/src/exchange/receiving/take-in.ts'
import { sendWaiting } from '../../server/src/exchange/sending/send-waiting.ts'
import { enterPartner, makeInstallation, type Partner } from '../../server/src/exchange/testing/installation.ts'
import { issueMany } from '../../server/src/exchange/testing/issue-many.ts'
import { progressOf } from '../../server/src/exchange/testing/two-programs.ts'
import type { Way } from '../../server/src/exchange/ways/way.ts'
import { serveModules } from '../../server/src/modules.ts'
import { migrate } from '../../server/src/platform/database/migrate.ts'
import { named, startPostgres, startTestServer, testPasswords } from '../../server/src/platform/testing/index.ts'
import { type Row, rounded, time } from '../measure.ts'

const rsa = 3072
export const attachment = 20_000

/** A PDF by its first bytes, of a size. */
export const somePdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

export async function postgresWithTemplate() {
  const postgres = await startPostgres({ lasting: true })
  const template = named(postgres.url, 'postgres')
  await migrate(template, testPasswords)
  return { postgres, template }
}

/**
 * Messages a second through both sides in one process: written, signed, kept, handed over, read, verified, taken in as an arrival; once with clerks who
 * register each in the book as it arrives, once without; then the statuses that tell of them, the same way back; beside signing and verifying as many
 * messages of the size by Node's crypto alone.
 */
export async function exchange(count: number): Promise<Row[]> {
  const { postgres, template } = await postgresWithTemplate()
  const [a, b] = [await openSide('H05', template), await openSide('H26', template)] as const
  a.partner = await enterPartner(a, b, b.key)
  b.partner = await enterPartner(b, a, a.key)
  try {
    const file = await a.server.files.putBytes(somePdf(attachment))
    await issueMany(a, b, file, 0, count)
    const registered = await seconds(() => Promise.all([send(a, b), registerAll(b, count)]))
    await issueMany(a, b, file, 0, count)
    const out = await seconds(() => send(a, b))
    let told = 0
    const statuses = await seconds(async () => {
      told = await send(b, a)
    })
    const [here, there] = [await progressOf(a), await progressOf(b)]
    if (there.arrived !== 2 * count || there.registered !== count || here.reported !== count || told !== 3 * count)
      throw new Error(JSON.stringify({ here, there, told }))
    const bare = count / (await bareSigning(a.pem, count))
    const row = (what: string, rate: number): Row => ({
      id: 'exchange',
      what,
      ours: rounded(rate),
      compared: rounded(bare),
      unit: 'a second',
      ratio: rounded(rate / bare),
      goal: '≥ 0.3',
      holds: rate / bare >= 0.3,
    })
    return [
      row('documents with 20 kB, signed, sent, verified, taken in', count / out),
      row('the same, and registered in the book by the recipients’ clerks', count / registered),
      row('statuses, signed, sent, verified, applied', told / statuses),
    ]
  } finally {
    for (const one of [a, b]) {
      await one.server.close()
      await one.database.drop()
    }
    await postgres.stop()
  }
}

async function openSide(root: string, template: string) {
  const installation = await makeInstallation(root, template)
  const pem = await makeKey(root, rsa)
  const server = await startTestServer(installation.database.app, serveModules)
  const partner: Partner = { wayId: '', outside: {} }
  return { ...installation, server, pem, key: keyOfPem(pem), partner }
}
type Side = Awaited<ReturnType<typeof openSide>>

async function seconds(work: () => Promise<unknown>): Promise<number> {
  return (await time(work)) / 1000
}

const houseOf = (one: Side) => ({ worker: one.database.worker, files: one.server.files, key: one.key })

/** Whatever waits at one side, handed over to the other. */
function send(from: Side, to: Side): Promise<number> {
  const way: Way = {
    async send(message) {
      const file = await to.server.files.put(await message.open())
      const taken = await takeIn(houseOf(to), { ...file, wayId: to.partner.wayId })
      if (taken.outcome === 'refused') throw taken.refusal
    },
  }
  return sendWaiting(houseOf(from), [{ id: from.partner.wayId, name: '', kind: 'http', way }])
}

/** The clerks of the three recipients register what arrives, each four at a time, until all is. */
async function registerAll(side: Side, count: number): Promise<void> {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const clerks = (['wardClerk', 'otherWardClerk', 'departmentClerk'] as const).map((who) => side.province.people[who])
  let left = count
  await Promise.all(
    clerks.map(async (who) => {
      while (left > 0) {
        const waiting = await side.server.ask(who, incoming.arrivals, {})
        if (waiting.length === 0) await pause(20)
        await inParallel(4, waiting, async ({ deliveryId, facts }) => {
          if (left-- <= 0) return
          const { symbol, issuedOn, issuerName, abstract } = facts
          await side.server.ask(who, incoming.register, {
            body: {
              facts: someFacts({ arrivedOn: today, issuedOn, symbol, issuerName, abstract }),
              files: [],
              deliveryId,
              duplicatesSeen: true,
            },
          })
        })
      }
    }),
  )
}

async function inParallel<T>(most: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await work(next)
    }),
  )
}

/** Signing and verifying as many messages of the same size, on the thread that asks. Seconds. */
async function bareSigning(pem: string, count: number): Promise<number> {
  const key = createPrivateKey(pem)
  const certificate = new X509Certificate(/-----BEGIN CERT[\s\S]+/.exec(pem)?.[0] ?? '')
  const bytes = randomBytes(Math.round((attachment * 4) / 3) + 4000)
  const from = performance.now()
  for (let n = 0; n < count; n++) {
    bytes.writeUInt32LE(n, 0)
    const value = sign('sha256', bytes, key)
    if (!verify('sha256', bytes, certificate.publicKey, value)) throw new Error('not verified')
    createHash('sha256').update(bytes).digest()
  }
  return (performance.now() - from) / 1000
}
