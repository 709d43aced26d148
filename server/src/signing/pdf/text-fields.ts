import { refuse } from '../../platform/http/index.ts'
import type { Rect } from '../../platform/seen-page.ts'
import { drawAppearance, pageAsSeen } from './appearance.ts'
import { type Field, readFields } from './fields.ts'
import { Increment } from './increment.ts'
import { openPdf, reading } from './open-pdf.ts'
import type { PdfFile } from './pdf-file.ts'
import { certifiedFor, locks, signedFields } from './permissions.ts'
import { addAnnotation, changeForm, formFields } from './signature-field.ts'
import { type Dict, dict, Name, textString } from './values.ts'

export interface TextField {
  name: string
  /** From 1. */
  page: number
  /** From the lower left corner of the page as its reader sees it. */
  rect: Rect
  value?: string
  fontSize?: number
  italics?: boolean
  /** What is filled in ends at the right edge. */
  right?: boolean
}

/** Adds text fields by an incremental update, before the first signature: number and date, which are filled in after the personal signature (Decree 30/2020, Art. 14, 15). */
export async function addTextFields(pdf: Uint8Array, fields: TextField[]): Promise<Uint8Array> {
  const file = openPdf(pdf)
  if (reading(() => signedFields(file)).length > 0) throw refuse('signing.changes-not-permitted', { because: 'form' })
  const seen = reading(() => fields.map((field) => pageAsSeen(file, field.page)))
  const looks = await Promise.all(
    fields.map(({ rect, value, fontSize, italics, right }, i) =>
      look(
        rect,
        value ?? '',
        { fontSize: fontSize ?? 13, italics: italics ?? false, right: right ?? false },
        seen[i]!.turned,
      ),
    ),
  )
  return reading(() => {
    const increment = new Increment(file)
    const added = fields.map((field, i) => {
      const page = file.pages()[field.page - 1]
      if (!page?.ref) throw refuse('signing.pdf-unreadable', { because: `page ${field.page}` })
      const widget = increment.add(
        dict({
          Type: new Name('Annot'),
          Subtype: new Name('Widget'),
          FT: new Name('Tx'),
          T: textString(field.name),
          V: textString(field.value ?? ''),
          DA: textString(`/${field.italics ? slanted : 'Helv'} ${field.fontSize ?? 13} Tf 0 g`),
          Q: field.right ? 2 : undefined,
          P: page.ref,
          F: 4,
          // Read-only for a reader: the program fills it.
          Ff: 1,
          Rect: seen[i]!.rectInFile(field.rect),
          // Whoever draws it anew draws it upright.
          MK: seen[i]!.turned ? dict({ R: seen[i]!.turned }) : undefined,
          AP: dict({ N: looks[i]!(increment) }),
        }),
      )
      addAnnotation(increment, page.ref, widget)
      return widget
    })
    changeForm(increment, (form) =>
      form.with({
        Fields: [...formFields(increment, form), ...added],
        DA: form.get('DA') ?? textString('/Helv 0 Tf 0 g'),
        DR: form.get('DR') ?? dict({ Font: dict({ Helv: helvetica(), [slanted]: helvetica('-Oblique') }) }),
      }),
    )
    return increment.bytes()
  })
}

/** Names the letters that a reader would take who draws the field anew; here it tells that they are italics. */
const slanted = 'HeOb'
const helvetica = (kind = ''): Dict =>
  dict({ Type: new Name('Font'), Subtype: new Name('Type1'), BaseFont: new Name(`Helvetica${kind}`) })

/** Fills text fields by an incremental update. @throws signing.changes-not-permitted, signing.pdf-unreadable */
export async function fillTextFields(pdf: Uint8Array, values: Record<string, string>): Promise<Uint8Array> {
  const file = openPdf(pdf)
  const chosen = reading(() => {
    const fields = readFields(file)
    return Object.entries(values).map(([name, value]) => {
      const field = fields.find((one) => one.name === name && one.type === 'Tx')
      if (!field?.ref || field.widgets.length !== 1 || !field.widgets[0]?.ref)
        throw refuse('signing.pdf-unreadable', { because: name })
      return { field, value }
    })
  })
  reading(() => {
    if (certifiedFor(file) === 1) throw refuse('signing.changes-not-permitted', { because: 'DocMDP' })
    for (const { signature } of signedFields(file))
      for (const { field } of chosen)
        if (locks(file, signature, field.name)) throw refuse('signing.changes-not-permitted', { because: field.name })
  })
  const looks = await Promise.all(
    chosen.map(({ field, value }) => {
      const seen = reading(() => pageAsSeen(file, pageOf(file, field)))
      const [left, bottom, right, top] = rectOf(field)
      const sideways = seen.turned % 180 !== 0
      const size: Rect = sideways ? [0, 0, top - bottom, right - left] : [0, 0, right - left, top - bottom]
      return look(size, value, lettersOf(field), seen.turned)
    }),
  )
  return reading(() => {
    const increment = new Increment(file)
    chosen.forEach(({ field, value }, i) => {
      const shown = dict({ N: looks[i]!(increment) })
      const widget = field.widgets[0]!
      const filled = field.dict.with({ V: textString(value) })
      if (widget.ref!.number === field.ref!.number) increment.replace(field.ref!, filled.with({ AP: shown }))
      else {
        increment.replace(field.ref!, filled)
        increment.replace(widget.ref!, widget.dict.with({ AP: shown }))
      }
    })
    return increment.bytes()
  })
}

function rectOf(field: Field): [number, number, number, number] {
  const rect = field.widgets[0]?.dict.get('Rect')
  if (!Array.isArray(rect) || rect.length !== 4) throw refuse('signing.pdf-unreadable', { because: field.name })
  return rect.map(Number) as [number, number, number, number]
}
function lettersOf(field: Field): Letters {
  const given = field.dict.get('DA')
  const text = given && typeof given === 'object' && 'bytes' in given ? Buffer.from(given.bytes).toString('latin1') : ''
  const fontSize = Number(/([\d.]+) Tf/.exec(text)?.[1]) || 13
  return { fontSize, italics: text.includes(`/${slanted} `), right: field.dict.get('Q') === 2 }
}
const pageOf = (file: PdfFile, field: Field): number =>
  file
    .pages()
    .findIndex((page) =>
      file.list(page.dict.get('Annots')).some((one) => file.follow(one) === field.widgets[0]?.dict),
    ) + 1
type Letters = { fontSize: number; italics: boolean; right: boolean }
const look = (rect: Rect, value: string, letters: Letters, turned: number) =>
  drawAppearance({ page: 1, rect, lines: [value], ...letters }, turned)
