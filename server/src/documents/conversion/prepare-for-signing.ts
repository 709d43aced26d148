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
  const field = (name: string, blank: Blank, letters: number, italics = false) => {
    // As wide and high as its digits, in the middle of the blank and on its base line: what is filled in stands in the upper left of its field.
    const digits = blank.size * 0.5 * letters
    const width = Math.min(blank.to - blank.from, digits + 1)
    const left = Math.max(blank.from, (blank.from + blank.to - digits) / 2)
    const rect: [number, number, number, number] = [
      left,
      blank.y - blank.size * 0.02,
      left + width,
      blank.y + blank.size * 0.68,
    ]
    return { name, page: blank.page, rect, fontSize: blank.size, italics }
  }
  const { number, day, month } = blanks
  const whole = number && day && month
  return [
    ...(number ? [field(fieldNames.number, number, 3)] : []),
    // Appendix I, II.4: place and date are in italics.
    ...(day && month ? [field(fieldNames.day, day, 2, true), field(fieldNames.month, month, 2, true)] : []),
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
