import type { OPS, PDFPageProxy } from 'pdfjs-dist'
import type { PdfRuns } from './pdf-process.ts'

export function runsOf(page: PDFPageProxy, operators: typeof OPS): Promise<PdfRuns>
