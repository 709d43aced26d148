import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { docxToPdf, docxType } from '../conversion/index.ts'
import { keepFile } from '../conversion/keep-file.ts'
import { addVersion } from '../outgoing/add-version.ts'
import { canDraft } from '../outgoing/draft-acts.ts'
import { loadDraft } from '../outgoing/load-draft.ts'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import { loadForm } from './load-form.ts'
import { readDocx } from './read-docx.ts'

/**
 * Mends one finding, or all that are safe to mend, in a copy of the DOCX, and saves it as the next version on top of the one that was seen: never over
 * another's. What comes with the draft goes on with it.
 * @throws request.not-found, document.act-not-now, form.no-docx, form.nothing-to-fix, form.no-pdf, draft.version-came-between
 */
export async function fixDraft(
  asMe: AsMe,
  files: FileStore,
  input: { documentId: string; baseVersion: number; keys?: string[] | undefined },
): Promise<{ versionNo: number; fixed: number; left: number }> {
  const draft = await asMe(async (tx, actor) => {
    const may = canDraft('add-version', await loadDraft(tx, input.documentId), actor.capabilities)
    if (!may.allowed) throw refuse('document.act-not-now', { because: may.because ?? '', act: 'add-version' })
    return loadForm(tx, input.documentId, input.baseVersion)
  })
  if (!draft.source || !draft.main) throw refuse('form.no-docx')
  const { docx, fixed } = await fixDocx(await files.readAll(draft.source.sha256), draft.facts, input.keys)
  if (fixed === 0) throw refuse('form.nothing-to-fix')
  const { pdf } = await docxToPdf(docx)
  if (!pdf) throw refuse('form.no-pdf')
  const { findings } = await checkSheet(readDocx(docx), draft.facts)
  const source = await keepFile(asMe, files, docx, draft.source.name, docxType)
  const main = await keepFile(asMe, files, pdf, draft.main.name, 'application/pdf')
  const { versionNo } = await asMe((tx, actor) =>
    addVersion(tx, actor, files, {
      documentId: input.documentId,
      baseVersion: input.baseVersion,
      files: { main, source, attachments: draft.attachments },
      note: `Sửa thể thức: ${fixed} chỗ`,
    }),
  )
  return { versionNo, fixed, left: findings.length }
}
