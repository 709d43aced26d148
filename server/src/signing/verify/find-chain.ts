import type { Reason } from '@mocban/contract/verification'
import type { VerdictCode } from '@mocban/contract/verification-words'
import { isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { type Certificate, ids, isSelfIssued, issuedBy } from '../certificates/certificate.ts'
import { readableName } from '../certificates/names.ts'
import { shown } from '../keys/in-force.ts'
import { because } from './finding.ts'
import { keepsWithin } from './name-constraints.ts'
import { type Trust, trustedFor } from './trust.ts'

export interface Chain {
  /** From the certificate itself to the anchor, as far as it goes. */
  path: Certificate[]
  trusted: boolean
  anchor: Certificate | null
  faults: { verdict: VerdictCode; reason: Reason }[]
}

const longest = 8
/** Signatures checked for one chain; certificates built to have many issuers of one name cost no more. */
const mostChecks = 60

/** The critical extensions that are understood; another one means that the certificate says something that is not (RFC 5280, 4.2). */
const understood = new Set([
  ids.keyUsage,
  ids.basicConstraints,
  ids.extendedKeyUsage,
  ids.subjectKey,
  ids.authorityKey,
  ids.subjectAltName,
  ids.crlPoints,
  ids.policies,
  ids.nameConstraints,
  ids.authorityInfo,
  ids.qualified,
  ids.noCheck,
])

/** A path from a certificate to one that is trusted for the purpose, valid at the time. The best one is told where none holds. */
export function findChain(
  certificate: Certificate,
  pool: Certificate[],
  trust: Trust,
  purpose: 'signing' | 'timestamping',
  at: Date,
): Chain {
  const checks = { left: mostChecks }
  let best: Chain | null = null
  const consider = (chain: Chain) => {
    if (!best || chain.faults.length < best.faults.length || (chain.trusted && !best.trusted)) best = chain
  }
  const walk = (path: Certificate[]): boolean => {
    const last = path.at(-1)!
    const anchor = trust.byFingerprint.get(last.fingerprint)
    if (anchor) {
      const faults = pathFaults(path, at)
      const fits = trustedFor(anchor, purpose, at)
      if (!fits) faults.push(notTrusted(because('chain.anchor-not-for-this', { name: readableName(last.subject) })))
      consider({ path, trusted: faults.length === 0, anchor: last, faults })
      return faults.length === 0
    }
    if (path.length >= longest) return false
    const issuers = candidates(last, pool, trust).filter((one) => !path.includes(one))
    let named: Certificate | null = null
    for (const issuer of issuers) {
      if (checks.left-- <= 0) break
      if (!issuedBy(last, issuer)) {
        named = issuer
        continue
      }
      if (walk([...path, issuer])) return true
    }
    if (!best?.anchor) consider({ path, trusted: false, anchor: null, faults: [endOfPath(last, named)] })
    return false
  }
  walk([certificate])
  return best ?? { path: [certificate], trusted: false, anchor: null, faults: [endOfPath(certificate, null)] }
}

const notTrusted = (reason: Reason) => ({ verdict: 'not-trusted' as const, reason })

function endOfPath(last: Certificate, named: Certificate | null) {
  const name = readableName(last.subject)
  if (named) return notTrusted(because('chain.broken', { name }))
  if (isSelfIssued(last)) return notTrusted(because('chain.not-anchored', { name }))
  return notTrusted(because('chain.no-issuer', { issuer: readableName(last.issuer) }))
}

/** Those that bear the issuer's name, the one with the right key first. */
function candidates(certificate: Certificate, pool: Certificate[], trust: Trust): Certificate[] {
  const named = [...trust.anchors, ...trust.intermediates, ...pool].filter(
    (one) => one.subject.key === certificate.issuer.key && one.fingerprint !== certificate.fingerprint,
  )
  const unique = [...new Map(named.map((one) => [one.fingerprint, one])).values()]
  const fits = (one: Certificate) => (certificate.authorityKey && one.subjectKey === certificate.authorityKey ? 0 : 1)
  return unique.sort((a, b) => fits(a) - fits(b))
}

function pathFaults(path: Certificate[], at: Date): Chain['faults'] {
  const faults: Chain['faults'] = []
  path.forEach((one, i) => {
    const name = readableName(one.subject)
    const isAnchor = i === path.length - 1
    const unknown = [...one.extensions].find(([id, { critical }]) => critical && !understood.has(id))
    if (unknown) faults.push(notTrusted(because('chain.constraint', { name })))
    // An anchor is trusted by decision, not by its own signature.
    if (!isAnchor && one.scheme.digest && isWeakDigest(one.scheme.digest))
      faults.push(weak(because('algorithm.digest-weak', { digest: shownDigest(one.scheme.digest) })))
    if (one.key.weak) faults.push(weak(because('algorithm.key-weak', { key: one.key.shown })))
    if (i === 0) return
    if (!one.isIssuer || (one.keyUsage && !one.keyUsage.includes('keyCertSign')))
      faults.push(notTrusted(because('chain.not-an-issuer', { name })))
    const between = path.slice(1, i).filter((below) => !isSelfIssued(below)).length
    if (one.pathLength !== null && between > one.pathLength)
      faults.push(notTrusted(because('chain.constraint', { name })))
    if (path.slice(0, i).some((below) => !keepsWithin(below, one)))
      faults.push(notTrusted(because('chain.constraint', { name })))
    if (at < one.notBefore || at > one.notAfter)
      faults.push({ verdict: 'expired', reason: because('chain.not-valid-then', { name }) })
  })
  const [own] = path
  if (own && at > own.notAfter)
    faults.push({ verdict: 'expired', reason: because('certificate.expired', { on: shown(own.notAfter) }) })
  if (own && at < own.notBefore)
    faults.push({ verdict: 'expired', reason: because('certificate.not-yet-valid', { on: shown(own.notBefore) }) })
  return faults
}
const weak = (reason: Reason) => ({ verdict: 'weak-algorithm' as const, reason })
