/** What an issuer said of a certificate, as it said it (DER: an OCSP response, a list of revoked certificates). */
export interface RevocationEvidence {
  kind: 'ocsp' | 'crl'
  bytes: Uint8Array
}

/** Where the state of a certificate is asked for. It answers what it gets; whoever asked checks it. */
export interface RevocationSource {
  evidence(certificate: Uint8Array, issuer: Uint8Array): Promise<RevocationEvidence[]>
}

/** Asks the addresses that certificates name (OCSP first, then the list), and remembers answers while they hold. Only addresses that `allowed` admits are asked. */
export function revocationByAddress(_given?: {
  fetch?: typeof fetch
  timeoutMs?: number
  allowed?: (address: URL) => boolean
}): RevocationSource {
  throw new Error('not yet')
}
