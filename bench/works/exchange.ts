import { createHash, createPrivateKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { SeededRandom } from '../../server/src/demonstration/seeded-random.ts'
import { keyOfPem, makeKey } from '../../server/src/exchange/messages/message-key.ts'
import { takeIn } from '../../server/src/exchange/receiving/take-in.ts'
import { sendWaiting } from '../../server/src/exchange/sending/send-waiting.ts'
import { enterPartner, makeInstallation } from '../../server/src/exchange/testing/installation.ts'
import { issueMany } from '../../server/src/exchange/testing/issue-many.ts'
import {
  type End,
  faultsOf,
  openTwoPrograms,
  progressOf,
  registerArrivals,
} from '../../server/src/exchange/testing/two-programs.ts'
import type { Way } from '../../server/src/exchange/ways/way.ts'
import { migrate } from '../../server/src/platform/database/migrate.ts'
import { named, startPostgres, startTestServer, testPasswords } from '../../server/src/platform/testing/index.ts'
import { type Row, rounded } from '../measure.ts'

const rsa = 3072
const attachment = 20_000

/** A PDF by its first bytes, of a size. */
const somePdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

async function postgresWithTemplate() {
  const postgres = await startPostgres({ lasting: true })
  const template = named(postgres.url, 'postgres')
  await migrate(template, testPasswords)
  return { postgres, template }
}

/**
 * Messages a second through both sides in one process: written, signed, kept, handed over, read, verified, taken in as an arrival, and each answered by a
 * status that goes the same way back; beside signing and verifying as many messages of the size by Node's crypto alone.
 */
export async function exchange(count: number): Promise<Row[]> {
  const { postgres, template } = await postgresWithTemplate()
  const side = async (root: string) => {
    const installation = await makeInstallation(root, template)
    const pem = await makeKey(root, rsa)
    const server = await startTestServer(installation.database.app, () => {})
    return {
      ...installation,
      server,
      pem,
      key: keyOfPem(pem),
      partner: { wayId: '', outside: {} } as Awaited<ReturnType<typeof enterPartner>>,
    }
  }
  const [a, b] = [await side('H05'), await side('H26')] as const
  a.partner = await enterPartner(a, b, b.key)
  b.partner = await enterPartner(b, a, a.key)
  const house = (one: typeof a) => ({ worker: one.database.worker, files: one.server.files, key: one.key })
  const wayTo = (to: typeof a): Way => ({
    async send(message) {
      const file = await to.server.files.put(await message.open())
      const taken = await takeIn(house(to), { ...file, wayId: to.partner.wayId })
      if (taken.outcome === 'refused') throw taken.refusal
    },
  })
  try {
    const file = await a.server.files.putBytes(somePdf(attachment))
    await issueMany(a, b, file, 0, count)
    const from = performance.now()
    await sendWaiting(house(a), [{ id: a.partner.wayId, name: '', kind: 'http', way: wayTo(b) }])
    const out = (performance.now() - from) / 1000
    const back = performance.now()
    await sendWaiting(house(b), [{ id: b.partner.wayId, name: '', kind: 'http', way: wayTo(a) }])
    const statuses = (performance.now() - back) / 1000
    const done = await progressOf(b)
    if (done.arrived !== count) throw new Error(`${done.arrived} of ${count} arrived`)
    const bare = await bareSigning(a.pem, count)
    const row = (what: string, seconds: number): Row => ({
      id: 'exchange',
      what,
      ours: rounded(count / seconds),
      compared: rounded(count / bare),
      unit: 'a second',
      ratio: rounded(bare / seconds),
      goal: '≥ 0.3',
      holds: bare / seconds >= 0.3,
    })
    return [
      row('documents with 20 kB, signed, sent, verified, taken in', out),
      row('statuses, signed, sent, verified, applied', statuses),
    ]
  } finally {
    for (const one of [a, b]) {
      await one.server.close()
      await one.database.drop()
    }
    await postgres.stop()
  }
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

/** Two complete installations exchange documents while either is killed at random and the link cuts, delays and repeats. */
export async function exchangeProof(count: number): Promise<Row[]> {
  const { postgres, template } = await postgresWithTemplate()
  const random = new SeededRandom(Number(process.env.KILL_SEED ?? 1))
  const two = await openTwoPrograms(template, random, { trouble: 0.1, delay: 20 })
  const from = performance.now()
  let over = false
  try {
    await Promise.all(two.ends.map(two.start))
    const clerks = two.ends.map((end) => registerArrivals(end, () => over))
    const half = Math.ceil(count / 2)
    const issue = async (end: End, there: End) => {
      const file = await end.files.putBytes(somePdf(attachment))
      for (let n = 0; n < half; n += 25) {
        await issueMany(end, there, file, n, Math.min(25, half - n))
        await pause(random.int(0, 200))
      }
    }
    const [a, b] = two.ends
    const killing = async () => {
      while (!over) {
        await pause(random.int(5_000, 25_000))
        if (!over) await two.kill(random.pick(two.ends))
      }
    }
    const killer = killing()
    await Promise.all([issue(a, b), issue(b, a)])
    for (;;) {
      const states = await Promise.all(two.ends.map(progressOf))
      console.error(JSON.stringify(states))
      if (states.every((one) => one.reported === half && one.registered === half && one.waiting === 0)) break
      await pause(5000)
    }
    over = true
    await Promise.all([...clerks, killer])
    const faults = [...(await faultsOf(a, b)), ...(await faultsOf(b, a))]
    for (const fault of faults.slice(0, 20)) console.error(fault)
    console.error(
      `killed ${a.killed} and ${b.killed} times; links ${JSON.stringify(two.links.map((link) => link.counted))}`,
    )
    const row = { id: 'exchange-proof', compared: null, unit: '', ratio: null }
    return [
      {
        ...row,
        what: `faults in ${count} documents, ${a.killed + b.killed} kills`,
        ours: faults.length,
        goal: '0',
        holds: faults.length === 0,
      },
      { ...row, what: 'seconds', ours: rounded((performance.now() - from) / 1000), goal: 'stated', holds: true },
    ]
  } finally {
    over = true
    await two.close()
    await postgres.stop()
  }
}
