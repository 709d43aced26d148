import type { Reason, SignatureFinding } from '@mocban/contract/verification'
import { Malformed } from '../certificates/der.ts'
import { endOfLastSection, endsAfter, type Range } from '../pdf/byte-range.ts'
import { changesBetween } from '../pdf/changes.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { signedFields } from '../pdf/permissions.ts'
import { type Dict, Text } from '../pdf/values.ts'
import type { Fault } from './assessor.ts'
import { because } from './finding.ts'
import type { Patience } from './patience.ts'

export interface PdfIntegrity {
  file: PdfFile
  integrity: SignatureFinding['integrity']
  reasons: Reason[]
  faults: Fault[]
  /** Whether what it covers is a whole state of the file. */
  revision: boolean
  /** Fields filled in after it that only a later signature can vouch for. */
  unvouched: string[]
}

/** What became of a file after a signature. Whether the signature's own bytes are as they were is looked at elsewhere. */
export function pdfIntegrity(
  file: PdfFile,
  signature: Dict,
  range: Exclude<Range, { wrong: string }>,
  patience: Patience,
): PdfIntegrity {
  const whole: PdfIntegrity = {
    file,
    integrity: { state: 'whole', changes: [] },
    reasons: [],
    faults: [],
    revision: true,
    unvouched: [],
  }
  if (endsAfter(file.bytes, range.coveredTo)) return whole
  let before: PdfFile
  try {
    before = new PdfFile(file.bytes.subarray(0, range.coveredTo))
    if (!holdsIt(before, range)) throw new Malformed('ByteRange')
  } catch (error) {
    const reason = because('range.wrong', { where: told(error) })
    return { ...whole, revision: false, faults: [{ verdict: 'broken', reason }] }
  }
  try {
    const { changes, reasons, unvouched } = changesBetween(before, file, signature, () => patience.over)
    const tail = endOfLastSection(file.bytes)
    if (!endsAfter(file.bytes, tail)) {
      changes.push({ kind: 'structure', allowed: false, page: null, what: 'tail' })
      reasons.push(because('changed.structure', { what: `${file.bytes.length - tail} bytes` }))
    }
    const forbidden = changes.some((one) => !one.allowed)
    const added =
      !forbidden &&
      changes.some((one) => one.kind === 'signature' || one.kind === 'timestamp' || one.kind === 'validation-data')
    return {
      ...whole,
      unvouched,
      integrity: { state: forbidden ? 'changed' : 'whole', changes },
      reasons: forbidden
        ? reasons.filter((one) => one.code !== 'changed.metadata' && one.code !== 'changed.form-value')
        : [...reasons, ...(added ? [because('changed.added')] : [])],
    }
  } catch (error) {
    const changes = [{ kind: 'structure' as const, allowed: false, page: null, what: told(error) }]
    return {
      ...whole,
      integrity: { state: 'changed', changes },
      reasons: [because('changed.unreadable', { where: told(error) })],
    }
  }
}

/** The state that is said to be signed must have had this very signature in it. */
function holdsIt(before: PdfFile, range: Exclude<Range, { wrong: string }>): boolean {
  return signedFields(before).some(({ signature }) => {
    const contents = signature.get('Contents')
    return contents instanceof Text && contents.start === range.start && contents.end === range.end
  })
}

function told(error: unknown): string {
  if (error instanceof Malformed || error instanceof RangeError) return error.message
  throw error
}

/** Fields that were filled in and that nobody vouches for: a form built to be changed after signing (shadow attack, replace). */
export function withoutVoucher(given: PdfIntegrity, fields: string[]): PdfIntegrity {
  if (fields.length === 0) return given
  const isOne = (what: string | null) => fields.includes(what ?? '')
  const filled = new Map(given.reasons.map(({ values }) => [values?.field, values?.value]))
  return {
    ...given,
    integrity: {
      state: 'changed',
      changes: given.integrity.changes.map((one) =>
        one.kind === 'form-value' && isOne(one.what) ? { ...one, allowed: false } : one,
      ),
    },
    reasons: [
      ...fields.map((field) => because('changed.form-unvouched', { field, value: filled.get(field) ?? '…' })),
      ...given.reasons.filter((one) => !one.code.startsWith('changed.form-value') && one.code !== 'changed.added'),
    ],
  }
}
