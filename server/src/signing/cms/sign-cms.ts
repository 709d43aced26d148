import type { SigningKey } from '../keys/signing-key.ts'
import type { TimestampSource } from './timestamp-source.ts'

export interface SignCmsOptions {
  level: 'B-B' | 'B-T'
  when: Date
  timestamps?: TimestampSource
  /** Carries the content within (attached) instead of beside it. */
  attached?: boolean
}

/** Signs any bytes (CAdES, EN 319 122-1; detached): the DER of a `.p7s`. @throws signing.timestamp-failed */
export async function signCms(_bytes: Uint8Array, _key: SigningKey, _options: SignCmsOptions): Promise<Uint8Array> {
  throw new Error('not yet')
}
