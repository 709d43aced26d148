import { sql } from 'kysely'
import { changedSince } from '../../platform/access/index.ts'
import { type Actor, posted, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { titleOfSigner } from '../templates/find-signers.ts'
import { canDraft, type DraftAct, type DraftState } from './draft-acts.ts'

/** A draft as use cases work on it. */
export interface Draft extends DraftState {
  id: string
  /** The agency that has it: the one it was drafted in, or the heir of that. */
  agencyId: string
  version: number
  typeCode: string
  abstract: string
  urgency: 'normal' | 'urgent' | 'very-urgent' | 'express'
  dueOn: string | null
  symbol: string | null
  createdBy: string
  draftingUnitId: string | null
  listedAt: string
  signerPositionId: string | null
  signerName: string | null
  signerTitle: string | null
  signerAuthority: string | null
  signerPersonId: string | null
  lastVersion: number
  approvedVersion: number | null
  fields: Record<string, unknown>
}

/**
 * Reads a draft with what decides about it, relative to who asks. The lock keeps other acts away, and nobody who only writes something beside the draft: what names it
 * by its key (a check of its form, a comment) does not wait. @throws request.not-found
 */
export async function loadDraft(tx: Tx, documentId: string, lock = false): Promise<Draft> {
  // By itself: who waited for another act reads what that act left, also of the rows that are not locked.
  if (lock) await sql`${posted}select from document where id = ${documentId} for no key update`.execute(tx)
  const { rows } = await sql<Draft>`
    select d.id, app.agency_now(d.agency_id) as "agencyId", d.travel, d.state, d.version, d.type_code as "typeCode", d.abstract, d.urgency, d.due_on as "dueOn", d.symbol,
      d.created_by as "createdBy", d.drafting_unit_id as "draftingUnitId", d.listed_at as "listedAt", d.signer_name as "signerName", ${titleOfSigner} as "signerTitle", d.signer_authority as "signerAuthority",
      d.signer_person_id as "signerPersonId",
      r.signer_position_id as "signerPositionId", coalesce(r.last_version, 1) as "lastVersion", r.approved_version as "approvedVersion", coalesce(r.fields, '{}') as fields,
      d.agency_id = any ((select app.agencies())::uuid[]) as own,
      d.created_by = (select app.person()) or d.created_position = any ((select app.principals())::uuid[]) as drafter,
      exists (select from review v where v.document_id = d.id and v.state = 'asked' and v.holder = any ((select app.principals())::uuid[])) as asked,
      exists (select from document_file f where f.document_id = d.id and f.role = 'main' and f.version_no = coalesce(r.last_version, 1)) as "hasFile",
      r.signer_position_id is not null as "hasSigner",
      exists (select from draft_recipient y where y.document_id = d.id) as "hasRecipients", coalesce(r.approved_version = r.last_version, false) as "approvedIsLast"
    from document d left join draft r on r.document_id = d.id
    where d.id = ${documentId} and d.travel <> 'incoming'`.execute(tx)
  const draft = rows[0]
  if (!draft) throw refuse('request.not-found')
  return draft
}

/** The hash of the main file of a draft's last version; null where there is none yet. */
export async function mainFileOf(tx: Tx, draft: Pick<Draft, 'id' | 'lastVersion'>): Promise<string | null> {
  const file = await tx
    .selectFrom('document_file')
    .where('document_id', '=', draft.id)
    .where('version_no', '=', draft.lastVersion)
    .where('role', '=', 'main')
    .orderBy('ordinal')
    .select('sha256')
    .executeTakeFirst()
  return file?.sha256 ?? null
}

/** Locks a draft for an act. @throws request.not-found, record.changed, document.act-not-now */
export async function draftForAct(
  tx: Tx,
  actor: Actor,
  documentId: string,
  act: DraftAct,
  version?: number,
): Promise<Draft> {
  const draft = await loadDraft(tx, documentId, true)
  if (version !== undefined && draft.version !== version) throw await changedSince(tx, documentId)
  const permission = canDraft(act, draft, actor.capabilities)
  if (!permission.allowed) throw refuse('document.act-not-now', { because: permission.because ?? '', act })
  return draft
}

/** Counts an act on the document, and moves it where the act does. */
export async function moveDocument(tx: Tx, documentId: string, change: Record<string, unknown> = {}): Promise<void> {
  await tx
    .updateTable('document')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', documentId)
    .execute()
}
