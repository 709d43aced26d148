import type { Hash } from '../keys/signing-key.ts'

/** A time-stamping authority (RFC 3161). */
export interface TimestampSource {
  /** The time-stamp token (DER, ContentInfo) of a digest. @throws signing.timestamp-failed */
  timestamp(digest: Uint8Array, hash: Hash): Promise<Uint8Array>
}

/** A time-stamping authority over HTTP. */
export function timestampService(_url: string, _given?: { fetch?: typeof fetch; policy?: string }): TimestampSource {
  throw new Error('not yet')
}
