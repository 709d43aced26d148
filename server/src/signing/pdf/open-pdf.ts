import { refuse } from '../../platform/http/index.ts'
import { Malformed } from '../certificates/der.ts'
import { PdfFile } from './pdf-file.ts'
import { Ref } from './values.ts'

/** Opens a PDF to be added to. @throws signing.pdf-unreadable */
export function openPdf(bytes: Uint8Array): PdfFile {
  return reading(() => {
    const file = new PdfFile(bytes)
    if (file.encrypted) throw refuse('signing.pdf-unreadable', { because: 'encrypted' })
    if (!(file.trailer.get('Root') instanceof Ref)) throw new Malformed('PDF: no catalogue')
    if (file.pages().length === 0) throw new Malformed('PDF: no pages')
    return file
  })
}

/** What a damaged file makes of the work on it is one refusal. */
export function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    throw refuse('signing.pdf-unreadable', { because: error.message })
  }
}
