import type { IncomingFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { grantAudience, principal } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, last, newId, often, posted, type Tx } from '../../platform/database/index.ts'
import { type Keep, refuse } from '../../platform/http/index.ts'
import { classNewRecord } from '../access/record-class.ts'
import { reportDelivery } from '../outgoing/delivery-status.ts'
import { findDuplicates } from './find-duplicates.ts'

export interface Registration {
  facts: IncomingFacts
  files: { sha256: string; name: string; mediaType: string }[]
  deliveryId?: string | null
  duplicatesSeen: boolean
  suggested?: Record<string, 'accepted' | 'changed' | 'refused'> | undefined
}

/**
 * Registers a document that arrived and gives it the next number of the agency's incoming book (Decree 30/2020, Art. 22: one series a
 * year over paper and electronic). The number is taken last, in the statement that writes the document, its event and the answer that is kept, and that travels
 * with the commit: see decision 2.
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
  if (facts.secrecy !== 'none') throw refuse('document.secrecy-not-here')
  checkDates(facts)
  if (!input.duplicatesSeen) {
    const [first, ...others] = await findDuplicates(tx, { ...facts, files: input.files.map((file) => file.sha256) })
    if (first)
      throw refuse('document.already-registered', { number: first.number ?? '—', duplicates: [first, ...others] })
  }
  const documentId = newId()
  const listedAt = clock.now().toISOString()
  const year = Number(clock.today().slice(0, 4))
  await classNewRecord(tx, documentId, { chosen: facts.classId, typeCode: facts.typeCode })
  await grantAudience(
    tx,
    { id: documentId, list: 'incoming', at: listedAt },
    [
      { principal: principal.position(actor.positionId), reason: 'registered' },
      { principal: principal.clerksOf(actor.agencyId), reason: 'clerk' },
    ],
    [...new Set([actor.unitId, actor.agencyId])],
  )
  const { files, channel } = input.deliveryId
    ? await takeArrival(tx, input.deliveryId)
    : {
        files: input.files.map((file, n) => ({ ...file, role: n === 0 ? 'main' : 'attachment' })),
        channel: facts.channel,
      }
  await attach(tx, actor, documentId, files)
  const { number } = await writeNumbered(tx, actor, {
    documentId,
    listedAt,
    year,
    facts,
    channel,
    files: files.map((file) => file.name),
    suggested: input.suggested,
    // What arrived from another agency is acknowledged after it has its number.
    keep: input.deliveryId ? undefined : keep,
  })
  if (input.deliveryId) {
    // The document exists only now, and the delivery points at it; the book's row is locked for two statements more.
    await tx.updateTable('delivery').set({ incoming_id: documentId }).where('id', '=', input.deliveryId).execute()
    await reportDelivery(tx, input.deliveryId, '03')
  }
  return { documentId, number, year }
}

/** A document is not dated after it arrived and does not arrive tomorrow. */
export function checkDates(facts: Pick<IncomingFacts, 'arrivedOn' | 'issuedOn'>): void {
  if (facts.arrivedOn > clock.today())
    throw refuse('document.date-impossible', { field: 'arrivedOn', date: facts.arrivedOn })
  if (facts.issuedOn && facts.issuedOn > facts.arrivedOn)
    throw refuse('document.date-impossible', { field: 'issuedOn', date: facts.issuedOn })
}

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

async function attach(
  tx: Tx,
  actor: Actor,
  documentId: string,
  files: { sha256: string; name: string; mediaType: string; role: string }[],
) {
  if (files.length === 0) return
  await sql`${posted}${often}
    insert into document_file (document_id, sha256, name, media_type, role, ordinal, added_by)
      select ${documentId}::uuid, f.sha256, f.name, f."mediaType", f.role, n, ${actor.personId}::uuid
        from rows from (jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as (sha256 text, name text, "mediaType" text, role text))
          with ordinality f (sha256, name, "mediaType", role, n)`.execute(tx)
}

interface Numbered {
  documentId: string
  listedAt: string
  year: number
  facts: IncomingFacts
  channel: string
  files: string[]
  suggested: Registration['suggested']
  /** Keeps the answer and ends the transaction. */
  keep: Keep | undefined
}

/** Takes the number, writes the document and its event in one statement, so that clerks of one book wait for each other as briefly as can be. */
async function writeNumbered(
  tx: Tx,
  actor: Actor,
  { documentId, listedAt, year, facts, channel, files, suggested, keep }: Numbered,
): Promise<{ number: number }> {
  const data = JSON.stringify({
    symbol: facts.symbol,
    issuer: facts.issuerName,
    abstract: facts.abstract,
    year,
    files,
    suggested,
  })
  const answer = sql`jsonb_build_object('documentId', ${documentId}::text, 'number', n.number, 'year', ${year}::int)`
  const { rows } = await sql<{ number: number }>`${keep ? sql`${last}${often}` : often}
    with n as (select * from app.take_number(${actor.agencyId}, 'incoming', 'general', ${year}, ${documentId})),
    d as (
      insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, issuer_unit_id,
        abstract, urgency, signer_name, signer_title, addressed_to, page_count, copies, channel, due_on, file_code, note, created_by, created_position, listed_at)
      select ${documentId}::uuid, ${actor.agencyId}::uuid, 'incoming', 'registered', ${facts.typeCode}, n.register_id, n.number, ${facts.symbol || null}, ${facts.issuedOn ?? null}::date,
        ${facts.arrivedOn}::date, ${facts.issuerName}, ${facts.issuerUnitId ?? null}::uuid, ${facts.abstract}, ${facts.urgency}, ${facts.signerName ?? null}, ${facts.signerTitle ?? null}, ${facts.addressedTo || null},
        ${facts.pageCount ?? null}::int, ${facts.copies ?? null}::int, ${channel}, ${facts.dueOn ?? null}::date, ${facts.fileCode ?? null}, ${facts.note ?? null},
        ${actor.personId}::uuid, ${actor.positionId}::uuid, ${listedAt}::timestamptz from n
    ),
    e as (
      insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, request_id)
      select ${actor.agencyId}::uuid, ${actor.personId}::uuid, ${actor.positionId}::uuid, ${actor.actingFor}::uuid, 'document.registered', ${documentId}::uuid, 'incoming',
        ${data}::jsonb || jsonb_build_object('number', n.number), ${actor.requestId ?? null} from n
    ),
    k as (${keep ? keep(answer) : sql`select`} from n)
    select number from n`
    .execute(tx)
    .catch((error: { code?: string; constraint?: string }) => {
      if (error.code === 'MB001') throw refuse('register.closed')
      if (error.constraint === 'file.unreadable' || error.constraint === 'document_file_sha256_fkey')
        throw refuse('document.files-unknown')
      if (error.constraint === 'document_type_code_fkey') throw refuse('request.invalid', { what: 'typeCode' })
      throw error
    })
  return { number: rows[0]?.number ?? 0 }
}
