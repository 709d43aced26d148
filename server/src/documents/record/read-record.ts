import type { DocumentRecord, DocumentRow } from '@mocban/contract/documents'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readReasons } from '../access/read-reasons.ts'
import { rowColumns } from '../list/list-documents.ts'
import { titleOfSigner } from '../templates/find-signers.ts'
import { documentActs } from './document-acts.ts'
import { readDeliveries, readDirections, readFiles, readOrigin, readRelations, readSteps } from './read-parts.ts'

/** One document with everything the record page shows beside it. @throws request.not-found, also where it exists but not for who asks */
export async function readRecord(tx: Tx, actor: Actor, documentId: string): Promise<DocumentRecord> {
  const { rows } = await sql<Facts>`
    select ${rowColumns}, d.version, d.agency_id as "agencyId", app.unit_name(d.agency_id, d.listed_at) as "agencyName",
      app.seal_text(d.agency_id, d.listed_at) as "agencySeal", app.now_called(d.agency_id, d.listed_at) as "agencyNow",
      app.now_called(d.issuer_unit_id, coalesce(d.issued_on::timestamp at time zone 'Asia/Ho_Chi_Minh', d.listed_at)) as "issuerNow",
      app.now_called(d.drafting_unit_id, d.listed_at) as "draftingUnitNow", coalesce(r.year, extract(year from d.listed_at at time zone 'Asia/Ho_Chi_Minh'))::int as year, d.issuer_unit_id as "issuerUnitId", d.signer_name as "signerName",
      ${titleOfSigner} as "signerTitle", d.signer_authority as "signerAuthority", d.addressed_to as "addressedTo", d.page_count as "pageCount", d.copies, d.channel, d.file_code as "fileCode", d.note,
      p.full_name as "createdByName", d.finish_kind as "finishKind", d.finish_note as "finishNote", d.created_by as "createdBy",
      n.cancelled_at as "cancelledAt", c.full_name as "cancelledByName", n.cancel_reason as "cancelReason"
    from document d
    join person p on p.id = d.created_by
    left join register_entry n on n.document_id = d.id
    left join register r on r.id = n.register_id
    left join person c on c.id = n.cancelled_by
    where d.id = ${documentId}`.execute(tx)
  const found = rows[0]
  if (!found) throw refuse('request.not-found')
  const { cancelledAt, cancelledByName, cancelReason, createdBy, ...facts } = found
  const steps = await readSteps(tx, actor, documentId)
  return {
    ...facts,
    cancelled: cancelledAt ? { at: cancelledAt, byName: cancelledByName ?? '', reason: cancelReason ?? '' } : null,
    files: await readFiles(tx, documentId),
    steps,
    directions: await readDirections(tx, documentId),
    deliveries: await readDeliveries(tx, documentId),
    origin: await readOrigin(tx, documentId),
    relations: await readRelations(tx, documentId),
    acts: documentActs(actor, { ...facts, createdBy }),
    because: await readReasons(tx, documentId),
  }
}

type Facts = DocumentRow &
  Omit<
    DocumentRecord,
    | keyof DocumentRow
    | 'cancelled'
    | 'files'
    | 'steps'
    | 'directions'
    | 'deliveries'
    | 'origin'
    | 'relations'
    | 'acts'
    | 'because'
  > & {
    createdBy: string
    cancelledAt: string | null
    cancelledByName: string | null
    cancelReason: string | null
  }
