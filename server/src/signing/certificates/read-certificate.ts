import type { SignerFacts } from '@mocban/contract/verification'

/** What a certificate (DER or PEM) says, names cleaned for the reader. @throws signing.key-unreadable */
export function readCertificate(
  _certificate: Uint8Array,
): SignerFacts & { issuesCertificates: boolean; kind: 'person' | 'seal' | 'timestamp' | 'issuer' | 'other' } {
  throw new Error('not yet')
}

/** The certificates of a PEM or DER file, or of a PKCS#7 bundle, as DER. @throws signing.key-unreadable */
export function readCertificates(_file: Uint8Array): Uint8Array[] {
  throw new Error('not yet')
}
