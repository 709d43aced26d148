import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { gather } from '../../platform/gather.ts'
import type { SigningKey } from '../../signing/index.ts'
import { signEnvelope } from '../messages/signature.ts'
import { writeMessage } from '../messages/write-message.ts'
import type { OpenedWay } from '../ways/open-ways.ts'
import { WayError } from '../ways/way.ts'
import { buildMessage } from './build-message.ts'
import { Lanes, noteOfWay } from './lanes.ts'
import { type Begun, begin, noteFailure, noteSent, type Sent } from './note-outcome.ts'
import { atOnce, type Due, pickDue } from './pick-due.ts'

export interface SendHouse {
  worker: Database
  files: FileStore
  key: SigningKey
}

/**
 * Sends what is due, to each partner as many at once as it bears. Runs in one program at a time: what is still being sent is of one that died. Ends when
 * nothing is due and nothing on its way any more. Answers how many went.
 */
export async function sendWaiting(house: SendHouse, readWays: () => Promise<OpenedWay[]>): Promise<number> {
  const desk = deskOf(house)
  const lanes = new Lanes<Due>((way, due) => sendOne(desk, way, due))
  await sql`update exchange_message set state = 'waiting' where state = 'sending'`.execute(house.worker)
  for (;;) {
    const due = await pickDue(house.worker, lanes)
    if (due.length === 0 && lanes.idle) return lanes.sent
    lanes.add(due, await readWays())
    // There may be more, of others.
    if (due.length < atOnce) await lanes.change()
  }
}

/** What the messages in flight ask of the database, each lot of them at once. */
function deskOf(house: SendHouse) {
  const { worker } = house
  return {
    ...house,
    begin: gather((begun: Begun[]) => begin(worker, begun)),
    noteSent: gather((sent: Sent[]) => noteSent(worker, sent)),
  }
}
type Desk = ReturnType<typeof deskOf>

async function sendOne(desk: Desk, way: OpenedWay | undefined, out: Due): Promise<boolean> {
  try {
    if (!way) throw new WayError('exchange.no-way', { recipient: out.partnerName }, true)
    const file = await desk.begin(out.sha256 ? { id: out.id, sha256: null, size: null } : await make(desk, out))
    // Meanwhile a person sent it by other means, or another program sends it.
    if (!file) return false
    await way.way.send({
      ...out,
      sha256: file.sha256,
      size: file.size,
      ownCode: out.ownCode ?? '',
      bytes: file.bytes,
      open: async () => (file.bytes ? Readable.from([file.bytes]) : desk.files.read(file.sha256)),
    })
    noteOfWay(way.id)
    await desk.noteSent({ out, wayId: way.id })
    return true
  } catch (error) {
    if (way) noteOfWay(way.id, error)
    await noteFailure(desk.worker, out, error, way?.id ?? null)
    return false
  }
}

/** Writes and signs the message, once for all tries: whoever gets it twice gets the same bytes. */
async function make({ files, key }: Desk, out: Due): Promise<Begun> {
  const message = buildMessage(out, out.facts)
  const envelope = await signEnvelope(message, key)
  const parts = writeMessage(message, envelope, (sha256) => files.read(sha256))
  const large = message.kind === 'document' && message.attachments.reduce((sum, one) => sum + one.size, 0) > heldAtMost
  if (large) return { id: out.id, ...(await files.put(Readable.from(parts))) }
  const bytes = await whole(parts)
  return { id: out.id, bytes, ...(await files.putBytes(bytes)) }
}

/** A message of which no more is attached is not read again from the disk to be sent. */
const heldAtMost = 250_000

async function whole(parts: AsyncIterable<string>): Promise<Buffer> {
  let text = ''
  for await (const part of parts) text += part
  return Buffer.from(text)
}
