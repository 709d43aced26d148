import { z } from 'zod'
import { inspection, rect, suggestion, word } from './documents-reading.ts'
import { route } from './route.ts'
import { fileName, id } from './values.ts'

/** Bytes come in parts and go on where they stopped; what arrived before a connection broke is not sent again. */

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** 500 MB as people's machines and the screens count them. */
export const longestFile = 500 * 1024 * 1024
/** What a browser sends at once: small enough that a broken line loses little. */
export const partBytes = 4_000_000

export const upload = z.object({
  id,
  name: z.string(),
  size: z.number().int(),
  /** How much is safely there: go on from here. */
  offset: z.number().int(),
})
export type Upload = z.infer<typeof upload>

export const uploadedFile = z.object({
  sha256,
  size: z.number().int(),
  /** As the sender named it. */
  name: z.string(),
  /** The same, safe to show and to save under. */
  shownName: z.string(),
  mediaType: z.string(),
  inspection,
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const readFile = z.object({
  sha256,
  inspection,
  pages: z.array(
    z.object({
      page: z.number().int(),
      source: z.enum(['text-layer', 'ocr', 'none']),
      width: z.number(),
      height: z.number(),
      words: z.number().int(),
    }),
  ),
  suggestions: z.array(suggestion),
  /** A place of page 1 that nothing is written on, for the arrival stamp. */
  free: rect.nullable(),
})
export type ReadFile = z.infer<typeof readFile>

export const uploads = {
  begin: route({
    method: 'POST',
    path: '/api/uploads',
    summary: 'Begin to send a file in parts',
    needs: 'signed-in',
    /** What is too long is refused in words, before a byte of it is sent. */
    body: z.object({ name: fileName, size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    response: upload,
  }),
  status: route({
    method: 'GET',
    path: '/api/uploads/:id',
    summary: 'How much of an upload is safely there',
    needs: 'signed-in',
    params: z.object({ id }),
    response: upload,
  }),
  append: route({
    method: 'PUT',
    path: '/api/uploads/:id/parts/:offset',
    summary: 'Send the bytes from an offset on, as application/octet-stream',
    needs: 'signed-in',
    params: z.object({ id, offset: z.coerce.number().int().min(0).max(longestFile) }),
    response: upload,
    transaction: false,
  }),
  finish: route({
    method: 'POST',
    path: '/api/uploads/:id/finish',
    summary: 'Look at what arrived and keep it; a file that may not be taken is refused with the reason and dropped',
    needs: 'signed-in',
    params: z.object({ id }),
    response: uploadedFile,
    transaction: false,
  }),
  discard: route({
    method: 'DELETE',
    path: '/api/uploads/:id',
    summary: 'Give an upload up',
    needs: 'signed-in',
    params: z.object({ id }),
    response: z.object({}),
  }),
  download: route({
    method: 'GET',
    path: '/api/files/:sha256',
    summary: 'The bytes of a file that who asks may read; ranges are served',
    needs: 'signed-in',
    params: z.object({ sha256 }),
    query: z.object({ name: z.string().max(255).optional(), save: z.stringbool().optional() }),
    transaction: false,
  }),
  read: route({
    method: 'POST',
    path: '/api/documents/reading',
    summary: 'What can be read from a file: its kind, and values for the register with their places in the page',
    needs: 'signed-in',
    body: z.object({ sha256, name: fileName }),
    response: readFile,
    transaction: false,
  }),
  stamped: route({
    method: 'GET',
    path: '/api/documents/:id/stamped',
    summary: 'A copy of the main PDF with the arrival stamp; the original stays as it came',
    needs: 'signed-in',
    params: z.object({ id }),
    transaction: false,
  }),
  words: route({
    method: 'GET',
    path: '/api/files/:sha256/pages/:page/words',
    summary: 'The words of a page of a PDF or of a picture with their places, also where the page is only a picture',
    needs: 'signed-in',
    params: z.object({ sha256, page: z.coerce.number().int().min(1).max(10_000) }),
    /** Only what was read before: nothing is read for it now. */
    query: z.object({ kept: z.stringbool().optional() }),
    /** Not read: what was asked for was not read before; it is read in the background. */
    response: z.object({ words: z.array(word), read: z.boolean() }),
    transaction: false,
  }),
  preview: route({
    method: 'GET',
    path: '/api/files/:sha256/preview',
    summary: 'A PDF of an office file or a picture, to read in the page',
    needs: 'signed-in',
    params: z.object({ sha256 }),
    transaction: false,
  }),
}
