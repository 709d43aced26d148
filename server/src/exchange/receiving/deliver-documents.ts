import type { DispatchFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { newId, often, type Tx } from '../../platform/database/index.ts'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import type { DocumentMessage } from '../messages/message.ts'
import { checkSender, type FoundSender, foundSender, type Sender } from './check-sender.ts'
import { type Arrived, symbolOf, type Taken } from './take-in.ts'
import type { MessageRow, TakenRows } from './write-rows.ts'

type Document = Arrived & { message: DocumentMessage }
/** An agency here that a document is addressed to, by its code of today or of before, and what came before. */
interface Recipient {
  code: string
  agencyId: string
  name: string
  /** It is asked to give the document back: by a recall, or by an update that takes it off the list of recipients. */
  back: boolean
  /** What came before under this identifier. */
  same: { id: string; hash: string } | null
  /** Of what is asked back. */
  deliveryId: string | null
  /** Recalls that came before this document. */
  early: { id: string; note: string }[] | null
}
interface Known {
  sender: FoundSender | null
  typeCode: string | null
  /** The dispatch whose place this one takes. */
  replacesId: string | null
  recipients: Recipient[]
}

/**
 * Puts each document into the queue of every agency here that it names, once; a recall, or an update that takes the agency off its list, goes to the
 * delivery that came before. Answers each's outcome, or exchange.recipient-unknown and what `checkSender` refuses.
 */
export async function deliverDocuments(
  tx: Tx,
  lot: Arrived[],
  rows: TakenRows,
): Promise<[Arrived, Taken | RefusalError][]> {
  const documents = lot.filter((one): one is Document => one.message.kind === 'document')
  if (documents.length === 0) return []
  const known = await whatIsKnown(tx, documents)
  return documents.map((one, n) => {
    try {
      return [one, deliver(one, known[n] as Known, rows)]
    } catch (error) {
      if (error instanceof RefusalError) return [one, error]
      throw error
    }
  })
}

const aboutOf = (message: DocumentMessage) => message.about ?? message.documentId

async function whatIsKnown(tx: Tx, documents: Document[]): Promise<Known[]> {
  const given = documents.map(({ message, signature, contentHash }, n) => ({
    n,
    sender: message.from.code,
    fingerprint: signature.certificate?.fingerprint ?? '',
    codes: message.to.map((one) => one.code),
    left: message.receivers.flatMap((one) => (one.added ? [] : [one.organ])),
    business: message.business,
    key: message.documentId,
    about: aboutOf(message),
    replaced: message.replaces[0]?.documentId ?? (message.business === 'update' ? aboutOf(message) : null),
    type: message.type.name,
    hash: contentHash,
  }))
  // Types by the name, as it is or as it sounds: their numbers differ between writers.
  const { rows } = await sql<Known>`${often}
    with types as materialized (select code, ordinal, app.bare(name) as name from document_type)
    select ${foundSender} as sender,
      coalesce((select t.code from document_type t where t.name = x.type order by t.ordinal limit 1),
               (select t.code from types t where t.name = app.bare(x.type) order by t.ordinal limit 1)) as "typeCode",
      (select d.dispatch_id from exchange_message m join delivery d on d.id = m.delivery_id
        where m.direction = 'in' and m.partner_code = x.sender and m.document_key = x.replaced and m.business in ('new', 'replace', 'update')
        order by m.at desc limit 1) as "replacesId",
      coalesce((
        select jsonb_agg(jsonb_build_object('code', p.code, 'agencyId', p.id, 'name', app.unit_name(p.id, app.today()), 'back', p.back,
            'same', (select jsonb_build_object('id', m.id, 'hash', m.content_hash) from exchange_message m
                      where m.direction = 'in' and m.partner_code = x.sender and m.agency_id = p.id and m.document_key = case when p.back then x.about else x.key end
                        and case when p.back then m.business in ('recall', 'update') and m.state in ('taken', 'early') and m.content_hash = x.hash
                                 when x.business = 'update' then m.business = 'update' and m.state = 'taken' and m.content_hash = x.hash
                                 else m.business in ('new', 'replace') and m.state = 'taken' end
                      limit 1),
            'deliveryId', (select m.delivery_id from exchange_message m
                            where p.back and m.direction = 'in' and m.business in ('new', 'replace', 'update') and m.state = 'taken' and m.partner_code = x.sender
                              and m.document_key = x.about and m.agency_id = p.id
                            order by m.at desc limit 1),
            'early', (select jsonb_agg(jsonb_build_object('id', m.id, 'note', m.note)) from exchange_message m
                       where not p.back and m.direction = 'in' and m.state = 'early' and m.partner_code = x.sender and m.document_key = x.key and m.agency_id = p.id)))
          from (select distinct on (a.id) c.code, a.id, x.business = 'recall' or x.business = 'update' and c.code = any (x."left") as back
                  from unnest(x.codes) with ordinality c (code, n) cross join lateral (select app.agency_now(app.unit_of_code(c.code)) as id) a
                 where a.id is not null order by a.id, c.n) p), '[]') as recipients
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
             x (n int, sender text, fingerprint text, codes text[], "left" text[], business text, key text, about text, replaced text, type text, hash text)
     order by x.n`.execute(tx)
  return rows
}

function deliver(arrived: Document, known: Known, rows: TakenRows): Taken {
  const { message, brought } = arrived
  const sender = checkSender(known.sender, arrived, brought)
  if (known.recipients.length === 0)
    throw refuse('exchange.recipient-unknown', { recipients: message.to.map((one) => one.code).join(', ') })
  const taken: Taken = { outcome: 'repeated', messageIds: [] }
  let dispatchId: string | null = null
  for (const one of known.recipients) {
    if (one.same) {
      taken.messageIds.push(one.same.id)
      rows.steps.push({ messageId: one.same.id, kind: 'repeated', data: { wayId: brought.wayId } })
      if (one.same.hash !== arrived.contentHash)
        taken.contradicts = { documentId: message.documentId, earlier: one.same.id }
      continue
    }
    taken.outcome = 'taken'
    if (one.back) taken.messageIds.push(askBack(arrived, sender, one, rows))
    else {
      dispatchId ??= freeze(arrived, known, rows)
      taken.messageIds.push(place(arrived, sender, one, dispatchId, rows))
    }
  }
  return taken
}

/** Into the queue of one agency; a recall that came before it takes it out again. */
function place(arrived: Document, sender: Sender, one: Recipient, dispatchId: string, rows: TakenRows): string {
  const deliveryId = newId()
  rows.deliveries.push({
    id: deliveryId,
    dispatchId,
    agencyId: one.agencyId,
    agencyName: one.name,
    outsideId: sender.id,
    senderName: sender.name,
  })
  const row = messageRow(arrived, sender, one, deliveryId)
  rows.messages.push(row)
  rows.steps.push({ messageId: row.id, kind: 'taken', data: { signature: arrived.signature.state } })
  for (const recall of one.early ?? []) {
    rows.found.push({ id: recall.id, deliveryId })
    rows.told.push({
      messageId: recall.id,
      deliveryId,
      code: '13',
      note: recall.note,
      at: null,
      senderName: sender.name,
      data: { afterItsDocument: true },
    })
  }
  return row.id
}

/** A recall may overtake its document on the way: it waits for it. */
function askBack(arrived: Document, sender: Sender, one: Recipient, rows: TakenRows): string {
  const { message, signature } = arrived
  const { deliveryId } = one
  const row: MessageRow = {
    ...messageRow(arrived, sender, one, deliveryId),
    business: 'recall',
    state: deliveryId ? 'taken' : 'early',
    documentKey: aboutOf(message),
  }
  rows.messages.push(row)
  const data = { signature: signature.state }
  if (deliveryId)
    rows.told.push({
      messageId: row.id,
      deliveryId,
      code: '13',
      note: message.reason,
      at: null,
      senderName: sender.name,
      data,
    })
  else rows.steps.push({ messageId: row.id, kind: 'early', data })
  return row.id
}

function messageRow(arrived: Document, sender: Sender, one: Recipient, deliveryId: string | null): MessageRow {
  const { message, brought, signature, contentHash } = arrived
  return {
    id: newId(),
    business: message.business,
    state: 'taken',
    agencyId: one.agencyId,
    ownCode: one.code,
    outsideId: sender.id,
    partnerCode: sender.code,
    partnerName: sender.name,
    wayId: brought.wayId,
    deliveryId,
    documentKey: message.documentId,
    symbol: symbolOf(message),
    abstract: message.subject,
    statusCode: null,
    happenedAt: null,
    note: message.reason,
    sha256: brought.sha256,
    size: brought.size,
    contentHash,
    signature,
  }
}

/** The frozen facts and bytes, as inside the province. */
function freeze({ message, files }: Document, { typeCode, replacesId }: Known, rows: TakenRows): string {
  const id = newId()
  rows.dispatches.push({ id, facts: factsOf(message, typeCode), replacesId })
  rows.files.push(...files)
  rows.dispatchFiles.push(
    ...files.map((file, n) => ({
      dispatchId: id,
      ordinal: n + 1,
      sha256: file.sha256,
      name: file.name,
      mediaType: file.mediaType,
      role: n === 0 ? 'main' : 'attachment',
    })),
  )
  return id
}

const urgencies = ['normal', 'urgent', 'very-urgent', 'express', 'express'] as const

function factsOf(message: DocumentMessage, typeCode: string | null): DispatchFacts {
  return {
    symbol: symbolOf(message),
    issuedOn: message.issuedOn,
    typeCode: typeCode ?? (message.type.name ? 'khac' : 'cong-van'),
    abstract: message.subject,
    urgency: urgencies[message.priority] ?? 'normal',
    issuerName: message.from.name || message.from.code,
    issuerUnitId: null,
    signerName: message.signer.name || null,
    signerTitle: message.signer.title || null,
    pageCount: message.pages || null,
    dueOn: message.dueOn,
    answers:
      message.answers
        .map((one) => one.symbol || one.documentId)
        .filter(Boolean)
        .join(', ') || null,
    direction: null,
    directedBy: null,
  }
}
