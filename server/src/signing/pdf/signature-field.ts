import { refuse } from '../../platform/http/index.ts'
import { readFields } from './fields.ts'
import type { Increment } from './increment.ts'
import { Dict, dict, Name, Ref, textString, type Value } from './values.ts'

export interface Place {
  /** From 1. */
  page: number
  /** In the file's own coordinates. */
  rect: [number, number, number, number]
}

/** Sets the signature in the field of that name: an empty one that waits for it, or a new one. @throws signing.field-taken, signing.pdf-unreadable */
export function placeSignature(
  increment: Increment,
  given: { fieldName: string; signature: Ref; place?: Place; appearance?: Ref; lock?: Dict },
): void {
  const { file } = increment
  const existing = readFields(file).find((field) => field.name === given.fieldName)
  const look = given.appearance ? dict({ N: given.appearance }) : undefined
  if (existing) {
    const widget = existing.widgets[0]
    if (
      existing.type !== 'Sig' ||
      file.dict(existing.value) ||
      !existing.ref ||
      existing.widgets.length !== 1 ||
      !widget?.ref
    )
      throw refuse('signing.field-taken', { field: given.fieldName })
    if (widget.ref.number === existing.ref.number)
      increment.replace(
        existing.ref,
        existing.dict.with({ V: given.signature, AP: look ?? existing.dict.get('AP'), F: 132 }),
      )
    else {
      increment.replace(existing.ref, existing.dict.with({ V: given.signature }))
      if (look) increment.replace(widget.ref, widget.dict.with({ AP: look }))
    }
    declareSignatures(increment, [])
    return
  }
  const pageNumber = given.place?.page ?? 1
  const page = file.pages()[pageNumber - 1]
  if (!page?.ref) throw refuse('signing.pdf-unreadable', { because: `page ${pageNumber}` })
  const widget = increment.add(
    dict({
      Type: new Name('Annot'),
      Subtype: new Name('Widget'),
      FT: new Name('Sig'),
      T: textString(given.fieldName),
      V: given.signature,
      P: page.ref,
      // Printed, and not to be moved.
      F: 132,
      Rect: given.place?.rect ?? [0, 0, 0, 0],
      AP: look,
      Lock: given.lock,
    }),
  )
  addAnnotation(increment, page.ref, widget)
  declareSignatures(increment, [widget])
}

export function addAnnotation(increment: Increment, pageRef: Ref, annotation: Ref): void {
  const page = increment.now(pageRef)
  if (!(page instanceof Dict)) throw refuse('signing.pdf-unreadable', { because: 'page' })
  const given = page.get('Annots')
  const list = increment.now(given)
  const longer: Value[] = [...(Array.isArray(list) ? list : []), annotation]
  if (given instanceof Ref && Array.isArray(list)) increment.replace(given, longer)
  else increment.replace(pageRef, page.with({ Annots: longer }))
}

/** Tells readers that the form has signatures and is only to be added to (12.7.3, SigFlags). */
function declareSignatures(increment: Increment, fields: Ref[]): void {
  changeForm(increment, (form) => form.with({ Fields: [...formFields(increment, form), ...fields], SigFlags: 3 }))
}

export const formFields = (increment: Increment, form: Dict): Value[] => {
  const list = increment.now(form.get('Fields'))
  return Array.isArray(list) ? list : []
}

export function changeForm(increment: Increment, change: (form: Dict) => Dict): void {
  const root = increment.now(increment.rootRef)
  if (!(root instanceof Dict)) throw refuse('signing.pdf-unreadable', { because: 'catalogue' })
  const given = root.get('AcroForm')
  const form = increment.now(given)
  const changed = change(form instanceof Dict ? form : new Dict())
  if (given instanceof Ref && form instanceof Dict) increment.replace(given, changed)
  else increment.replace(increment.rootRef, root.with({ AcroForm: increment.add(changed) }))
}
