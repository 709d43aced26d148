import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { shownName } from '../reading/file-name.ts'

/** Kinds that a browser may show by itself; all others are saved, whatever they claim to be. */
const shownInPage = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain'])

/** Sends a file that who asks may read, whole or a range of it. @throws request.not-found, files.missing, files.damaged */
export async function sendStored(
  asMe: AsMe,
  files: FileStore,
  http: { request: FastifyRequest; reply: FastifyReply },
  input: { sha256: string; name?: string | undefined; save?: boolean | undefined },
): Promise<unknown> {
  const file = await asMe((tx) =>
    tx
      .selectFrom('file')
      .where('sha256', '=', input.sha256)
      .select(['sha256', 'size', 'media_type'])
      .executeTakeFirst(),
  )
  if (!file) throw refuse('request.not-found')
  return sendBytes(files, http, { ...input, mediaType: file.media_type, size: file.size })
}

/** Sends bytes of the store by the rules of RFC 9110: `Range` of one part, `If-None-Match` by the hash. */
export async function sendBytes(
  files: FileStore,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  file: { sha256: string; size: number; mediaType: string; name?: string | undefined; save?: boolean | undefined },
): Promise<unknown> {
  const etag = `"${file.sha256}"`
  const inline = !file.save && shownInPage.has(file.mediaType)
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    // The browser asks again each time whether one may still read it, but need not fetch it again.
    'cache-control': 'private, no-cache',
    'content-type': shownInPage.has(file.mediaType) ? file.mediaType : 'application/octet-stream',
    'content-disposition': disposition(inline ? 'inline' : 'attachment', file.name),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  const range = partOf(request.headers.range, file.size)
  if (range === 'outside') {
    return reply.status(416).header('content-range', `bytes */${file.size}`).send()
  }
  if (range) {
    reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  }
  reply.header('content-length', range ? range.end - range.start + 1 : file.size)
  return reply.send(await files.read(file.sha256, range ?? {}))
}

/** One range of bytes; several at once are answered with the whole. */
function partOf(header: string | undefined, size: number): { start: number; end: number } | 'outside' | null {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  return start > end || start >= size ? 'outside' : { start, end }
}

function disposition(kind: 'inline' | 'attachment', name: string | undefined): string {
  const shown = shownName(name ?? 'van-ban')
  const plain = shown
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/gu, '')
    .replace(/["\\]/gu, '')
  return `${kind}; filename="${plain || 'van-ban'}"; filename*=UTF-8''${encodeURIComponent(shown).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}
