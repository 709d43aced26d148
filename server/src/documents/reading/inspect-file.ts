import { type FileHandle, open } from 'node:fs/promises'
import type { FileKind, Finding, Inspection, PageText } from '@mocban/contract/documents-reading'
import { longestFile } from '@mocban/contract/uploads'
import { acceptedKinds, containerOf, extensions, mediaTypes } from './file-kind.ts'
import { extensionOf, misleads } from './file-name.ts'
import { inspectZip, refusal, warning } from './inspect-zip.ts'
import { type PdfFacts, PdfTooHeavy, PdfUnreadable, type pdfLimits, runPdfTask } from './pdf-process.ts'
import { readAt } from './zip-directory.ts'

const fileLimits = { bytes: longestFile, pages: 5_000 }

/** Asks for the words of the first pages, which come from the same look at a PDF. */
export interface WantedPages {
  pages: number
  onPage: (page: PageText) => void
}

/** Looks at a file without trusting its name: what it is, and each thing that refuses it or that the person should know. */
export async function inspectFile(
  path: string,
  name: string,
  limits: Partial<typeof pdfLimits> = {},
  wanted?: WantedPages,
): Promise<Inspection> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0) return answer('other', [refusal('empty')])
    if (size > fileLimits.bytes) return answer('other', [refusal('too-large', { limit: '500 MB' })])
    const { kind, findings, pageCount } = await inspectContent(file, path, size, limits, wanted)
    if (misleads(name)) findings.push(warning('name-misleads'))
    const extension = extensionOf(name)
    if (!acceptedKinds.has(kind)) findings.push(refusal('kind-not-accepted', { what: extension || kind }))
    else if (extension && !extensions[kind].includes(extension)) {
      // A macro file says more than that its name differs.
      if (!findings.some((one) => one.severity === 'refuse'))
        findings.push(refusal('not-what-its-name-says', { name: extension, kind }))
    }
    return answer(kind, findings, pageCount)
  } finally {
    await file.close()
  }
}

const answer = (kind: FileKind, findings: Finding[], pageCount: number | null = null): Inspection => ({
  kind,
  mediaType: mediaTypes[kind],
  pageCount,
  findings,
})

interface Content {
  kind: FileKind
  findings: Finding[]
  pageCount: number | null
}

async function inspectContent(
  file: FileHandle,
  path: string,
  size: number,
  limits: Partial<typeof pdfLimits>,
  wanted?: WantedPages,
): Promise<Content> {
  const container = containerOf(await readAt(file, 0, 4096))
  if (container === 'pdf') return inspectPdf(path, limits, wanted)
  if (container === 'zip') return { ...(await inspectZip(file, size)), pageCount: null }
  if (container === 'ole') return { ...(await inspectOle(file, size)), pageCount: null }
  const kind = container === 'empty' ? 'other' : container
  const pageCount = kind === 'png' || kind === 'jpeg' ? 1 : null
  return { kind, findings: await wholePicture(file, size, kind), pageCount }
}

/** A picture that was cut on its way has no end mark. */
async function wholePicture(file: FileHandle, size: number, kind: FileKind): Promise<Finding[]> {
  const tail = await readAt(file, Math.max(0, size - 4096), Math.min(size, 4096))
  if (kind === 'png' && !tail.includes('IEND')) return [refusal('broken')]
  if (kind === 'jpeg' && !tail.includes(Buffer.from([0xff, 0xd9]))) return [refusal('broken')]
  return []
}

async function inspectPdf(path: string, limits: Partial<typeof pdfLimits>, wanted?: WantedPages): Promise<Content> {
  let facts: PdfFacts | undefined
  try {
    await runPdfTask(
      { kind: 'facts', path, ...(wanted ? { pages: wanted.pages } : {}) },
      (message) => {
        if (message.kind === 'facts') facts = message.facts
        if (message.kind === 'page') wanted?.onPage(message.page)
      },
      limits,
    )
  } catch (error) {
    if (error instanceof PdfUnreadable) return { kind: 'pdf', findings: [refusal(error.because)], pageCount: null }
    if (error instanceof PdfTooHeavy)
      return { kind: 'pdf', findings: [refusal('too-heavy', { what: error.limit })], pageCount: null }
    throw error
  }
  if (!facts) return { kind: 'pdf', findings: [refusal('broken')], pageCount: null }
  const findings: Finding[] = []
  if (facts.pageCount > fileLimits.pages)
    findings.push(refusal('too-many-pages', { pages: facts.pageCount, limit: fileLimits.pages }))
  if (facts.launchesProgram) findings.push(warning('launches-program'))
  if (facts.runsScript) findings.push(warning('runs-script'))
  if (facts.carriesFiles) findings.push(warning('carries-files'))
  if (facts.restricted) findings.push(warning('restricted'))
  if (facts.pagesWithoutText.length > 0) findings.push(warning('no-text'))
  return { kind: 'pdf', findings, pageCount: facts.pageCount }
}

/** Word, Excel and PowerPoint before 2007 lie in an OLE container; so do office files that were encrypted. Its directory names the streams in UTF-16. */
async function inspectOle(file: FileHandle, size: number): Promise<{ kind: FileKind; findings: Finding[] }> {
  const marks = {
    encrypted: utf16('EncryptedPackage'),
    vba: utf16('_VBA_PROJECT'),
    macros: utf16('Macros'),
    doc: utf16('WordDocument'),
    xls: utf16('Workbook'),
    ppt: utf16('PowerPoint Document'),
  }
  const found = new Set<string>()
  const window = 1_000_000
  for (let at = 0; at < size; at += window - 64) {
    const bytes = await readAt(file, at, Math.min(window, size - at))
    for (const [name, mark] of Object.entries(marks)) if (bytes.includes(mark)) found.add(name)
  }
  const kind: FileKind = found.has('doc') ? 'doc' : found.has('xls') ? 'xls' : found.has('ppt') ? 'ppt' : 'other'
  if (found.has('encrypted')) return { kind: 'docx', findings: [refusal('encrypted')] }
  if (found.has('vba') || (kind === 'doc' && found.has('macros'))) return { kind, findings: [refusal('macros')] }
  return { kind, findings: [] }
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le')
