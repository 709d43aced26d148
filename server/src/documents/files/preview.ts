import { type Kysely, sql } from 'kysely'
import type { DB } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { docxToPdf } from '../conversion/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'

/** How the database is asked: as a person, or as the worker. */
export type Ask = <T>(work: (db: Kysely<DB>) => Promise<T>) => Promise<T>

const maker = 'preview-1'
const largestDocx = 50_000_000

/**
 * The PDF in which a file is read: a PDF itself, of a DOCX the one that LibreOffice makes, made once for the same bytes. Null for other files, and
 * where this machine cannot make it.
 */
export async function previewOf(
  ask: Ask,
  files: FileStore,
  file: { sha256: string; mediaType: string; size: number },
): Promise<{ sha256: string; size: number } | null> {
  if (file.mediaType === mediaTypes.pdf) return file
  if (file.mediaType !== mediaTypes.docx || file.size > largestDocx) return null
  const made = await ask((db) =>
    db
      .selectFrom('rendition')
      .where('source_sha256', '=', file.sha256)
      .where('maker', '=', maker)
      .select(['sha256', 'size'])
      .executeTakeFirst(),
  )
  if (made) return made
  const { pdf } = await docxToPdf(await files.readAll(file.sha256))
  if (!pdf) return null
  const stored = await files.putBytes(pdf)
  await ask((db) =>
    sql`insert into rendition (source_sha256, maker, sha256, size) values (${file.sha256}, ${maker}, ${stored.sha256}, ${stored.size}) on conflict do nothing`.execute(
      db,
    ),
  )
  return stored
}
