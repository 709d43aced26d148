import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { type ComparedRow, compareTexts, documentText, docxType } from '../conversion/index.ts'

/** Two versions of a draft side by side: by their DOCX where both have one, else by the text of their PDF. `readable` is false where one has no text. */
export async function compareVersions(
  asMe: AsMe,
  files: FileStore,
  input: { documentId: string; from: number; to: number },
): Promise<{ rows: ComparedRow[]; readable: boolean }> {
  const rows = await asMe((tx) =>
    tx
      .selectFrom('document_file')
      .where('document_id', '=', input.documentId)
      .where('version_no', 'in', [input.from, input.to])
      .where('role', 'in', ['main', 'source'])
      .select(['sha256', 'media_type', 'role', 'version_no'])
      .execute(),
  )
  const of = (version: number, role: string) => rows.find((row) => row.version_no === version && row.role === role)
  const docx = (version: number) => rows.find((row) => row.version_no === version && row.media_type === docxType)
  const both = docx(input.from) && docx(input.to)
  const before = both ? docx(input.from) : of(input.from, 'main')
  const after = both ? docx(input.to) : of(input.to, 'main')
  if (!before || !after) throw refuse('request.not-found')
  const [one, other] = await Promise.all(
    [before, after].map(async (file) => documentText(await files.readAll(file.sha256), file.media_type)),
  )
  return { rows: compareTexts(one ?? [], other ?? []), readable: Boolean(one?.length && other?.length) }
}
