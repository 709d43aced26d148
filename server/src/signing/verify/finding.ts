import type { Reason, RevocationFinding, SignatureFinding } from '@mocban/contract/verification'
import type { ReasonCode } from '@mocban/contract/verification-reasons'
import type { VerdictCode } from '@mocban/contract/verification-words'

export const because = (code: ReasonCode, values?: Reason['values']): Reason => (values ? { code, values } : { code })

/** The gravest first: of several faults the first in this list is the verdict. */
const order: VerdictCode[] = [
  'unreadable',
  'broken',
  'changed',
  'weak-algorithm',
  'bad-timestamp',
  'revoked',
  'not-trusted',
  'wrong-purpose',
  'expired',
  'incomplete',
  'revocation-unknown',
  'valid-unproven-time',
  'valid',
]

export const gravest = (verdicts: VerdictCode[]): VerdictCode => order.find((one) => verdicts.includes(one)) ?? 'valid'

export const unknownRevocation: RevocationFinding = {
  state: 'unknown',
  source: null,
  embedded: false,
  producedAt: null,
  revokedAt: null,
}

/** A signature that could not even be read. */
export function unreadable(
  index: number,
  field: string | null,
  reasons: Reason[],
  verdict: VerdictCode = 'unreadable',
): SignatureFinding {
  return {
    index,
    field,
    kind: 'person',
    verdict,
    reasons,
    level: null,
    signer: null,
    claimedTime: null,
    provenTime: null,
    provenBy: null,
    statedReason: null,
    statedLocation: null,
    shownAt: null,
    integrity: { state: 'broken', changes: [] },
    coverage: 'part',
    coveredTo: null,
    chain: { trusted: false, anchor: null, path: [] },
    revocation: unknownRevocation,
    algorithm: { digest: '', key: '', strong: false },
  }
}

export function overallOf(signatures: SignatureFinding[]): 'valid' | 'attention' | 'invalid' | 'unsigned' {
  if (signatures.length === 0) return 'unsigned'
  if (signatures.every((one) => one.verdict === 'valid')) return 'valid'
  const doubtful: VerdictCode[] = ['valid', 'valid-unproven-time', 'revocation-unknown', 'not-trusted', 'incomplete']
  return signatures.every((one) => doubtful.includes(one.verdict)) ? 'attention' : 'invalid'
}

/** When the earliest of what proves the signatures ends: the last time-stamp's certificate, or the signers' own where none is. */
export function renewBefore(ends: Date[]): string | null {
  return ends.length ? new Date(Math.min(...ends.map((one) => one.getTime()))).toISOString() : null
}
