import type { Asked } from '../../organisation/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { dispatch } from './dispatch.ts'

/**
 * Sends a document that arrived on to other agencies as a leader directed: the same facts and bytes, with the leader's words and, to each part of the agencies, its deadline
 * (the document's own where none is given, none where it is null). Answers the deliveries' ids in the order of the agencies.
 */
export async function forwardToAgencies(
  tx: Tx,
  actor: Actor,
  documentId: string,
  text: string,
  parts: { agencies: Asked[]; dueOn: string | null | undefined }[],
): Promise<string[]> {
  const asked = parts.filter(({ agencies }) => agencies.length > 0)
  if (asked.length === 0) return []
  // The words are a delegate's own, and the other agency is told so.
  const who = actor.actingForName ? `${actor.fullName} (theo ủy quyền của ${actor.actingForName})` : actor.fullName
  const document = await tx.selectFrom('document').where('id', '=', documentId).selectAll().executeTakeFirstOrThrow()
  const files = await tx
    .selectFrom('document_file')
    .where('document_id', '=', documentId)
    .where('role', 'in', ['main', 'attachment'])
    .orderBy('role', 'desc')
    .orderBy('ordinal')
    .selectAll()
    .execute()
  const facts = {
    symbol: document.symbol ?? '',
    issuedOn: document.issued_on ?? document.arrived_on ?? '',
    typeCode: document.type_code,
    abstract: document.abstract,
    urgency: document.urgency as 'normal',
    issuerName: document.issuer_name ?? actor.agencyName,
    issuerUnitId: document.issuer_unit_id,
    signerName: document.signer_name,
    signerTitle: document.signer_title,
    pageCount: document.page_count,
    answers: null,
    direction: text,
    directedBy: `${who}, ${actor.positionTitle} ${actor.agencyName}`,
  }
  const sent: string[] = []
  for (const { agencies, dueOn } of asked) {
    const deliveryIds = await dispatch(tx, actor, {
      documentId,
      kind: 'forward',
      facts: { ...facts, dueOn: dueOn === undefined ? document.due_on : dueOn },
      files: files.map((file) => ({
        sha256: file.sha256,
        name: file.name,
        mediaType: file.media_type,
        role: file.role as 'main',
      })),
      recipients: agencies.map((one) => ({ agencyId: one.agencyId, name: one.unitName })),
    })
    sent.push(...deliveryIds)
  }
  return sent
}
