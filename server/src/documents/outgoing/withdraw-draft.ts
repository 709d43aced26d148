import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { draftForAct, moveDocument } from './load-draft.ts'

interface Input {
  documentId: string
  version: number
  reason: string
}

/** Takes a draft back from its review: who was asked is asked no more, what was said stays. @throws record.changed, document.act-not-now */
export async function withdrawDraft(tx: Tx, actor: Actor, input: Input): Promise<Record<string, never>> {
  const draft = await draftForAct(tx, actor, input.documentId, 'withdraw', input.version)
  const asked = await tx
    .selectFrom('review')
    .where('document_id', '=', draft.id)
    .where('state', '=', 'asked')
    .select('holder')
    .execute()
  await tx
    .updateTable('review')
    .set({ state: 'skipped', version: sql`version + 1` })
    .where('document_id', '=', draft.id)
    .where('state', 'in', ['asked', 'later'])
    .execute()
  await tx
    .updateTable('draft')
    .set({ approved_version: null, approved_by: null, approved_at: null, approval_form: null })
    .where('document_id', '=', draft.id)
    .execute()
  await moveDocument(tx, draft.id, { state: 'draft' })
  await record(tx, actor, {
    kind: 'document.review-withdrawn',
    recordId: draft.id,
    recordList: draft.travel,
    data: { reason: input.reason, abstract: draft.abstract },
    concerns: asked.map((one) => principal.position(one.holder)),
  })
  return {}
}

/** Gives a draft up. It stays readable for those who saw it; it never had a number. @throws record.changed, document.act-not-now */
export async function discardDraft(tx: Tx, actor: Actor, input: Input): Promise<Record<string, never>> {
  const draft = await draftForAct(tx, actor, input.documentId, 'discard', input.version)
  await moveDocument(tx, draft.id, { state: 'cancelled', finished_at: sql`app.now()` })
  await record(tx, actor, {
    kind: 'document.discarded',
    recordId: draft.id,
    recordList: draft.travel,
    data: { reason: input.reason, abstract: draft.abstract },
  })
  return {}
}
