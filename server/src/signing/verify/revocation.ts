import type { RevocationFinding } from '@mocban/contract/verification'
import { digest, holds, isWeakDigest } from '../certificates/algorithms.ts'
import { type Certificate, issuedBy, tryCertificate } from '../certificates/certificate.ts'
import { type Crl, readCrl } from '../certificates/crl.ts'
import { hex } from '../certificates/der.ts'
import { type Ocsp, readOcsp } from '../certificates/ocsp.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { unknownRevocation } from './finding.ts'

/** What is known of revocations: what files carried, and who may be asked. */
export class Revocations {
  #crls: Crl[] = []
  #ocsps: Ocsp[] = []
  #asked = new Map<string, Promise<{ crls: Crl[]; ocsps: Ocsp[] }>>()

  constructor(
    embedded: { crls: Uint8Array[]; ocsps: Uint8Array[] },
    readonly source: RevocationSource | undefined,
  ) {
    this.#crls = embedded.crls.slice(0, most).flatMap((one) => quietly(() => readCrl(one)))
    this.#ocsps = embedded.ocsps.slice(0, most).flatMap((one) => quietly(() => readOcsp(one)))
  }

  /**
   * The state of a certificate at a time, by the newest that its issuer said and that still held then. Asked for is only what an authority in the trust list
   * vouches for (`known`): in a stranger's certificate stands whatever address the stranger wants this machine to call.
   */
  async stateOf(
    certificate: Certificate,
    issuer: Certificate,
    { at, checkedAt, known }: { at: Date; checkedAt: Date; known: boolean },
  ): Promise<RevocationFinding> {
    const found = findings(this.#crls, this.#ocsps, certificate, issuer, { at, checkedAt, embedded: true })
    // After its end an issuer may forget a certificate: then only what was kept counts.
    if (known && this.source && checkedAt <= certificate.notAfter) {
      const { crls, ocsps } = await this.#ask(certificate, issuer)
      found.push(...findings(crls, ocsps, certificate, issuer, { at, checkedAt, embedded: false }))
    }
    const revoked = found.find((one) => one.state === 'revoked')
    if (revoked) return revoked
    return found.sort((a, b) => (b.producedAt ?? '').localeCompare(a.producedAt ?? ''))[0] ?? unknownRevocation
  }

  #ask(certificate: Certificate, issuer: Certificate): Promise<{ crls: Crl[]; ocsps: Ocsp[] }> {
    const known = this.#asked.get(certificate.fingerprint)
    if (known) return known
    const asked = (async () => {
      const evidence = await Promise.resolve(this.source!.evidence(certificate.der, issuer.der)).catch(() => [])
      return {
        crls: evidence.filter((one) => one.kind === 'crl').flatMap((one) => quietly(() => readCrl(one.bytes))),
        ocsps: evidence.filter((one) => one.kind === 'ocsp').flatMap((one) => quietly(() => readOcsp(one.bytes))),
      }
    })()
    this.#asked.set(certificate.fingerprint, asked)
    return asked
  }
}

const most = 500
const grace = 86_400_000
function quietly<T>(work: () => T): T[] {
  try {
    return [work()]
  } catch {
    return []
  }
}

function findings(
  crls: Crl[],
  ocsps: Ocsp[],
  certificate: Certificate,
  issuer: Certificate,
  when: { at: Date; checkedAt: Date; embedded: boolean },
): RevocationFinding[] {
  const { embedded } = when
  const found: RevocationFinding[] = []
  for (const ocsp of ocsps) {
    const answer = ocsp.answers.find((one) => one.isAbout(certificate, issuer))
    if (!answer || answer.state === 'unknown' || !fromIssuer(ocsp, issuer)) continue
    if (answer.state === 'good' && !heldAt(answer, when)) continue
    found.push(finding(answer.state, 'ocsp', embedded, answer.thisUpdate, answer.revokedAt))
  }
  for (const crl of crls) {
    if (crl.issuer !== issuer.subject.key || !crl.covers(certificate)) continue
    if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) continue
    if (!holds(issuer.key, crl.scheme, crl.tbs, crl.signature)) continue
    const on = quietly(() => crl.revokedAt(certificate.serial))
    // A list that cannot be read to its end says nothing.
    if (on.length === 0) continue
    if (!on[0] && !heldAt(crl, when)) continue
    found.push(finding(on[0] ? 'revoked' : 'good', 'crl', embedded, crl.thisUpdate, on[0] ?? null))
  }
  return found
}

/** “Good” counts only as long as its issuer says it may be believed, and not before it was said: an answer from the future is of a clock that is wrong (RFC 6960, 4.2.2.1). */
function heldAt(
  said: { thisUpdate: Date; nextUpdate: Date | null },
  { at, checkedAt }: { at: Date; checkedAt: Date },
): boolean {
  if (said.thisUpdate.getTime() > checkedAt.getTime() + grace) return false
  return said.nextUpdate ? said.nextUpdate.getTime() >= at.getTime() : said.thisUpdate.getTime() >= at.getTime() - grace
}

const finding = (
  state: 'good' | 'revoked',
  source: 'ocsp' | 'crl',
  embedded: boolean,
  producedAt: Date,
  revokedAt: Date | null,
): RevocationFinding => ({
  state,
  source,
  embedded,
  producedAt: producedAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
})

const ocspSigning = '1.3.6.1.5.5.7.3.9'

/** Signed by the issuer itself, or by whom it made responder (RFC 6960, 4.2.2.2). */
function fromIssuer(ocsp: Ocsp, issuer: Certificate): boolean {
  if (ocsp.scheme.digest && isWeakDigest(ocsp.scheme.digest)) return false
  const responders = [issuer, ...ocsp.certificates.flatMap((one) => tryCertificate(one) ?? [])]
  return responders.some((one) => {
    const named =
      'key' in ocsp.responder
        ? ocsp.responder.key === hex(digest('sha1', one.keyBits))
        : ocsp.responder.name === one.subject.key
    if (!named || !holds(one.key, ocsp.scheme, ocsp.data, ocsp.signature)) return false
    if (one === issuer) return true
    const inForce = ocsp.producedAt >= one.notBefore && ocsp.producedAt <= one.notAfter
    return inForce && (one.extendedKeyUsage?.includes(ocspSigning) ?? false) && issuedBy(one, issuer)
  })
}
