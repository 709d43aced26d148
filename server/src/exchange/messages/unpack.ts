import { createInflateRaw } from 'node:zlib'
import { longestFile } from '@mocban/contract/uploads'
import { beginsAsPdf, type FileStore, pdfHeadLength } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Attachment } from './message.ts'

/** A file as the recipient gets it: what a sender zipped only to send it is unzipped. */
export interface ReceivedFile {
  name: string
  mediaType: string
  sha256: string
  size: number
}

/** Kinds that tell themselves by their first bytes, and the endings of names that promise them. */
const kinds: { kind: string; begins: (head: Buffer) => boolean; endings: RegExp; mediaType: string }[] = [
  {
    kind: 'ZIP',
    // The two letters alone may begin any text.
    begins: bytes('PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'),
    endings: /\.(zip|docx|xlsx|pptx|odt|ods|jar)$/i,
    mediaType: 'application/zip',
  },
  { kind: 'OLE', begins: bytes('\xd0\xcf\x11\xe0'), endings: /\.(doc|xls|ppt|msg)$/i, mediaType: 'application/msword' },
  { kind: 'PNG', begins: bytes('\x89PNG'), endings: /\.png$/i, mediaType: 'image/png' },
  { kind: 'JPEG', begins: bytes('\xff\xd8\xff'), endings: /\.jpe?g$/i, mediaType: 'image/jpeg' },
  { kind: 'GIF', begins: bytes('GIF8'), endings: /\.gif$/i, mediaType: 'image/gif' },
  { kind: 'RAR', begins: bytes('Rar!'), endings: /\.rar$/i, mediaType: 'application/vnd.rar' },
  { kind: 'EXE', begins: bytes('MZ'), endings: /\.(exe|dll)$/i, mediaType: 'application/octet-stream' },
  // The last: it may have junk before its header, but not what makes it something else. The registry's own door takes the same (documents/reading/file-kind.ts).
  { kind: 'PDF', begins: beginsAsPdf, endings: /\.pdf$/i, mediaType: 'application/pdf' },
]
function bytes(...begins: string[]): (head: Buffer) => boolean {
  const all = begins.map((one) => Buffer.from(one, 'latin1'))
  return (head) => all.some((one) => one.equals(head.subarray(0, one.length)))
}
const types: [RegExp, string][] = [
  [/\.docx$/i, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/\.xlsx$/i, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/\.pptx$/i, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  [/\.xls$/i, 'application/vnd.ms-excel'],
  [/\.xml$/i, 'application/xml'],
  [/\.(txt|csv)$/i, 'text/plain'],
]

/** So many first bytes tell what a file is. */
export const headLength = pdfHeadLength

/**
 * The files of a message: unzipped where the sender's writer zips what it does not know, and each what its name says.
 * @throws exchange.attachment-unlike, exchange.attachment-too-large
 */
export async function receivedFiles(
  attachments: Attachment[],
  files: FileStore,
  { maxBytes = longestFile, heads }: { maxBytes?: number; heads?: ReadonlyMap<string, Buffer> } = {},
): Promise<ReceivedFile[]> {
  const received: ReceivedFile[] = []
  for (const one of attachments) {
    let file = { sha256: one.sha256, size: one.size }
    let head = heads?.get(file.sha256) ?? (await headOf(files, file.sha256))
    const promised = kinds.find(({ endings }) => endings.test(one.name))
    if (kindOf(head)?.kind === 'ZIP' && promised?.kind !== 'ZIP') {
      file = await unzipOnly(one, files, maxBytes)
      head = await headOf(files, file.sha256)
    }
    const found = kindOf(head)
    if (found !== promised)
      throw refuse('exchange.attachment-unlike', {
        name: one.name,
        found: found?.kind ?? 'unknown',
        contentId: one.contentId,
      })
    const mediaType = types.find(([ending]) => ending.test(one.name))?.[1] ?? found?.mediaType
    received.push({ ...file, name: one.name, mediaType: mediaType ?? 'application/octet-stream' })
  }
  return received
}

const kindOf = (head: Buffer) => kinds.find(({ begins }) => begins(head))

async function headOf(files: FileStore, sha256: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await files.read(sha256, { end: headLength - 1 })) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** The only file of a zip, as it is unpacked no larger than allowed. */
async function unzipOnly(
  one: Attachment,
  files: FileStore,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const unlike = (found: string) =>
    refuse('exchange.attachment-unlike', { name: one.name, found, contentId: one.contentId })
  const head = await headOf(files, one.sha256)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw unlike('ZIP')
  const flags = head.readUInt16LE(6)
  const method = head.readUInt16LE(8)
  const begin = 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (flags & 1 || (method !== 0 && method !== 8)) throw unlike('ZIP')
  const packed = head.readUInt32LE(18)
  try {
    if (method === 0)
      return await files.put(await files.read(one.sha256, { start: begin, end: begin + packed - 1 }), { maxBytes })
    const source = await files.read(one.sha256, { start: begin })
    const inflate = createInflateRaw()
    source.on('error', (error) => inflate.destroy(error))
    // What is wrong may be found before the store reads: it hears of it when it does, and without a listener it would end the program.
    inflate.on('error', () => {})
    return await files.put(source.pipe(inflate), { maxBytes })
  } catch (error) {
    if ((error as { code?: string }).code === 'request.too-large')
      throw refuse('exchange.attachment-too-large', { name: one.name, most: maxBytes })
    if (/^Z_/.test((error as { code?: string }).code ?? '')) throw unlike('ZIP')
    throw error
  }
}
