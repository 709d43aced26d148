import { clock, vietnamDate } from '../../platform/clock.ts'
import { refuse } from '../../platform/http/index.ts'
import { Revocations } from '../verify/revocation.ts'
import { type Certificate, ids, isSelfIssued, issuedBy, tryCertificate } from './certificate.ts'
import { readableName } from './names.ts'
import { readOcsp } from './ocsp.ts'
import type { RevocationEvidence, RevocationSource } from './revocation-source.ts'

/** What proves the state of certificates long after: themselves, and what their issuers said of them. */
export interface ValidationData {
  certificates: Uint8Array[]
  ocsps: Uint8Array[]
  crls: Uint8Array[]
}

/** Certificates to be asked for, and those of them whose state must be had. */
export class CertificatePool {
  readonly certificates = new Map<string, Certificate>()
  readonly needed = new Set<string>()

  take(list: Uint8Array[], { needed = false } = {}): void {
    for (const one of list) {
      const certificate = tryCertificate(one)
      if (!certificate) continue
      this.certificates.set(certificate.fingerprint, certificate)
      if (needed) this.needed.add(certificate.fingerprint)
    }
  }
}

/**
 * What issuers say of every certificate of the pool, and of those who sign these answers. Who signed before may be of an authority that nobody here can ask.
 * @throws signing.revocation-missing, signing.certificate-revoked
 */
export async function gatherEvidence(pool: CertificatePool, source: RevocationSource): Promise<ValidationData> {
  const found: ValidationData = { certificates: [], ocsps: [], crls: [] }
  const asked = new Set<string>()
  const queue = [...pool.certificates.values()]
  while (queue.length > 0) {
    const certificate = queue.shift()!
    if (asked.has(certificate.fingerprint)) continue
    asked.add(certificate.fingerprint)
    found.certificates.push(certificate.der)
    if (isSelfIssued(certificate) || certificate.extensions.has(ids.noCheck)) continue
    const issuer = [...pool.certificates.values()].find((one) => issuedBy(certificate, one))
    const needed = pool.needed.has(certificate.fingerprint)
    // Above an issuer somebody may be whom the signer need not bring; without the signer's own nobody can be asked.
    if (!issuer && (!needed || certificate.isIssuer)) continue
    const evidence = issuer ? await source.evidence(certificate.der, issuer.der) : []
    if (!issuer || (evidence.length === 0 && needed))
      throw refuse('signing.revocation-missing', { name: readableName(certificate.subject) })
    if (needed) await requireNotRevoked(certificate, issuer, evidence)
    for (const { kind, bytes } of evidence) {
      const list = kind === 'crl' ? found.crls : found.ocsps
      // One list may speak of several certificates.
      if (!list.some((one) => Buffer.compare(one, bytes) === 0)) list.push(bytes)
      const responders = kind === 'ocsp' ? readOcsp(bytes).certificates : []
      pool.take(responders)
      queue.push(...responders.flatMap((one) => tryCertificate(one) ?? []))
    }
  }
  return found
}

/** What is signed with a revoked certificate is worth nothing, and its holder learns it now rather than from who receives it. */
async function requireNotRevoked(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence[],
): Promise<void> {
  const of = (kind: RevocationEvidence['kind']) => evidence.filter((one) => one.kind === kind).map((one) => one.bytes)
  const said = new Revocations({ crls: of('crl'), ocsps: of('ocsp') }, undefined)
  const now = clock.now()
  const { state, revokedAt } = await said.stateOf(certificate, issuer, { at: now, checkedAt: now, known: false })
  if (state !== 'revoked' || !revokedAt || revokedAt > now.toISOString()) return
  throw refuse('signing.certificate-revoked', {
    name: readableName(certificate.subject),
    day: vietnamDate(new Date(revokedAt)),
  })
}
