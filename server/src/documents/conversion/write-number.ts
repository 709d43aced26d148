import { pdfEngine } from '../../platform/pdf-engine.ts'
import { fillTextFields } from '../../signing/index.ts'
import { dayAndMonth, numberText } from '../templates/official-names.ts'
import { fieldNames } from './field-names.ts'
import { type Blanks, findBlanks, type NumberedAt } from './find-blanks.ts'
import { overlayPdf, type PlacedMark, type PlacedText } from './overlay-pdf.ts'

export interface NumberToWrite {
  number: number
  notation: string
  issuedOn: string
}

/** A PDF with its blanks found, so that nothing slow is left for the moment between taking the number and commit. */
export interface Numberable {
  blanks: Blanks
  /** The year printed on the page is another than that of issue: it must be drafted anew. */
  write(input: NumberToWrite): Promise<Buffer>
}

/**
 * Prepares a PDF for its number and day (Decree 30/2020, Art. 15: given after the authorised signature). They are written into the blanks of the
 * form; on a page without blanks (a scan, a form of one's own) they stand in the upper margin, and nothing is covered.
 */
export async function writeNumber(pdf: Buffer, mark: Mark | null = null, at?: NumberedAt): Promise<Numberable> {
  const blanks = await findBlanks(pdf, at)
  const drawn = mark && { ...mark, ...blanks.corner }
  return { blanks, write: (input) => overlayPdf(pdf, placed(blanks, input), drawn) }
}

export type Mark = Omit<PlacedMark, 'x' | 'y'>

/** A PDF that others had signed before it was brought in: nothing is written into it, neither number nor day nor mark. */
export async function pageAsItCame(pdf: Buffer, at?: NumberedAt): Promise<Numberable> {
  return { blanks: await findBlanks(pdf, at), write: async () => pdf }
}

/** Number and day that a paper bears already; what cannot be read is not there. */
export const readPrinted = async (pdf: Buffer, at?: NumberedAt): Promise<Blanks['printed']> =>
  findBlanks(pdf, at).then(
    ({ printed }) => printed,
    () => ({ symbol: null, day: null }),
  )

/** The same for a PDF that was signed here: its fields are filled by an update that leaves every signature valid. */
export async function signedPage(pdf: Buffer, at?: NumberedAt): Promise<Numberable> {
  const blanks = await findBlanks(pdf, at)
  const names = await fieldsThere(pdf)
  return {
    blanks,
    write: async ({ number, notation, issuedOn }) => {
      const { day, month, year } = dayAndMonth(issuedOn)
      const values: Record<string, string> = {
        [fieldNames.number]: numberText(number),
        [fieldNames.day]: day,
        [fieldNames.month]: month,
        [fieldNames.head]: [
          ...(blanks.number ? [] : [`Số: ${numberText(number)}/${notation}`]),
          ...(blanks.day && blanks.month ? [] : [`Ngày ${day}/${month.padStart(2, '0')}/${year}`]),
        ].join(' · '),
      }
      const filled = Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))
      return Object.keys(filled).length > 0 ? Buffer.from(await fillTextFields(pdf, filled)) : pdf
    },
  }
}

async function fieldsThere(pdf: Buffer): Promise<Set<string>> {
  const { getDocument } = await pdfEngine()
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  try {
    return new Set(Object.keys((await (await loading.promise).getFieldObjects()) ?? {}))
  } finally {
    await loading.destroy()
  }
}

function placed(blanks: Blanks, input: NumberToWrite): PlacedText[] {
  const { day, month, year } = dayAndMonth(input.issuedOn)
  const texts: PlacedText[] = []
  const into = (blank: Blanks['number'], text: string, how: Pick<PlacedText, 'italics' | 'align'>) => {
    if (!blank) return
    const x = how.align === 'right' ? blank.to : (blank.from + blank.to) / 2
    texts.push({ page: blank.page, x, y: blank.y, size: blank.size, text, ...how })
  }
  // No space stands between the number and its stroke (Decree 30/2020, Appendix I, II.3).
  into(blanks.number, numberText(input.number), { align: 'right' })
  into(blanks.day, day, { italics: true, align: 'centre' })
  into(blanks.month, month, { italics: true, align: 'centre' })
  const missing = [
    ...(blanks.number ? [] : [`Số: ${numberText(input.number)}/${input.notation}`]),
    ...(blanks.day && blanks.month ? [] : [`Ngày ${day}/${month.padStart(2, '0')}/${year}`]),
  ]
  if (missing.length > 0)
    texts.push({ page: 1, x: 40, y: blanks.height - 26, size: 11, text: missing.join(' · '), bold: true })
  return texts
}

/** A PDF with its number and day written in. `symbol` is number and notation as one, for example 07/SKHCN-CĐS. */
export async function numberedPdf(
  pdf: Buffer,
  input: { number: number; symbol: string; date: string },
): Promise<Buffer> {
  const { write } = await writeNumber(pdf)
  return write({
    number: input.number,
    notation: input.symbol.slice(input.symbol.indexOf('/') + 1),
    issuedOn: input.date,
  })
}
