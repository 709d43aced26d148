import type { RevocationSource } from '../certificates/revocation-source.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { TrustStore } from '../verify/trust-store.ts'

export interface IssueRequest {
  kind: 'person' | 'seal'
  /** The person's or the agency's name. */
  name: string
  organisation?: string
  unit?: string
  title?: string
  email?: string
  from?: Date
  to?: Date
  /** For cases that must fail. */
  algorithm?: 'rsa-2048' | 'rsa-1024' | 'rsa-3072' | 'ec-p256' | 'ec-p384'
  keyUsage?: ('digitalSignature' | 'nonRepudiation' | 'keyEncipherment' | 'keyCertSign')[]
  extendedKeyUsage?: string[]
}

export interface Issued {
  key: SigningKey
  certificate: Uint8Array
  /** PKCS#8, DER. */
  privateKey: Uint8Array
  /** Key, certificate and chain as a PKCS#12, encrypted (AES-256). */
  pkcs12(password: string): Uint8Array
}

/** A small certificate authority for demonstrations and tests. Its certificates say that they are for trial. */
export interface Authority {
  root: Uint8Array
  issuing: Uint8Array
  /** Trusts its root for signatures and time-stamps. */
  trust: TrustStore
  issue(request: IssueRequest): Promise<Issued>
  revoke(certificate: Uint8Array, on?: Date): void
  /** In-process; the same answers as over HTTP. */
  timestamps: TimestampSource
  revocation: RevocationSource
  /** Answers RFC 3161 requests. */
  answerTimestamp(request: Uint8Array): Promise<Uint8Array>
  answerOcsp(request: Uint8Array): Promise<Uint8Array>
  /** The issuing authority's list of revoked certificates. */
  crl(): Promise<Uint8Array>
}

export interface AuthorityOptions {
  /** In the names of its certificates. */
  name?: string
  /** What its clock says. */
  now?: () => Date
  /** Where its responders will be reached; written into the certificates. */
  baseUrl?: string
}

export async function createAuthority(_options?: AuthorityOptions): Promise<Authority> {
  throw new Error('not yet')
}
