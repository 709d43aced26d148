import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, posted, type Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { gather } from '../../platform/gather.ts'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import type { Message } from '../messages/message.ts'
import { type ReadMessage, readStored } from '../messages/read-message.ts'
import { type ReceivedFile, receivedFiles } from '../messages/unpack.ts'
import { applyStatuses } from './apply-statuses.ts'
import { deliverDocuments } from './deliver-documents.ts'
import { emptyRows, writeRows } from './write-rows.ts'

export interface ExchangeHouse {
  worker: Database
  files: FileStore
}
/** What came: its bytes, and by which way; null where a person brought it. */
export interface Brought {
  sha256: string
  size: number
  wayId: string | null
  /** The same in hand, where it is small. */
  bytes?: Buffer
  /** The way is open to anybody: it vouches for no sender. */
  anybody?: boolean
}
export type TakenIn =
  | { outcome: 'taken' | 'repeated'; messageIds: string[] }
  | { outcome: 'refused'; messageIds: string[]; refusal: RefusalError }

/**
 * Takes a message in, once whatever is repeated, reordered or cut off: read, its sender and signature checked, then in one transaction the delivery in
 * the queue of each agency here that it names, or the step of the delivery that it tells of. What is refused is kept as it came, and nothing registered.
 * Messages that come at the same moment share the transaction.
 */
export async function takeIn(house: ExchangeHouse, { bytes, ...brought }: Brought): Promise<TakenIn> {
  let read: ReadMessage | null = null
  try {
    read = await readStored(house.files, brought.sha256, bytes)
    const { message, signature, heads } = read
    const files = message.kind === 'document' ? await receivedFiles(message.attachments, house.files, { heads }) : []
    const taken = await takerOf(house.worker)({
      message,
      signature,
      files,
      brought,
      contentHash: contentHash(message),
    })
    if (taken instanceof RefusalError) throw taken
    if (taken.contradicts) throw refuse('exchange.same-id-other-content', taken.contradicts)
    return { outcome: taken.outcome, messageIds: taken.messageIds }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const messageIds = await keepRefused(house, brought, read, error)
    return { outcome: 'refused', messageIds, refusal: error }
  }
}

/** A message that was read, to be taken in. */
export interface Arrived {
  message: Message
  signature: ReadMessage['signature']
  files: ReceivedFile[]
  brought: Brought
  contentHash: string
}
export interface Taken {
  outcome: 'taken' | 'repeated'
  messageIds: string[]
  /** An earlier message with the same identifier says something else. */
  contradicts?: { documentId: string; earlier: string }
}

/** Two that bring the same at the same moment come one after the other. */
const lockOf = ({ message }: Arrived) => `${message.from.code} ${keyOf(message)}`

const takers = new WeakMap<Database, (arrived: Arrived) => Promise<Taken | RefusalError>>()
function takerOf(worker: Database) {
  const known = takers.get(worker)
  if (known) return known
  const taker = gather((lot: Arrived[]) => worker.transaction().execute((tx) => takeLot(tx, lot)), { keyOf: lockOf })
  takers.set(worker, taker)
  return taker
}

/** Reads what is known of all of them, decides for each, and writes what was decided for all: three ways to the database, however many they are. */
async function takeLot(tx: Tx, lot: Arrived[]): Promise<(Taken | RefusalError)[]> {
  await sql`${posted}select pg_advisory_xact_lock(6304, key) from (select distinct hashtext(k) as key from unnest(${lot.map(lockOf)}::text[]) k order by 1) x`.execute(
    tx,
  )
  const rows = emptyRows()
  for (const { brought } of lot) rows.files.push({ ...brought, mediaType: 'application/xml' })
  const answers = new Map([...(await deliverDocuments(tx, lot, rows)), ...(await applyStatuses(tx, lot, rows))])
  await writeRows(tx, rows)
  return lot.map((one) => answers.get(one) as Taken | RefusalError)
}

const keyOf = (message: Message) =>
  message.kind === 'document' ? (message.about ?? message.documentId) : message.about.documentId

