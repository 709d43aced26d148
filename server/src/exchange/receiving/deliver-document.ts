import type { DispatchFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { newId, posted, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { DocumentMessage } from '../messages/message.ts'
import type { ReceivedFile } from '../messages/unpack.ts'
import { type Arrived, step, symbolOf, type Taken } from './take-in.ts'

/** The agencies here that a message is addressed to, by their codes of today or of before. */
async function ownAgencies(tx: Tx, codes: string[]): Promise<{ code: string; agencyId: string; name: string }[]> {
  const { rows } = await sql<{ code: string; agencyId: string; name: string }>`
    select distinct on (a.id) c.code, a.id as "agencyId", app.unit_name(a.id, app.today()) as name
      from unnest(${codes}::text[]) with ordinality c (code, n)
      cross join lateral (select app.agency_now(app.unit_of_code(c.code)) as id) a
     where a.id is not null order by a.id, c.n`.execute(tx)
  return rows
}

/**
 * Puts a document into the queue of every agency here that it names, each once; a recall, or an update that takes the agency off its list, goes to the
 * delivery that came before. @throws exchange.recipient-unknown
 */
export async function deliverDocument(
  arrived: Arrived,
  message: DocumentMessage,
  files: ReceivedFile[],
): Promise<Taken> {
  const { tx } = arrived
  const own = await ownAgencies(
    tx,
    message.to.map((one) => one.code),
  )
  if (own.length === 0)
    throw refuse('exchange.recipient-unknown', { recipients: message.to.map((one) => one.code).join(', ') })
  const taken: Taken = { outcome: 'repeated', messageIds: [] }
  let dispatchId: string | null = null
  for (const one of own) {
    const left = message.receivers.some((receiver) => !receiver.added && receiver.organ === one.code)
    if (message.business === 'recall' || (message.business === 'update' && left)) {
      await askBack(arrived, message, one, taken)
      continue
    }
    const before = await earlier(arrived, message, one.agencyId)
    if (before) {
      taken.messageIds.push(before.id)
      await step(tx, before.id, 'repeated', { wayId: arrived.brought.wayId })
      if (before.content_hash !== arrived.contentHash && message.business !== 'update')
        taken.contradicts = { documentId: message.documentId, earlier: before.id }
      continue
    }
    dispatchId ??= await freeze(tx, arrived, message, files)
    const deliveryId = newId()
    await tx
      .insertInto('delivery')
      .values({
        id: deliveryId,
        dispatch_id: dispatchId,
        recipient_agency_id: one.agencyId,
        recipient_name: one.name,
        outside_id: arrived.sender.id,
        sender_name: arrived.sender.name,
        channel: 'exchange',
        status: '01',
      })
      .execute()
    const id = await keep(arrived, message, { ...one, deliveryId })
    // Its trigger tells the sender that the message is here.
    await tx
      .insertInto('delivery_status')
      .values({ delivery_id: deliveryId, code: '01', by_agency_id: one.agencyId, by_name: one.name })
      .execute()
    await recallThatCameBefore(arrived, one, deliveryId)
    taken.outcome = 'taken'
    taken.messageIds.push(id)
  }
  return taken
}

/** What came before with this identifier for this agency. */
async function earlier({ tx, sender, contentHash }: Arrived, message: DocumentMessage, agencyId: string) {
  const update = message.business === 'update'
  return tx
    .selectFrom('exchange_message')
    .select(['id', 'content_hash'])
    .where('direction', '=', 'in')
    .where('partner_code', '=', sender.code)
    .where('document_key', '=', message.documentId)
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'taken')
    .where('business', 'in', update ? ['update'] : ['new', 'replace'])
    .$if(update, (query) => query.where('content_hash', '=', contentHash))
    .executeTakeFirst()
}

interface Placed {
  code: string
  agencyId: string
  deliveryId: string | null
}

async function keep(
  { tx, sender, brought, signature, contentHash }: Arrived,
  message: DocumentMessage,
  { code, agencyId, deliveryId }: Placed,
  state: 'taken' | 'early' = 'taken',
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('exchange_message')
    .values({
      id,
      direction: 'in',
      business: message.business,
      state,
      agency_id: agencyId,
      own_code: code,
      outside_id: sender.id,
      partner_code: sender.code,
      partner_name: sender.name,
      way_id: brought.wayId,
      delivery_id: deliveryId,
      document_key: message.business === 'recall' ? (message.about ?? message.documentId) : message.documentId,
      symbol: symbolOf(message),
      abstract: message.subject,
      note: message.reason,
      sha256: brought.sha256,
      size: brought.size,
      content_hash: contentHash,
      signature: JSON.stringify(signature),
      settled_at: state === 'taken' ? sql`app.now()` : null,
    })
    .execute()
  await step(tx, id, state, { signature: signature.state })
  return id
}

/** The frozen facts and bytes, as inside the province. */
async function freeze(tx: Tx, { sender }: Arrived, message: DocumentMessage, files: ReceivedFile[]): Promise<string> {
  const id = newId()
  const replaced =
    message.replaces[0]?.documentId ?? (message.business === 'update' ? (message.about ?? message.documentId) : null)
  await sql`
    insert into dispatch (id, kind, facts, replaces_id)
    select ${id}, 'issue', ${JSON.stringify(await factsOf(tx, message))}::jsonb,
           (select d.dispatch_id from exchange_message m join delivery d on d.id = m.delivery_id
             where m.direction = 'in' and m.partner_code = ${sender.code} and m.document_key = ${replaced} and m.business in ('new', 'replace', 'update')
             order by m.at desc limit 1)`.execute(tx)
  if (files.length > 0) {
    for (const file of files)
      await sql`${posted}select app.add_file(${file.sha256}, ${file.size}, ${file.mediaType})`.execute(tx)
    await tx
      .insertInto('dispatch_file')
      .values(
        files.map((file, n) => ({
          dispatch_id: id,
          ordinal: n + 1,
          sha256: file.sha256,
          name: file.name,
          media_type: file.mediaType,
          role: n === 0 ? 'main' : 'attachment',
        })),
      )
      .execute()
  }
  return id
}

const urgencies = ['normal', 'urgent', 'very-urgent', 'express', 'express'] as const

async function factsOf(tx: Tx, message: DocumentMessage): Promise<DispatchFacts> {
  // By the name: the numbers of types differ between writers.
  const { rows } = await sql<{ code: string }>`
    select code from document_type where app.bare(name) = app.bare(${message.type.name}) order by ordinal limit 1`.execute(
    tx,
  )
  return {
    symbol: symbolOf(message),
    issuedOn: message.issuedOn,
    typeCode: rows[0]?.code ?? (message.type.name ? 'khac' : 'cong-van'),
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

async function askBack(
  arrived: Arrived,
  message: DocumentMessage,
  one: { code: string; agencyId: string },
  taken: Taken,
) {
  const { tx, sender, contentHash } = arrived
  const about = message.about ?? message.documentId
  const { rows: before } = await sql<{ id: string }>`
    select id from exchange_message where direction = 'in' and business in ('recall', 'update') and partner_code = ${sender.code} and document_key = ${about}
       and agency_id = ${one.agencyId} and content_hash = ${contentHash} and state in ('taken', 'early')`.execute(tx)
  if (before[0]) {
    taken.messageIds.push(before[0].id)
    await step(tx, before[0].id, 'repeated', { wayId: arrived.brought.wayId })
    return
  }
  const deliveryId = await deliveryOf(tx, sender.code, about, one.agencyId)
  // A recall may overtake its document on the way: it waits for it.
  const id = await keep(
    arrived,
    { ...message, business: 'recall', about },
    { ...one, deliveryId },
    deliveryId ? 'taken' : 'early',
  )
  if (deliveryId)
    await sql`select app.ask_back(${deliveryId}, 'document.sender-recalled', ${message.reason}, ${sender.name})`.execute(
      tx,
    )
  taken.outcome = 'taken'
  taken.messageIds.push(id)
}

async function deliveryOf(tx: Tx, partnerCode: string, documentKey: string, agencyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('exchange_message')
    .select('delivery_id')
    .where('direction', '=', 'in')
    .where('business', 'in', ['new', 'replace', 'update'])
    .where('state', '=', 'taken')
    .where('partner_code', '=', partnerCode)
    .where('document_key', '=', documentKey)
    .where('agency_id', '=', agencyId)
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return row?.delivery_id ?? null
}

async function recallThatCameBefore({ tx, sender, message }: Arrived, one: { agencyId: string }, deliveryId: string) {
  if (message.kind !== 'document') return
  const { rows } = await sql<{ id: string; note: string }>`
    update exchange_message set state = 'taken', delivery_id = ${deliveryId}, settled_at = app.now()
     where direction = 'in' and state = 'early' and partner_code = ${sender.code} and document_key = ${message.documentId} and agency_id = ${one.agencyId}
    returning id, note`.execute(tx)
  for (const recall of rows) {
    await sql`select app.ask_back(${deliveryId}, 'document.sender-recalled', ${recall.note}, ${sender.name})`.execute(
      tx,
    )
    await step(tx, recall.id, 'taken', { afterItsDocument: true })
  }
}
