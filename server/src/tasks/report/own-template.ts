import type { attachedFile } from '@mocban/contract/documents-incoming'
import type { z } from 'zod'
import { checkTemplate } from '../../documents/index.ts'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'

/** The hash of the agency's own template of the period report in force, or null for the program's. */
export async function ownReportTemplate(tx: Tx, agencyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('period_report_template')
    .where('agency_id', '=', agencyId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .select('sha256')
    .limit(1)
    .executeTakeFirst()
  return row?.sha256 ?? null
}

/** Puts the agency's own DOCX in place of the program's; null: the program's is used again. A template that cannot be filled is refused with the place. */
export async function replaceReportTemplate(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  file: z.infer<typeof attachedFile> | null,
): Promise<Record<string, never>> {
  await tx
    .insertInto('period_report_template')
    .values({
      agency_id: actor.agencyId,
      sha256: file?.sha256 ?? null,
      name: file?.name ?? '',
      made_by: actor.personId,
    })
    .execute()
  // After the row: its trigger has made sure that the file is the actor's to read.
  if (file) await checkTemplate(await files.readAll(file.sha256))
  await record(tx, actor, { kind: 'template.replaced', data: { typeCode: 'period-report', name: file?.name ?? null } })
  return {}
}
