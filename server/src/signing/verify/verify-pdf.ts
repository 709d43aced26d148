import type { Verification } from '@mocban/contract/verification'
import type { VerifyOptions } from './trust-store.ts'

/** Every signature of a PDF: who, when, whether whole, whether trusted. Never throws: what is wrong with the file is in the answer. */
export async function verifyPdf(_pdf: Uint8Array, _options: VerifyOptions): Promise<Verification> {
  throw new Error('not yet')
}
