import type { RevocationSource } from '../certificates/revocation-source.ts'

/** What may be trusted, and for what. An administrator keeps it. */
export interface TrustAnchor {
  /** DER. */
  certificate: Uint8Array
  /** For signatures of persons and seals, for time-stamps, or both. */
  purposes: ('signing' | 'timestamping')[]
  /** Trusted for what was proven to be signed from then on, and until then. */
  from?: Date
  until?: Date
}

/** Read once and remembered: another list is another object. */
export interface TrustStore {
  anchors: TrustAnchor[]
  /** Certificates of issuers that help to find a path; not trusted by themselves. DER. */
  intermediates?: Uint8Array[]
}

export interface VerifyOptions {
  trust: TrustStore
  /** The moment of the check. */
  at: Date
  /** Asked for what the file does not carry. Without it, such a state is unknown. */
  revocationSource?: RevocationSource
}
