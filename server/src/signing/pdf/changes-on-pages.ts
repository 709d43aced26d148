import type { Found, KnownFields } from './changes.ts'
import type { PdfFile } from './pdf-file.ts'
import type { Sameness } from './same-value.ts'
import { Dict, nameOf, Ref, type Value } from './values.ts'

interface Page {
  dict: Dict
  inherited: Map<string, Value>
}
interface Pair {
  before: Page
  after: Page
  /** From 1. */
  number: number
  fields: KnownFields
}
interface Annotation {
  /** Its object, or its place in the list. */
  key: string
  dict: Dict
}

/** Later signatures' pictures may lie over a part of the page, as a seal does; over more of it they hide what was signed. */
const largestPart = 0.2
const ignoredOfWidgets = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'RV', 'I'])

/** What was done to the annotations of a page; the widgets of fields were compared with these. */
export function compareAnnotations(sameness: Sameness, found: Found, pair: Pair): void {
  const { number, fields } = pair
  const before = annotations(sameness.before, pair.before)
  const after = annotations(sameness.after, pair.after)
  const keys = new Map(after.map((one) => [one.key, one]))
  const forbid = (kind: string) =>
    found.forbid('annotation', { code: 'changed.annotation', values: { page: number, what: kind } }, kind, number)
  for (const one of before) {
    const now = keys.get(one.key)
    keys.delete(one.key)
    const kind = nameOf(one.dict.get('Subtype')) ?? '—'
    if (!now) forbid(kind)
    // A field's own changes have been judged; its widget must stay the same field's, in the same place.
    else if (fields.before.has(one.dict)) {
      const still = fields.after.get(now.dict)?.name === fields.before.get(one.dict)!.name
      if (!still || !sameness.same(one.dict, now.dict, ignoredOfWidgets)) forbid(kind)
    } else if (!sameness.same(one.dict, now.dict)) forbid(kind)
  }
  let covered = 0
  for (const one of keys.values()) {
    const field = fields.after.get(one.dict)
    const kind = nameOf(one.dict.get('Subtype')) ?? '—'
    if (!field) forbid(kind)
    else if (field.type === 'Sig') covered += covers(sameness.after, one.dict, pair.after)
  }
  for (const one of after) {
    const field = fields.after.get(one.dict)
    // An empty field that was large before it was signed: its picture is new all the same.
    const was = field ? before.find((old) => old.key === one.key) : null
    const newlySigned = field?.type === 'Sig' && was && !sameness.same(was.dict.get('AP'), one.dict.get('AP'))
    if (newlySigned) covered += covers(sameness.after, one.dict, pair.after)
  }
  // All together: many small ones hide as much as a large one.
  if (covered > largestPart)
    found.forbid('signature', { code: 'changed.signature-covers', values: { page: number } }, null, number)
}

function annotations(file: PdfFile, page: Page): Annotation[] {
  return file.list(page.dict.get('Annots')).flatMap((one, i) => {
    const dict = file.follow(one)
    return dict instanceof Dict ? [{ key: one instanceof Ref ? `${one.number}` : `#${i}`, dict }] : []
  })
}

const areaOf = (file: PdfFile, rect: Value | undefined): number => {
  const [left, bottom, right, top] = file.list(rect).map((one) => Number(file.follow(one)))
  return Math.abs(((right ?? 0) - (left ?? 0)) * ((top ?? 0) - (bottom ?? 0)))
}

function covers(file: PdfFile, widget: Dict, page: Page): number {
  const whole = areaOf(file, page.inherited.get('CropBox') ?? page.inherited.get('MediaBox'))
  return whole > 0 ? areaOf(file, widget.get('Rect')) / whole : 1
}
