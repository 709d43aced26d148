import type { FileKind } from '@mocban/contract/documents-reading'
import { beginsAsPdf } from '../../platform/files/index.ts'

/** What a file is, by its first bytes. A zip is looked into further (see inspect-zip.ts), an OLE file by its streams. */
export type Container = FileKind | 'ole' | 'empty'

const signatures: [Container, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['executable', [0x4d, 0x5a]],
  ['executable', [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', [0x23, 0x21]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
]

/** The kind of a file by its content; `head` is its first 4 kB. */
export function containerOf(head: Buffer): Container {
  if (head.length === 0) return 'empty'
  for (const [kind, bytes] of signatures) {
    if (bytes.every((byte, n) => head[n] === byte)) return kind
  }
  // After those: what begins as a program is one, whatever else it may be read as.
  if (beginsAsPdf(head)) return 'pdf'
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') return 'rtf'
  return textKind(head)
}

function textKind(head: Buffer): FileKind {
  const text = decodeText(head) ?? xmlInAnyLetters(head)
  if (text === null) return 'other'
  const start = text
    .replace(/^\ufeff/u, '')
    .trimStart()
    .slice(0, 400)
    .toLowerCase()
  if (/^(<!doctype html|<html|<script)/u.test(start)) return 'html'
  if (start.startsWith('<?xml')) return /<html|<svg/u.test(start) ? 'html' : 'xml'
  return 'text'
}

/** What begins as XML does is XML, in whatever encoding it says: one that is wrong is told, with its byte, by who reads it. */
function xmlInAnyLetters(head: Buffer): string | null {
  const letters = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/u, '')
  return /^\s*<\?xml\s/iu.test(letters) ? letters : null
}

/** The bytes as text, or null where they are not. A character cut at the end of the head is forgiven. */
function decodeText(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le')
  if (head.includes(0)) return null
  for (let cut = 0; cut < 4; cut++) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - cut))
    } catch {
      // Try again without the last byte.
    }
  }
  return null
}

export const mediaTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  rtf: 'application/rtf',
  text: 'text/plain',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  zip: 'application/zip',
  executable: 'application/octet-stream',
  html: 'text/html',
  archive: 'application/octet-stream',
  other: 'application/octet-stream',
}

/** Kinds that by their name may carry an extension. A name with another extension is not what it says. */
export const extensions: Record<FileKind, string[]> = {
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  odt: ['odt'],
  ods: ['ods'],
  odp: ['odp'],
  doc: ['doc', 'dot'],
  xls: ['xls'],
  ppt: ['ppt'],
  rtf: ['rtf', 'doc'],
  text: ['txt', 'csv', 'log', 'md', 'json', 'xml', 'edxml'],
  xml: ['xml', 'edxml', 'xsd', 'txt'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg', 'jpe'],
  tiff: ['tif', 'tiff'],
  zip: ['zip', 'edxml'],
  executable: ['exe', 'dll', 'com', 'sh'],
  html: ['html', 'htm', 'svg'],
  archive: ['gz', 'rar', '7z'],
  other: [],
}

/** What the registry takes. Executables, web pages and archives that cannot be looked into are refused. */
export const acceptedKinds: ReadonlySet<FileKind> = new Set([
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'doc',
  'xls',
  'ppt',
  'rtf',
  'text',
  'xml',
  'png',
  'jpeg',
  'tiff',
  'zip',
])
