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
import { buildMessage, type Facts, type Outgoing, readFacts } from './build-message.ts'
import { Lanes, noteOfWay } from './lanes.ts'
import { type Begun, begin, noteFailure, noteSent, type Sent } from './note-outcome.ts'

export interface SendHouse {
  worker: Database
  files: FileStore
  key: SigningKey
}

/** So many are read from what is due at a time. */
const most = 64

/**
 * Sends what is due, to each partner as many at once as it bears. Runs in one program at a time: what is still being sent is of one that died. Ends when
 * nothing is due and nothing on its way any more. Answers how many went.
 */
export async function sendWaiting(house: SendHouse, readWays: () => Promise<OpenedWay[]>): Promise<number> {
  const desk = deskOf(house)
  const lanes = new Lanes<Due>((way, due) => sendOne(desk, way, due))
  await sql`update exchange_message set state = 'waiting' where state = 'sending'`.execute(house.worker)
  for (;;) {
    const due = await pick(house.worker, lanes)
    if (due.length === 0 && lanes.idle) return lanes.sent
    lanes.add(due, await readWays())
    // There may be more, of others.
    if (due.length < most) await lanes.change()
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

/** A message that is due, with what it is made of where it has not been made yet. */
type Due = Outgoing & { facts: Facts | null }

async function pick(db: Database, lanes: Lanes<Due>): Promise<Due[]> {
  const { rows } = await sql<Outgoing>`
    select m.id, m.business, m.agency_id as "agencyId", m.own_code as "ownCode", m.partner_code as "partnerCode", m.partner_name as "partnerName",
      coalesce(o.way_id, m.way_id) as "wayId", m.delivery_id as "deliveryId", m.document_key as "documentKey", m.symbol, m.status_code as "statusCode",
      m.happened_at as "happenedAt", m.note, m.sha256, m.size, m.tries, m.at
      from exchange_message m left join outside_agency o on o.id = m.outside_id
     where m.state = 'waiting' and m.next_try_at <= now() and not coalesce(coalesce(o.way_id, m.way_id) = any (${lanes.full}::uuid[]), false)
       and m.id <> all (${lanes.held}::uuid[])
     order by m.next_try_at, m.id limit ${most}`.execute(db)
  const bare = rows.filter((one) => !one.sha256)
  const facts = bare.length ? await readFacts(db, bare) : []
  const found = new Map(bare.map((one, n) => [one.id, facts[n] ?? null]))
  return rows.map((one) => ({ ...one, facts: found.get(one.id) ?? null }))
}

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
