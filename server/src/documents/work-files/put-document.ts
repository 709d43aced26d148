import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Puts a document that who asks may see under the file's next sheet number; one taken out before comes back under its own. */
export async function putDocument(tx: Tx, actor: Actor, workFileId: string, documentId: string): Promise<number> {
  const document = await tx.selectFrom('document').select('id').where('id', '=', documentId).executeTakeFirst()
  if (!document) throw refuse('request.not-found')
  const before = await tx
    .selectFrom('work_file_document')
    .select(['ordinal', 'removed_at'])
    .where('work_file_id', '=', workFileId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  if (before && !before.removed_at) {
    const { code } = await tx
      .selectFrom('work_file')
      .select('code')
      .where('id', '=', workFileId)
      .executeTakeFirstOrThrow()
    throw refuse('work-file.already-there', { code })
  }
  if (before) {
    await tx
      .updateTable('work_file_document')
      .set({ removed_at: null, added_at: clock.now().toISOString(), added_by: actor.personId })
      .where('work_file_id', '=', workFileId)
      .where('document_id', '=', documentId)
      .execute()
    return before.ordinal
  }
  const { rows } = await sql<{ ordinal: number }>`
    insert into work_file_document (work_file_id, document_id, ordinal, added_by)
    values (${workFileId}, ${documentId}, app.next_sheet(${workFileId}), ${actor.personId}) returning ordinal`.execute(
    tx,
  )
  return rows[0]?.ordinal ?? 0
}
