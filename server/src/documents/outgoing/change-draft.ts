import type { DraftFacts } from '@mocban/contract/documents-outgoing'
import { checkDeadline } from '../../organisation/index.ts'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { signerColumns } from './create-draft.ts'
import { writeRecipients } from './draft-parts.ts'
import { mustGiveLaw } from './lawgiver.ts'
import { draftForAct, moveDocument } from './load-draft.ts'

/** Changes the facts of a draft and to whom it goes; the former values stay in the trail. @throws record.changed, document.act-not-now, draft.no-signer, calendar.deadline-unlikely */
export async function changeDraft(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; facts: DraftFacts },
): Promise<{ version: number }> {
  const draft = await draftForAct(tx, actor, input.documentId, 'change', input.version)
  const { facts } = input
  await mustGiveLaw(tx, actor, facts.typeCode)
  if (facts.dueOn !== draft.dueOn) checkDeadline(facts.dueOn)
  const sameSigner =
    facts.signerPositionId === draft.signerPositionId &&
    (facts.signerPersonId ?? draft.signerPersonId) === draft.signerPersonId
  const authority = sameSigner ? draft.fields.authority : null
  await moveDocument(tx, draft.id, {
    type_code: facts.typeCode,
    abstract: facts.abstract,
    urgency: facts.urgency,
    due_on: facts.dueOn ?? null,
    note: facts.note ?? null,
    ...(await signerColumns(tx, actor, facts, authority)),
  })
  await tx
    .updateTable('draft')
    .set({ signer_position_id: facts.signerPositionId ?? null })
    .where('document_id', '=', draft.id)
    .execute()
  await writeRecipients(tx, draft.id, facts.recipients, draft.travel === 'internal' ? actor.agencyId : null)
  await record(tx, actor, {
    kind: 'document.draft-changed',
    recordId: draft.id,
    recordList: draft.travel,
    data: {
      before: { abstract: draft.abstract, typeCode: draft.typeCode, urgency: draft.urgency, dueOn: draft.dueOn },
      abstract: facts.abstract,
      recipients: facts.recipients.length,
    },
  })
  return { version: draft.version + 1 }
}
