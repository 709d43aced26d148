import { copiedFrom } from '@mocban/contract/documents-drafting'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The file of a document of one's own agency that a copy is made of. @throws request.not-found, copy.not-possible */
export async function copiedFile(
  tx: Tx,
  actor: Actor,
  documentId: string,
): Promise<{ sha256: string; name: string; mediaType: string }> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', documentId)
    .select(['agency_id', 'state', 'travel'])
    .executeTakeFirst()
  if (!document || !actor.agencies.includes(document.agency_id)) throw refuse('request.not-found')
  if (document.travel !== 'incoming' && document.state !== 'issued')
    throw refuse('copy.not-possible', { because: 'not-issued' })
  const file = await tx
    .selectFrom('document_file')
    .where('document_id', '=', documentId)
    .where('role', '=', 'main')
    .where('media_type', 'in', copiedFrom)
    .orderBy('version_no', 'desc')
    .orderBy('ordinal')
    .select(['sha256', 'name', 'media_type as mediaType'])
    .executeTakeFirst()
  if (!file) throw refuse('copy.not-possible', { because: 'no-pdf' })
  return file
}
