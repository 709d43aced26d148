import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOpenWorkFile, workFileList } from './find-work-file.ts'
import { putDocument } from './put-document.ts'

/** Puts a document into a file; a document may lie in several. */
export async function addDocument(tx: Tx, actor: Actor, id: string, documentId: string): Promise<{ ordinal: number }> {
  await findOpenWorkFile(tx, id)
  const ordinal = await putDocument(tx, actor, id, documentId)
  await tell(tx, actor, 'work-file.document-added', id, documentId, ordinal)
  return { ordinal }
}

/** Takes a document out of a file. The document itself stays where it is, and its sheet number is not given to another. */
export async function removeDocument(
  tx: Tx,
  actor: Actor,
  id: string,
  documentId: string,
): Promise<Record<string, never>> {
  await findOpenWorkFile(tx, id)
  const gone = await tx
    .updateTable('work_file_document')
    .set({ removed_at: clock.now().toISOString() })
    .where('work_file_id', '=', id)
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .returning('ordinal')
    .executeTakeFirst()
  if (!gone) throw refuse('request.not-found')
  await tell(tx, actor, 'work-file.document-removed', id, documentId, gone.ordinal)
  return {}
}

/** Told to those who may see the document (`documents/trail`); the event names the sheet, never the symbol or the abstract. */
async function tell(tx: Tx, actor: Actor, kind: string, id: string, documentId: string, ordinal: number) {
  await record(tx, actor, { kind, recordId: id, recordList: workFileList, data: { documentId, ordinal } })
}
