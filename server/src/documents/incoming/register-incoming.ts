import type { Duplicate, IncomingFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { type Actor, last, newId, often, type Tx } from '../../platform/database/index.ts'
import { type Keep, refuse } from '../../platform/http/index.ts'
import { endDrafts } from '../begun/begun-drafts.ts'
import { reportDelivery } from '../outgoing/delivery-status.ts'
import { eachOnce } from './find-duplicates.ts'

export interface Registration {
  facts: IncomingFacts
  files: { sha256: string; name: string; mediaType: string }[]
  deliveryId?: string | null | undefined
  /** What was kept of it while it was typed. */
  begunId?: string | null | undefined
  duplicatesSeen: boolean
  suggested?: Suggested | undefined
}
/** What became of each field that was offered. */
export type Suggested = Record<string, 'accepted' | 'changed' | 'refused'>

/**
 * Registers a document that arrived and gives it the next number of the agency's incoming book (Decree 30/2020, Art. 22: one series a
 * year over paper and electronic). All that it writes is one statement (`app.register_incoming`), which takes the number last and travels with the commit: see decision 2.
 * @throws document.secrecy-not-here, document.date-impossible, document.already-registered, document.files-unknown,
 *   document.arrival-gone, register.closed
 */
export async function registerIncoming(
  tx: Tx,
  actor: Actor,
  input: Registration,
  keep?: Keep,
): Promise<{ documentId: string; number: number; year: number }> {
  const { facts } = input
  checkFacts(facts)
  const { files, channel } = input.deliveryId
    ? await takeArrival(tx, input.deliveryId)
    : { files: inRoles(input.files), channel: facts.channel }
  await endDrafts(tx, 'registration', [input.begunId])
  const documentId = newId()
  const year = Number(clock.today().slice(0, 4))
  // What arrived from another agency is acknowledged after it has its number.
  const number = await write(
    tx,
    actor,
    { ...input, documentId, year, attached: files, channel },
    input.deliveryId ? undefined : keep,
  )
  if (input.deliveryId) {
    // The document exists only now, and the delivery points at it; the book's row is locked for two statements more.
    await tx.updateTable('delivery').set({ incoming_id: documentId }).where('id', '=', input.deliveryId).execute()
    await reportDelivery(tx, input.deliveryId, '03')
  }
  return { documentId, number, year }
}

/** @throws document.secrecy-not-here, document.date-impossible */
export function checkFacts(facts: IncomingFacts): void {
  if (facts.secrecy !== 'none') throw refuse('document.secrecy-not-here')
  checkDates(facts)
}

/** The first file is the document, the others are attached to it. */
export const inRoles = (files: Registration['files']) =>
  files.map((file, n) => ({ ...file, role: n === 0 ? 'main' : 'attachment' }))

/** The units whose leaders see what is registered. */
export const unitsAbove = (actor: Actor): string => [...new Set([actor.unitId, actor.agencyId])].join()

/** What the event of a registration tells. */
export const told = (facts: IncomingFacts, year: number, files: { name: string }[], suggested?: Suggested) => ({
  symbol: facts.symbol,
  issuer: facts.issuerName,
  abstract: facts.abstract,
  year,
  files: files.map((file) => file.name),
  suggested,
})

/** A document is not dated after it arrived, does not arrive tomorrow, and is not due before it was written. */
export function checkDates(facts: Pick<IncomingFacts, 'arrivedOn' | 'issuedOn' | 'dueOn'>): void {
  const { arrivedOn, issuedOn, dueOn } = facts
  const impossible = (field: string, date: string) => refuse('document.date-impossible', { field, date })
  if (arrivedOn > clock.today() || arrivedOn < earliest) throw impossible('arrivedOn', arrivedOn)
  if (issuedOn && (issuedOn > arrivedOn || issuedOn < earliest)) throw impossible('issuedOn', issuedOn)
  if (dueOn && (dueOn < (issuedOn ?? earliest) || dueOn > latest)) throw impossible('dueOn', dueOn)
}
/** What the register takes: a year typed with a digit too few or too many is neither. */
const earliest = '1900-01-01'
const latest = '2200-12-31'

/** The files of an arrival that still waits. */
async function takeArrival(tx: Tx, deliveryId: string) {
  const delivery = await tx
    .selectFrom('delivery')
    .where('id', '=', deliveryId)
    .where('status', '=', '01')
    .where('incoming_id', 'is', null)
    .where(sql<boolean>`recipient_agency_id = any ((select app.agencies())::uuid[])`)
    .select(['dispatch_id', 'channel'])
    .forUpdate()
    .executeTakeFirst()
  if (!delivery) throw refuse('document.arrival-gone')
  const rows = await tx
    .selectFrom('dispatch_file')
    .where('dispatch_id', '=', delivery.dispatch_id)
    .orderBy('ordinal')
    .selectAll()
    .execute()
  const files = rows.map((row) => ({ sha256: row.sha256, name: row.name, mediaType: row.media_type, role: row.role }))
  return { files, channel: delivery.channel }
}

interface Written extends Registration {
  documentId: string
  year: number
  channel: string
  attached: { sha256: string; name: string; mediaType: string; role: string }[]
}

/** Writes all of it and answers the number; with `keep` the answer, too, and the transaction ends. */
async function write(
  tx: Tx,
  actor: Actor,
  { documentId, year, facts, channel, attached, ...input }: Written,
  keep: Keep | undefined,
): Promise<number> {
  const data = told(facts, year, attached, input.suggested)
  const alike = input.duplicatesSeen ? null : input.files.map((file) => file.sha256)
  const answer = sql`jsonb_build_object('documentId', ${documentId}::text, 'number', n.number, 'year', ${year}::int)`
  const { rows } = await sql<{
    number: number | null
    duplicates: Duplicate[] | null
  }>`${keep ? sql`${last}${often}` : often}
    with n as (
      select * from app.register_incoming(${documentId}, ${clock.now().toISOString()}, ${year}, ${JSON.stringify(facts)}, ${channel}, ${JSON.stringify(attached)},
        string_to_array(${unitsAbove(actor)}, ',')::uuid[], string_to_array(${alike?.join() ?? null}, ','), ${JSON.stringify(data)}, ${actor.requestId ?? null})
    ),
    k as (${keep ? keep(answer) : sql`select`} from n where n.number is not null)
    select number, duplicates from n`
    .execute(tx)
    .catch((error: { code?: string; constraint?: string }) => {
      if (error.code === 'MB001') throw refuse('register.closed')
      if (error.constraint === 'file.unreadable' || error.constraint === 'document_file_sha256_fkey')
        throw refuse('document.files-unknown')
      if (error.constraint === 'document_type_code_fkey') throw refuse('request.invalid', { what: 'typeCode' })
      throw error
    })
  const [written] = rows
  // Then nothing was written, so it is no matter that the transaction has ended.
  if (written?.duplicates) {
    const duplicates = eachOnce(written.duplicates)
    throw refuse('document.already-registered', { number: duplicates[0]?.number ?? '—', duplicates })
  }
  return written?.number ?? 0
}