/** Of what a message says. Traces and the signature are left out: nodes on the way add theirs, and a resend may sign anew. */
function contentHash(message: Message): string {
  const said = message.kind === 'document' ? { ...message, trace: null } : message
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** Keeps what was refused with the reason, once however often it comes; who it was for is told where that can be known. */
async function keepRefused(
  { worker }: ExchangeHouse,
  brought: Brought,
  read: ReadMessage | null,
  refusal: RefusalError,
): Promise<string[]> {
  const message = read?.message ?? null
  const reason = JSON.stringify({ code: refusal.code, values: refusal.values })
  return worker.transaction().execute(async (tx) => {
    await sql`${posted}select app.add_file(${brought.sha256}, ${brought.size}, 'application/xml')`.execute(tx)
    await sql`select pg_advisory_xact_lock(6304, hashtext(${brought.sha256}))`.execute(tx)
    const before = await tx
      .selectFrom('exchange_message')
      .select('id')
      .where('sha256', '=', brought.sha256)
      .where('direction', '=', 'in')
      .where('state', '=', 'refused')
      .where(sql<boolean>`reason ->> 'code' = ${refusal.code}`)
      .executeTakeFirst()
    if (before) {
      await step(tx, before.id, 'repeated', { wayId: brought.wayId })
      return [before.id]
    }
    const codes = message
      ? message.kind === 'document'
        ? message.to.map((one) => one.code)
        : [message.about.organ]
      : []
    const { rows } = await sql<{ id: string }>`
      with own as (select a.agency, a.code from unnest(${codes}::text[]) c (code) cross join lateral (select app.agency_now(app.unit_of_code(c.code)) as agency, c.code) a
                    where a.agency is not null limit 1)
      insert into exchange_message (direction, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, document_key, symbol, abstract,
        status_code, happened_at, sha256, size, signature, reason, settled_at)
      select 'in', ${message ? (message.kind === 'document' ? message.business : 'status') : 'unread'}, 'refused', own.agency, own.code,
        (select o.id from outside_agency_now o where o.code = ${message?.from.code ?? null}), ${message?.from.code ?? null}, ${message?.from.name ?? ''}, ${brought.wayId},
        ${message ? keyOf(message) : null}, ${message ? symbolOf(message) : null}, ${message?.kind === 'document' ? message.subject : null},
        ${message?.kind === 'status' ? message.status : null}, ${message?.kind === 'status' ? message.at : null}, ${brought.sha256}, ${brought.size},
        ${read ? JSON.stringify(read.signature) : null}::jsonb, ${reason}::jsonb, app.now()
        from (values (1)) one left join own on true
      returning id`.execute(tx)
    const id = rows[0]?.id ?? ''
    await step(tx, id, 'refused', { code: refusal.code })
    await sql`insert into event (agency_id, kind, data, concerns)
      select coalesce(m.agency_id, p.unit_id), 'exchange.refused',
        jsonb_build_object('messageId', m.id, 'sender', coalesce(nullif(m.partner_name, ''), m.partner_code, '—'), 'symbol', m.symbol, 'code', ${refusal.code}::text),
        array[app.clerks_of(coalesce(m.agency_id, p.unit_id))]
        from exchange_message m left join unit_version p on p.kind = 'province' and p.valid @> app.today() and m.agency_id is null
       where m.id = ${id} and coalesce(m.agency_id, p.unit_id) is not null limit 1`.execute(tx)
    return [id]
  })
}

export const symbolOf = (message: Message) =>
  message.kind === 'document' ? [message.number, message.notation].filter(Boolean).join('/') : message.about.symbol

/** One line of a message's history. */
export async function step(tx: Tx, messageId: string, kind: string, data: Record<string, unknown> = {}): Promise<void> {
  await sql`${posted}insert into exchange_step (message_id, kind, data) values (${messageId}, ${kind}, ${JSON.stringify(data)}::jsonb)`.execute(
    tx,
  )
}
