import type { Reason, SignatureFinding } from '@mocban/contract/verification'
import { vietnamDate } from '../../platform/clock.ts'
import { isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import type { Certificate } from '../certificates/certificate.ts'
import { readableName } from '../certificates/names.ts'
import { factsOf, kindOf } from '../certificates/read-certificate.ts'
import type { Assessor, Fault, TimestampAssessment } from './assessor.ts'
import { because, gravest, unknownRevocation } from './finding.ts'

export interface Judged {
  certificate: Certificate | null
  faults: Fault[]
  claimedTime: Date | null
  digest: string
  timestamps: TimestampAssessment[]
  /** From when the signature is known to exist by something else (a document time-stamp after it); else the moment of the check. */
  knownFrom: Date
  integrity: SignatureFinding['integrity']
  integrityReasons: Reason[]
}

type Part = Pick<
  SignatureFinding,
  | 'kind'
  | 'verdict'
  | 'reasons'
  | 'signer'
  | 'claimedTime'
  | 'provenTime'
  | 'provenBy'
  | 'chain'
  | 'revocation'
  | 'algorithm'
  | 'integrity'
>

const day = 86_400_000

/** Puts together what is known of one signature of a person or seal: whatever its format, the same rules and the same words. */
export async function judgeSignature(assessor: Assessor, given: Judged): Promise<Part> {
  const { at } = assessor.options
  const stamp = given.timestamps.filter((one) => one.time).sort((a, b) => a.time!.getTime() - b.time!.getTime())[0]
  const proven = stamp?.time ?? (given.knownFrom < at ? given.knownFrom : null)
  const faults = [...given.faults, ...given.timestamps.flatMap((one) => one.faults)]
  const notes = given.timestamps.flatMap((one) => one.notes)
  const assessed = given.certificate ? await assessor.certificate(given.certificate, proven ?? at) : null
  if (assessed) {
    faults.push(...assessed.faults)
    notes.push(...assessed.notes)
  }
  if (!proven) faults.push({ verdict: 'valid-unproven-time', reason: because('time.unproven') })
  const { claimedTime: claimed } = given
  if (claimed && proven && Math.abs(claimed.getTime() - proven.getTime()) > day)
    notes.push(because('time.claim-differs', { claimed: moment(claimed), proven: moment(proven) }))
  if (claimed && claimed.getTime() > at.getTime() + 600_000)
    notes.push(because('time.future', { claimed: moment(claimed) }))
  if (given.integrity.state === 'changed')
    faults.push(...given.integrityReasons.map((reason): Fault => ({ verdict: 'changed', reason })))
  else notes.push(...given.integrityReasons)
  const broken = faults.some((one) => one.verdict === 'broken' || one.verdict === 'unreadable')
  const verdict = gravest(faults.map((one) => one.verdict))
  const rank = (one: Fault) => (one.verdict === verdict ? 0 : 1)
  return {
    kind: given.certificate && kindOf(given.certificate) === 'seal' ? 'seal' : 'person',
    verdict,
    reasons: unique([...faults.sort((a, b) => rank(a) - rank(b)).map((one) => one.reason), ...notes]),
    signer: given.certificate ? factsOf(given.certificate) : null,
    claimedTime: claimed?.toISOString() ?? null,
    provenTime: proven?.toISOString() ?? null,
    provenBy: stamp?.by ?? null,
    integrity: broken ? { state: 'broken', changes: given.integrity.changes } : given.integrity,
    chain: {
      trusted: assessed?.chain.trusted ?? false,
      anchor: assessed?.chain.anchor ? readableName(assessed.chain.anchor.subject) : null,
      path: (assessed?.chain.path ?? []).map((one) => ({
        name: readableName(one.subject),
        fingerprint: one.fingerprint,
        validTo: one.notAfter.toISOString(),
      })),
    },
    revocation: assessed?.revocation ?? unknownRevocation,
    algorithm: {
      digest: shownDigest(given.digest),
      key: given.certificate?.key.shown ?? '',
      strong: !isWeakDigest(given.digest) && given.certificate?.key.weak === false,
    },
  }
}

/** 01/08/2025 15:30 */
function moment(date: Date): string {
  const time = new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
  return `${vietnamDate(date).split('-').reverse().join('/')} ${time}`
}

function unique(reasons: Reason[]): Reason[] {
  return [...new Map(reasons.map((one) => [JSON.stringify(one), one])).values()]
}
