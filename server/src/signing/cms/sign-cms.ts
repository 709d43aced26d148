import { digest } from '../certificates/algorithms.ts'
import { type RevocationSource, requireRevocation } from '../certificates/revocation-source.ts'
import { requireInForce } from '../keys/in-force.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { buildCms } from './build-cms.ts'
import { requireTimestamps, type TimestampSource } from './timestamp-source.ts'

export interface SignCmsOptions {
  level: 'B-B' | 'B-T' | 'B-LT'
  when: Date
  timestamps?: TimestampSource
  revocation?: RevocationSource
  /** Carries the content within (attached) instead of beside it. */
  attached?: boolean
}

/** Signs any bytes (CAdES, EN 319 122-1; detached): the DER of a `.p7s`. @throws signing.timestamp-failed, signing.revocation-missing, signing.certificate-not-in-force */
export async function signCms(bytes: Uint8Array, key: SigningKey, options: SignCmsOptions): Promise<Uint8Array> {
  requireInForce(key, options.when)
  return buildCms({
    key,
    contentDigest: digest('sha256', bytes),
    content: options.attached ? bytes : undefined,
    signingTime: options.when,
    timestamps: requireTimestamps(options),
    revocation: requireRevocation(options),
  })
}
