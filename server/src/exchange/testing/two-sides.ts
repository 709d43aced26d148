import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { draftSome, issueSome } from '../../documents/outgoing/testing/draft.ts'
import { someFacts } from '../../documents/testing/register.ts'
import { serveModules } from '../../modules.ts'
import { startTestServer, type TestServer } from '../../platform/testing/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { keyOfPem, makeKey } from '../messages/message-key.ts'
import { takeIn } from '../receiving/take-in.ts'
import { sendWaiting } from '../sending/send-waiting.ts'
import { type OutgoingMessage, type Way, WayError } from '../ways/way.ts'
import { enterPartner, type Installation, makeInstallation, type Partner } from './installation.ts'

/** A province as a whole product of its own, that exchanges with another. */
export interface Side extends Installation {
  server: TestServer
  key: SigningKey
  partner: Partner
  /** Takes what came over a way, with what the other side would be answered. */
  take(text: string | Buffer, wayId?: string | null): ReturnType<typeof takeIn>
}

/** What travels between the two, as badly as a test likes. */
export interface Line {
  carried: { message: OutgoingMessage; text: string }[]
  broken: (message: OutgoingMessage) => Error | null
}

/** Two provinces that know each other; what travels between them is carried by the test. */
export async function makeTwoSides() {
  const [a, b] = [await makeSide('H05'), await makeSide('H26')]
  for (const [here, there] of [
    [a, b],
    [b, a],
  ] as const)
    here.partner = await enterPartner(here, there, there.key)
  const line: Line = { carried: [], broken: () => null }
  const wayTo = (to: Side) => wayOn(line, to)

  async function send(from: Side): Promise<number> {
    const house = { worker: from.database.worker, files: from.server.files, key: from.key }
    return sendWaiting(house, async () => [
      { id: from.partner.wayId, name: 'x', kind: 'http', way: wayTo(from === a ? b : a) },
    ])
  }
  /** Whatever waits, on both sides, until nothing does. */
  async function settle() {
    while ((await send(a)) + (await send(b)) > 0);
  }
  const recordOf = (side: Side, id: string) =>
    side.server.ask(side.province.people.departmentClerk, documents.record, { params: { id } })
  return {
    a,
    b,
    line,
    wayTo,
    send,
    settle,
    recordOf,
    /** How the deliveries of a document of A stand. */
    statusOf: async (id: string) => (await recordOf(a, id)).deliveries.map((one) => one.status),
    close: async () => {
      for (const side of [a, b]) {
        await side.server.close()
        await side.database.drop()
      }
    },
  }
}

async function makeSide(root: string): Promise<Side> {
  const installation = await makeInstallation(root)
  const server = await startTestServer(installation.database.app, serveModules)
  const side: Side = {
    ...installation,
    server,
    key: keyOfPem(await makeKey(root, 2048)),
    partner: { wayId: '', outside: {} },
    take: async (text, wayId = side.partner.wayId) =>
      takeIn(
        { worker: side.database.worker, files: server.files },
        { ...(await server.files.putBytes(Buffer.from(text as string))), wayId },
      ),
  }
  return side
}

/** The way between the two: what the other side refuses comes back as the http way has it. */
const wayOn = (line: Line, to: Side): Way => ({
  async send(message) {
    const failure = line.broken(message)
    if (failure) throw failure
    const parts: Buffer[] = []
    for await (const part of await message.open()) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    line.carried.push({ message, text })
    const taken = await to.take(text)
    if (taken.outcome === 'refused')
      throw new WayError(
        'exchange.refused-there',
        { code: taken.refusal.code, status: 422, said: '' },
        taken.refusal.status !== 409,
      )
  },
})

/** A document of one side to agencies of the other. */
export async function issueTo(
  side: Side,
  to: Side,
  keys: ('skhcn' | 'kinhBac')[] = ['kinhBac'],
  changes: Parameters<typeof draftSome>[3] = {},
) {
  const recipients = keys.map((key) => ({ outsideId: side.partner.outside[to.codes[key]] ?? '' }))
  const id = await draftSome(side.server, side.database, side.province, { recipients, ...changes })
  const { symbol } = await issueSome(side.server, side.province, id)
  return { id, symbol }
}

/** What waits for the ward's registry. */
export const arrivalsOf = (side: Side) => side.server.ask(side.province.people.wardClerk, incoming.arrivals, {})

/** The ward's registry takes what came under a symbol into its book. */
export async function registerArrival(side: Side, symbol: string) {
  const arrival = (await arrivalsOf(side)).find((one) => one.facts.symbol === symbol)
  if (!arrival) throw new Error('no such arrival')
  const { facts } = arrival
  const answer = await side.server.ask(side.province.people.wardClerk, incoming.register, {
    body: {
      facts: someFacts({
        arrivedOn: today(),
        issuedOn: facts.issuedOn,
        symbol,
        issuerName: facts.issuerName,
        abstract: facts.abstract,
      }),
      files: [],
      deliveryId: arrival.deliveryId,
      duplicatesSeen: true,
    },
  })
  return { ...answer, deliveryId: arrival.deliveryId }
}

export const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
