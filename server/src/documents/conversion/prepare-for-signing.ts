import { addTextFields, cameSigned } from '../../signing/index.ts'
import { fieldNames } from './field-names.ts'
import { type Blank, type Blanks, findBlanks, type NumberedAt } from './find-blanks.ts'
import { overlayPdf } from './overlay-pdf.ts'
import type { Mark } from './write-number.ts'

/**
 * Makes a PDF ready for its first signature: the mark of genuineness is drawn, and the room for number, day and month becomes form fields, so that what is
 * filled in after the personal signature (Art. 14, 15) leaves that signature valid. One that came signed by others stays as it is.
 */
export async function prepareForSigning(pdf: Buffer, mark: Mark, at?: NumberedAt): Promise<Buffer> {
  if (cameSigned(pdf)) return pdf
  const blanks = await findBlanks(pdf, at)
  const drawn = await overlayPdf(pdf, [], { ...mark, ...blanks.corner })
  return Buffer.from(await addTextFields(drawn, fieldsOf(blanks)))
}

function fieldsOf(blanks: Blanks) {
  // As high as its digits, on the base line of the blank.
  const field = (name: string, blank: Blank, left: number, right: number) => {
    const rect: [number, number, number, number] = [
      left,
      blank.y - blank.size * 0.02,
      right,
      blank.y + blank.size * 0.68,
    ]
    return { name, page: blank.page, rect, fontSize: blank.size }
  }
  // Appendix I, II.4: place and date are in italics. As wide as two digits, in the middle: what is filled in begins at the left of its field.
  const ofDate = (name: string, blank: Blank) => {
    const digits = blank.size
    const left = Math.max(blank.from, (blank.from + blank.to - digits) / 2)
    return { ...field(name, blank, left, left + Math.min(blank.to - blank.from, digits + 1)), italics: true }
  }
  const { number, day, month } = blanks
  const whole = number && day && month
  return [
    // The number ends at its stroke, without a space (II.3).
    ...(number ? [{ ...field(fieldNames.number, number, number.from, number.to), right: true }] : []),
    ...(day && month ? [ofDate(fieldNames.day, day), ofDate(fieldNames.month, month)] : []),
    // A scan, or a form of one's own: they stand in the upper margin.
    ...(whole
      ? []
      : [
          {
            name: fieldNames.head,
            page: 1,
            rect: [40, blanks.height - 34, 400, blanks.height - 14] as [number, number, number, number],
            fontSize: 11,
          },
        ]),
  ]
}
