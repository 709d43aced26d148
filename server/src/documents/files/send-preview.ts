import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { docxToPdf } from '../conversion/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { sendBytes, sendStored } from './send-file.ts'

type AsMe = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>

const previewMaker = 'preview-1'

/** Sends a PDF of a DOCX to read in the page: made by LibreOffice where the machine has it, once for the same bytes. @throws request.not-found, file.no-preview */
export async function sendPreview(
  asMe: AsMe,
  files: FileStore,
  http: { request: FastifyRequest; reply: FastifyReply },
  sha256: string,
): Promise<unknown> {
  const { file, made } = await asMe(async (tx) => ({
    file: await tx.selectFrom('file').where('sha256', '=', sha256).select(['media_type', 'size']).executeTakeFirst(),
    made: await tx
      .selectFrom('rendition')
      .where('source_sha256', '=', sha256)
      .where('maker', '=', previewMaker)
      .select(['sha256', 'size'])
      .executeTakeFirst(),
  }))
  if (!file) throw refuse('request.not-found')
  if (file.media_type === mediaTypes.pdf) return sendStored(asMe, files, http, { sha256 })
  if (made) return sendBytes(files, http, { ...made, mediaType: mediaTypes.pdf })
  if (file.media_type !== mediaTypes.docx || file.size > 50_000_000) throw refuse('file.no-preview')
  const { pdf } = await docxToPdf(await files.readAll(sha256))
  if (!pdf) throw refuse('file.no-preview')
  const stored = await files.putBytes(pdf)
  await asMe((tx) =>
    sql`insert into rendition (source_sha256, maker, sha256, size) values (${sha256}, ${previewMaker}, ${stored.sha256}, ${stored.size}) on conflict do nothing`.execute(
      tx,
    ),
  )
  return sendBytes(files, http, { ...stored, mediaType: mediaTypes.pdf })
}
