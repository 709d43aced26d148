import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageText } from '@mocban/contract/documents-reading'
import { runPdfTask } from './pdf-process.ts'
import { readPicture, scanDpi } from './read-scan.ts'

/** Part of the names of what is kept from reading: raise it when the same bytes would be read differently. */
export const pageReaderVersion = 'text-1'

/** The text layer of a PDF, page by page, as far as `to`. @throws PdfTooHeavy, PdfUnreadable */
export async function readTextLayer(
  path: string,
  onPage: (page: PageText) => void,
  range: { from: number; to: number },
): Promise<void> {
  await runPdfTask({ kind: 'text', path, ...range }, (message) => {
    if (message.kind === 'page') onPage(message.page)
  })
}

/** Pages of a PDF with their words; pages without a text layer are drawn and read as pictures, `scans` of them at most. */
export async function readPages(
  path: string,
  range: { from: number; to: number },
  options: { scans?: number; native?: boolean } = {},
): Promise<PageText[]> {
  const pages: PageText[] = []
  await readTextLayer(path, (page) => pages.push(page), range)
  return readScans(path, pages, options)
}

/** Reads those of the pages that have no text layer as pictures, `scans` of them at most. */
export async function readScans(
  path: string,
  pages: PageText[],
  options: { scans?: number; native?: boolean } = {},
): Promise<PageText[]> {
  let scansLeft = options.scans ?? 0
  for (const page of pages) {
    if (page.source !== 'none' || scansLeft <= 0) continue
    scansLeft--
    page.words = await readScannedPage(path, page.page, options)
    page.source = 'ocr'
  }
  return pages
}

/** Draws one page and reads the picture. */
export async function readScannedPage(path: string, page: number, options: { native?: boolean } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'mocban-page-'))
  try {
    const picture = join(folder, 'page.png')
    await runPdfTask({ kind: 'render', path, page, dpi: scanDpi, output: picture, format: 'png' })
    return await readPicture(picture, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
