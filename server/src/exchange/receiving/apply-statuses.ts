import { sql } from 'kysely'
import { newId, often, type Tx } from '../../platform/database/index.ts'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import type { StatusMessage } from '../messages/message.ts'
import { checkSender, type FoundSender, foundSender } from './check-sender.ts'
import type { Arrived, Taken } from './take-in.ts'
import type { TakenRows } from './write-rows.ts'

/** What is known here of the document that a status speaks of. */
interface Known {
  sender: FoundSender | null
  about: { deliveryId: string | null; agencyId: string; ownCode: string; symbol: string; abstract: string } | null
  /** The same status, taken in before. */
  same: string | null
}
type Status = Arrived & { message: StatusMessage }

/**
 * What recipients tell of documents that were sent to them, or that the sender of one wants it back (13). Applied in the order in which it happened,
 * whatever the order in which it comes. Answers each's outcome, or exchange.status-of-nothing and what `checkSender` refuses.
 */
export async function applyStatuses(
  tx: Tx,
  lot: Arrived[],
  rows: TakenRows,
): Promise<[Arrived, Taken | RefusalError][]> {
  const statuses = lot.filter((one): one is Status => one.message.kind === 'status')
  if (statuses.length === 0) return []
  const known = await whatIsKnown(tx, statuses)
  return statuses.map((one, n) => {
    try {
      return [one, apply(one, known[n] as Known, rows)]
    } catch (error) {
      if (error instanceof RefusalError) return [one, error]
      throw error
    }
  })
}

async function whatIsKnown(tx: Tx, statuses: Status[]): Promise<Known[]> {
  const given = statuses.map(({ message, signature, contentHash }, n) => ({
    n,
    sender: message.from.code,
    fingerprint: signature.certificate?.fingerprint ?? '',
    key: message.about.documentId,
    back: message.status === '13',
    hash: contentHash,
  }))
  const { rows } = await sql<Known>`${often}
    select ${foundSender} as sender,
      (select jsonb_build_object('deliveryId', m.delivery_id, 'agencyId', m.agency_id, 'ownCode', m.own_code, 'symbol', m.symbol, 'abstract', m.abstract)
         from exchange_message m
        where m.direction = case when x.back then 'in' else 'out' end and m.business in ('new', 'replace', 'update') and m.partner_code = x.sender
          and m.document_key = x.key and m.state <> 'refused'
        order by m.at desc limit 1) as about,
      (select m.id from exchange_message m
        where m.direction = 'in' and m.business = 'status' and m.partner_code = x.sender and m.document_key = x.key and m.content_hash = x.hash and m.state = 'taken'
        limit 1) as same
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) x (n int, sender text, fingerprint text, key text, back boolean, hash text)
     order by x.n`.execute(tx)
  return rows
}

function apply(arrived: Status, known: Known, rows: TakenRows): Taken {
  const { message, brought, signature, contentHash } = arrived
  const sender = checkSender(known.sender, arrived, brought)
  const { about, same } = known
  const key = message.about.documentId
  if (!about)
    throw refuse('exchange.status-of-nothing', { documentId: key, sender: sender.name, status: message.status })
  if (same) {
    rows.steps.push({ messageId: same, kind: 'repeated', data: { wayId: brought.wayId } })
    return { outcome: 'repeated', messageIds: [same] }
  }
  const id = newId()
  rows.messages.push({
    ...about,
    id,
    business: 'status',
    state: 'taken',
    outsideId: sender.id,
    partnerCode: sender.code,
    partnerName: sender.name,
    wayId: brought.wayId,
    documentKey: key,
    statusCode: message.status,
    happenedAt: message.at,
    note: message.note,
    sha256: brought.sha256,
    size: brought.size,
    contentHash,
    signature,
  })
  const step = { messageId: id, data: { signature: signature.state } }
  const { deliveryId } = about
  if (deliveryId)
    rows.told.push({
      ...step,
      deliveryId,
      code: message.status,
      note: message.note,
      at: message.at,
      senderName: sender.name,
    })
  else rows.steps.push({ ...step, kind: 'taken' })
  return { outcome: 'taken', messageIds: [id] }
}
