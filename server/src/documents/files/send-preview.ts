import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { previewOf } from './preview.ts'
import { sendBytes, sendStored } from './send-file.ts'

/** Sends the PDF in which a file is read in the page. @throws request.not-found, file.no-preview */
export async function sendPreview(
  asMe: AsMe,
  files: FileStore,
  http: { request: FastifyRequest; reply: FastifyReply },
  sha256: string,
): Promise<unknown> {
  const file = await asMe((tx) =>
    tx
      .selectFrom('file')
      .where('sha256', '=', sha256)
      .select(['sha256', 'media_type as mediaType', 'size'])
      .executeTakeFirst(),
  )
  if (!file) throw refuse('request.not-found')
  if (file.mediaType === mediaTypes.pdf) return sendStored(asMe, files, http, { sha256 })
  const preview = await previewOf(asMe, files, file)
  if (!preview) throw refuse('file.no-preview')
  return sendBytes(files, http, { ...preview, mediaType: mediaTypes.pdf })
}
