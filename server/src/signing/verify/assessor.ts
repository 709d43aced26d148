import type { Reason, RevocationFinding } from '@mocban/contract/verification'
import type { VerdictCode } from '@mocban/contract/verification-words'
import { digest, isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { type Certificate, tryCertificate, type Usage } from '../certificates/certificate.ts'
import { hex, Malformed } from '../certificates/der.ts'
import { readableName } from '../certificates/names.ts'
import { cms } from '../cms/object-ids.ts'
import { readTimestamp } from '../cms/read-timestamp.ts'
import { shown } from '../keys/in-force.ts'
import { type Chain, findChain } from './find-chain.ts'
import { because, unknownRevocation } from './finding.ts'
import { Revocations } from './revocation.ts'
import { readTrust, type Trust } from './trust.ts'
import type { VerifyOptions } from './trust-store.ts'
import { checkSigner } from './verify-signer.ts'

export interface Fault {
  verdict: VerdictCode
  reason: Reason
}
export interface CertificateAssessment {
  chain: Chain
  revocation: RevocationFinding
  faults: Fault[]
  notes: Reason[]
}
export interface TimestampAssessment {
  time: Date | null
  by: string | null
  certificate: Certificate | null
  /** What makes the signature it stands on doubtful. */
  faults: Fault[]
  /** Why it proves nothing, without harming the signature. */
  notes: Reason[]
}

/** The purposes of certificates that documents are signed with. */
const forDocuments = new Set([
  '2.5.29.37.0',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
])
const timestamping = '1.3.6.1.5.5.7.3.8'
const mostPool = 2000

/** Judges certificates and time-stamps of one file, with everything that the file carries. */
export class Assessor {
  readonly trust: Trust
  readonly #pool: Certificate[]
  readonly #revocations: Revocations

  constructor(
    readonly options: VerifyOptions,
    carried: { certificates: Uint8Array[]; crls: Uint8Array[]; ocsps: Uint8Array[] },
  ) {
    this.trust = readTrust(options.trust)
    this.#pool = carried.certificates.slice(0, mostPool).flatMap((one) => tryCertificate(one) ?? [])
    this.#revocations = new Revocations(carried, options.revocationSource)
  }

  /** A signer's certificate at the time for which the signature is proven to have been there. */
  async certificate(certificate: Certificate, at: Date): Promise<CertificateAssessment> {
    const chain = findChain(certificate, this.#pool, this.trust, 'signing', at)
    const faults: Fault[] = [...chain.faults]
    const notes: Reason[] = []
    if (!fitsDocuments(certificate))
      faults.push({
        verdict: 'wrong-purpose',
        reason: because('certificate.purpose', { has: shownPurpose(certificate) }),
      })
    if (certificate.subject.strange || certificate.issuer.strange) notes.push(because('certificate.strange-name'))
    const revocation = await this.#revocationOf(chain, at, faults, notes)
    return { chain, revocation, faults, notes }
  }

  async #revocationOf(chain: Chain, at: Date, faults: Fault[], notes: Reason[]): Promise<RevocationFinding> {
    let own = unknownRevocation
    for (let i = 0; i + 1 < chain.path.length; i++) {
      const [one, issuer] = [chain.path[i]!, chain.path[i + 1]!]
      const state = await this.#revocations.stateOf(one, issuer, {
        at,
        checkedAt: this.options.at,
        known: chain.anchor !== null,
      })
      if (i === 0) own = state
      const on = state.revokedAt ? new Date(state.revokedAt) : null
      if (state.state === 'unknown')
        faults.push({
          verdict: 'revocation-unknown',
          reason: because('revocation.unknown', { name: readableName(one.subject) }),
        })
      else if (on && on <= at)
        faults.push({
          verdict: 'revoked',
          reason:
            i === 0
              ? because('revocation.revoked', { on: shown(on) })
              : because('revocation.issuer-revoked', { name: readableName(one.subject), on: shown(on) }),
        })
      else if (on && i === 0) notes.push(because('revocation.revoked-later', { on: shown(on) }))
    }
    return own
  }

  /**
   * A time-stamp over data, judged at a time from which it is known to exist. One of other data, or that was tampered with, speaks
   * against the signature; one of a service that is not trusted only proves nothing.
   */
  async timestamp(
    token: Uint8Array,
    over: (digestName: string) => Buffer,
    knownFrom: Date,
  ): Promise<TimestampAssessment> {
    const none = { time: null, by: null, certificate: null }
    const bad = (reason: Reason): TimestampAssessment => ({
      ...none,
      faults: [{ verdict: 'bad-timestamp', reason }],
      notes: [],
    })
    try {
      const read = readTimestamp(token)
      const [signer, second] = read.cms.signers
      if (!signer || second) return bad(because('timestamp.malformed', { where: 'SignerInfo' }))
      if (hex(read.imprint) !== hex(over(read.digest))) return bad(because('timestamp.other-data'))
      const check = checkSigner(
        read.cms,
        signer,
        { digest: (name) => digest(name, read.info), bytes: () => read.info },
        cms.tstInfo,
      )
      if (check.faults.some((one) => one.verdict === 'broken') || !check.certificate)
        return bad(because('timestamp.broken'))
      const by = readableName(check.certificate.subject)
      const unusable = [
        ...check.faults.map((one) => one.reason),
        ...(isWeakDigest(read.digest) ? [because('algorithm.digest-weak', { digest: shownDigest(read.digest) })] : []),
        ...(await this.#timestampFaults(check.certificate, read.time, knownFrom)),
      ]
      if (unusable.length > 0)
        return {
          ...none,
          by,
          certificate: check.certificate,
          faults: [],
          notes: [because('timestamp.not-trusted', { name: by }), ...unusable],
        }
      return { time: read.time, by, certificate: check.certificate, faults: [], notes: [] }
    } catch (error) {
      if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
      return bad(because('timestamp.malformed', { where: error.message }))
    }
  }

  async #timestampFaults(certificate: Certificate, time: Date, knownFrom: Date): Promise<Reason[]> {
    const purposes = certificate.extensions.get('2.5.29.37')
    // RFC 3161, 2.3: for this alone, and critical.
    const fits =
      purposes?.critical &&
      certificate.extendedKeyUsage?.length === 1 &&
      certificate.extendedKeyUsage[0] === timestamping
    const found: Reason[] = fits ? [] : [because('certificate.purpose', { has: shownPurpose(certificate) })]
    const chain = findChain(certificate, this.#pool, this.trust, 'timestamping', time)
    found.push(...chain.faults.map((one) => one.reason))
    // Once its certificate is over, its key may be anybody's: only an older proof of the stamp helps.
    if (knownFrom > certificate.notAfter)
      found.push(because('certificate.expired', { on: shown(certificate.notAfter) }))
    if (time.getTime() > knownFrom.getTime() + 300_000) found.push(because('time.future', { claimed: shown(time) }))
    const [, issuer] = chain.path
    if (issuer) {
      const state = await this.#revocations.stateOf(certificate, issuer, {
        at: knownFrom,
        checkedAt: this.options.at,
        known: chain.anchor !== null,
      })
      const on = state.revokedAt ? new Date(state.revokedAt) : null
      if (on && on <= knownFrom) found.push(because('revocation.revoked', { on: shown(on) }))
    }
    return found
  }
}

function fitsDocuments(certificate: Certificate): boolean {
  const usage: Usage[] = ['digitalSignature', 'nonRepudiation']
  if (certificate.isIssuer) return false
  if (certificate.keyUsage && !usage.some((one) => certificate.keyUsage!.includes(one))) return false
  return certificate.extendedKeyUsage === null || certificate.extendedKeyUsage.some((one) => forDocuments.has(one))
}

const purposeNames: Record<string, string> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
}
const shownPurpose = (certificate: Certificate): string =>
  [
    ...(certificate.isIssuer ? ['CA'] : []),
    ...(certificate.keyUsage ?? []),
    ...(certificate.extendedKeyUsage ?? []).map((one) => purposeNames[one] ?? one),
  ].join(', ') || '—'
