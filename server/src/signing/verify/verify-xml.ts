import type { Verification } from '@mocban/contract/verification'
import type { VerifyOptions } from './trust-store.ts'

/** Every signature in an XML document. `files` are what its references outside the document name. Never throws. */
export async function verifyXml(
  _xml: string | Uint8Array,
  _options: VerifyOptions & { files?: { uri: string; bytes: Uint8Array }[] },
): Promise<Verification> {
  throw new Error('not yet')
}
