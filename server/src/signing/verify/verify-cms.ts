import type { Verification } from '@mocban/contract/verification'
import type { VerifyOptions } from './trust-store.ts'

/** Every signer of a CMS; `content` is what a detached one is over. Never throws. */
export async function verifyCms(
  _cms: Uint8Array,
  _options: VerifyOptions & { content?: Uint8Array },
): Promise<Verification> {
  throw new Error('not yet')
}
