import type { FileHandle } from 'node:fs/promises'
import type { FileKind, Finding } from '@mocban/contract/documents-reading'
import { BrokenZip, readZipDirectory, readZipEntry, type ZipEntry, ZipLimit } from './zip-directory.ts'

/** Limits against bombs: what an office file or an archive of one document's attachments can honestly be. */
const zipLimits = { totalBytes: 2_000_000_000, entries: 10_000, ratio: 120, ratioFromBytes: 20_000_000 }

/** What a zip really is, and what is wrong with it; nothing is unpacked but the list of parts of an office file. */
export async function inspectZip(file: FileHandle, size: number): Promise<{ kind: FileKind; findings: Finding[] }> {
  let entries: ZipEntry[]
  try {
    entries = await readZipDirectory(file, size)
  } catch (error) {
    if (error instanceof ZipLimit) return { kind: 'zip', findings: [refusal('archive-bomb', { what: error.message })] }
    if (error instanceof BrokenZip) return { kind: 'zip', findings: [refusal('broken')] }
    throw error
  }
  const bomb = bombIn(entries, size)
  if (bomb) return { kind: 'zip', findings: [refusal('archive-bomb', { what: bomb })] }
  const names = new Set(entries.map((entry) => entry.name))
  const kind = await officeKind(file, entries, names)
  const findings: Finding[] = []
  if (kind === 'broken') return { kind: 'zip', findings: [refusal('broken')] }
  if (hasMacros(names)) findings.push(refusal('macros'))
  if (entries.some((entry) => entry.encrypted)) {
    findings.push(kind === 'zip' ? warning('encrypted-entries') : refusal('encrypted'))
  }
  if (kind === 'zip') {
    if (entries.length === 0) findings.push(refusal('empty'))
    if (entries.some((entry) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/iu.test(entry.name)))
      findings.push(warning('archive-paths'))
    if (entries.some((entry) => /\.(zip|rar|7z|gz|tar)$/iu.test(entry.name)))
      findings.push(warning('archive-in-archive'))
    const program = entries.find((entry) => /\.(exe|dll|com|bat|cmd|js|vbs|ps1|scr|msi|jar|lnk)$/iu.test(entry.name))
    if (program) findings.push(refusal('kind-not-accepted', { what: program.name.slice(-60) }))
  }
  return { kind, findings }
}

/** Says what makes it a bomb: sizes, ratio, or entries that lie over each other (one packed part counted many times). */
function bombIn(entries: ZipEntry[], fileSize: number): string | null {
  if (entries.length > zipLimits.entries) return String(entries.length)
  let total = 0
  let packed = 0
  for (const entry of entries) {
    total += entry.size
    packed += entry.compressedSize
    if (entry.size > zipLimits.ratioFromBytes && entry.size > entry.compressedSize * zipLimits.ratio)
      return `×${Math.round(entry.size / Math.max(1, entry.compressedSize))}`
  }
  if (total > zipLimits.totalBytes) return `${Math.round(total / 1e6)} MB`
  if (total > zipLimits.ratioFromBytes && total > fileSize * zipLimits.ratio) return `×${Math.round(total / fileSize)}`
  if (packed > fileSize) return 'overlap'
  const starts = entries.map((entry) => entry.headerOffset).sort((a, b) => a - b)
  if (new Set(starts).size !== starts.length) return 'overlap'
  return null
}

async function officeKind(file: FileHandle, entries: ZipEntry[], names: Set<string>): Promise<FileKind | 'broken'> {
  const types = entries.find((entry) => entry.name === '[Content_Types].xml')
  const mime = entries.find((entry) => entry.name === 'mimetype')
  try {
    if (types) {
      const xml = (await readZipEntry(file, types, 4_000_000)).toString('utf8')
      // A file that has an office file's table of parts but not its main part is cut.
      if (/wordprocessingml\.(document|template)|ms-word\.(document|template)\.macro/u.test(xml))
        return names.has('word/document.xml') ? 'docx' : 'broken'
      if (/spreadsheetml\.(sheet|template)|ms-excel\.sheet/u.test(xml)) return 'xlsx'
      if (/presentationml|ms-powerpoint/u.test(xml)) return 'pptx'
    }
    if (mime) {
      const type = (await readZipEntry(file, mime, 200)).toString('latin1')
      if (type.includes('opendocument.text')) return 'odt'
      if (type.includes('opendocument.spreadsheet')) return 'ods'
      if (type.includes('opendocument.presentation')) return 'odp'
    }
  } catch (error) {
    if (error instanceof BrokenZip || error instanceof ZipLimit) return 'broken'
    throw error
  }
  return 'zip'
}

/** Macros of Word, Excel and PowerPoint, of Excel 4 sheets, of OpenDocument. */
function hasMacros(names: Set<string>): boolean {
  for (const name of names) {
    if (/(^|\/)vbaProject\.bin$|(^|\/)vbaData\.xml$|^xl\/macrosheets\/|^Basic\/.+\.xml$|^Scripts\/./iu.test(name))
      return true
  }
  return false
}

export const refusal = (code: Finding['code'], values: Finding['values'] = {}): Finding => ({
  code,
  severity: 'refuse',
  values,
})
export const warning = (code: Finding['code'], values: Finding['values'] = {}): Finding => ({
  code,
  severity: 'warn',
  values,
})
