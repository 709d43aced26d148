import { Malformed } from '../certificates/der.ts'
import { PdfFile } from './pdf-file.ts'
import { certifiedFor } from './permissions.ts'

/** What whoever signed it leaves open: more signatures, or nothing at all. */
export type CameSigned = 'open' | 'closed'

/**
 * Whether a PDF bears signatures; null where it bears none. Every signature says at which bytes of the file it stands, so that this word cannot be
 * compressed: a file without it is not read further. One that has it and cannot be read counts as signed: nothing of it may be written anew.
 */
export function cameSigned(pdf: Uint8Array): CameSigned | null {
  if (!Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).includes('/ByteRange')) return null
  try {
    return certifiedFor(new PdfFile(pdf)) === 1 ? 'closed' : 'open'
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return 'open'
    throw error
  }
}

/** Whether a PDF does not read by its own cross-reference: programs that mend it while they read may each show something else. */
export function isDamaged(pdf: Uint8Array): boolean {
  try {
    return new PdfFile(pdf).pages().length === 0
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return true
    throw error
  }
}
