import type { Reason } from '@mocban/contract/verification'
import { Malformed } from '../certificates/der.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { signedFields } from '../pdf/permissions.ts'
import { because } from './finding.ts'
import type { Patience } from './patience.ts'

const mostStates = 50

/** Fields that an earlier state of the file shows signed, and that are no longer: somebody took the signature out and left the rest. */
export function strippedFields(file: PdfFile, present: Set<string>, patience: Patience): Reason[] {
  const all = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
  const gone = new Set<string>()
  let end = all.lastIndexOf('%%EOF')
  for (let states = 0; end > 0 && states < mostStates && !patience.over; states++) {
    end = all.lastIndexOf('%%EOF', end - 1)
    if (end <= 0) break
    try {
      const before = new PdfFile(file.bytes.subarray(0, end + 5))
      for (const { field } of signedFields(before)) if (!present.has(field.name)) gone.add(field.name)
    } catch (error) {
      // Not every mark of the end is the end of a state: a linearized file has one at its head.
      if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    }
  }
  return [...gone].map((field) => because('signature.stripped', { field }))
}
