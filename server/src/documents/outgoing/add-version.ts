import type { VersionFiles } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { attachVersion, noteVersion } from './draft-parts.ts'
import { draftForAct, moveDocument } from './load-draft.ts'

/**
 * Saves a new version on top of the one that was seen. Where another came between nothing is overwritten: the refusal names it, and both can
 * be compared. A version made after approval goes back to the approver (Decree 30/2020, Art. 11).
 * @throws draft.version-came-between, document.act-not-now, document.files-unknown
 */
export async function addVersion(
  tx: Tx,
  actor: Actor,
  store: FileStore,
  input: { documentId: string; baseVersion: number; files: VersionFiles; note: string },
): Promise<{ versionNo: number }> {
  const draft = await draftForAct(tx, actor, input.documentId, 'add-version')
  const last = draft.hasFile || draft.lastVersion > 1 ? draft.lastVersion : 0
  if (input.baseVersion !== last && input.baseVersion !== draft.lastVersion) {
    const by = await tx
      .selectFrom('draft_version as v')
      .innerJoin('person as p', 'p.id', 'v.made_by')
      .where('v.document_id', '=', draft.id)
      .where('v.version_no', '=', draft.lastVersion)
      .select('p.full_name')
      .executeTakeFirst()
    throw refuse('draft.version-came-between', { who: by?.full_name ?? '—', versionNo: draft.lastVersion })
  }
  const versionNo = last + 1
  await attachVersion(tx, actor, draft.id, versionNo, input.files)
  await noteVersion(tx, actor, store, {
    documentId: draft.id,
    versionNo,
    note: input.note,
    main: input.files.main.sha256,
    source: input.files.source?.sha256 ?? null,
  })
  await tx
    .updateTable('draft')
    .set({ last_version: versionNo, approved_version: null, approved_by: null, approved_at: null, approval_form: null })
    .where('document_id', '=', draft.id)
    .execute()
  if (draft.state === 'approved') await askApproverAgain(tx, draft.id)
  await moveDocument(tx, draft.id, draft.state === 'approved' ? { state: 'in-review' } : {})
  const asked = await tx
    .selectFrom('review')
    .where('document_id', '=', draft.id)
    .where('state', '=', 'asked')
    .select('holder')
    .execute()
  await record(tx, actor, {
    kind: 'document.version-added',
    recordId: draft.id,
    recordList: draft.travel,
    data: { versionNo, note: input.note, afterApproval: draft.state === 'approved' },
    concerns: [principal.person(draft.createdBy), ...asked.map((one) => principal.position(one.holder))],
  })
  return { versionNo }
}

async function askApproverAgain(tx: Tx, documentId: string): Promise<void> {
  const last = await tx
    .selectFrom('review')
    .where('document_id', '=', documentId)
    .where('kind', '=', 'approve')
    .orderBy('round', 'desc')
    .orderBy('step_no', 'desc')
    .selectAll()
    .executeTakeFirst()
  if (!last) return
  await tx
    .insertInto('review')
    .values({
      id: newId(),
      document_id: documentId,
      round: last.round,
      step_no: last.step_no + 1,
      kind: 'approve',
      label: last.label,
      unit_id: last.unit_id,
      position_id: last.position_id,
      holder: last.holder,
      state: 'asked',
      asked_at: sql`app.now()`,
    })
    .execute()
}
