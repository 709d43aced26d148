import { Malformed } from '../certificates/der.ts'
import type { PdfFile } from './pdf-file.ts'
import { Dict, nameOf, Ref, textOf, type Value } from './values.ts'

export interface Field {
  /** In full: the names above it and its own, with dots between. */
  name: string
  ref: Ref | null
  dict: Dict
  /** Tx, Btn, Ch, Sig; may come from above. */
  type: string | null
  value: Value | undefined
  /** Its places on pages: itself, or its kids without a name. */
  widgets: { ref: Ref | null; dict: Dict }[]
}

const most = 100_000

/** Every field that holds a value. @throws Malformed */
export function readFields(file: PdfFile): Field[] {
  const form = file.dict(file.root.get('AcroForm'))
  const found: Field[] = []
  const seen = new Set<Dict>()
  const walk = (
    value: Value | undefined,
    above: { name: string; type: Value | undefined; value: Value | undefined },
    depth: number,
  ) => {
    const dict = file.follow(value)
    if (!(dict instanceof Dict)) return
    if (depth > 50 || seen.has(dict) || found.length > most) throw new Malformed('PDF: fields in a circle')
    seen.add(dict)
    const own = textOf(file.follow(dict.get('T')))
    const name = own === null ? above.name : above.name ? `${above.name}.${own}` : own
    const type = file.follow(dict.get('FT')) ?? above.type
    const given = dict.get('V') ?? above.value
    const kids = file.list(dict.get('Kids'))
    const named = kids.filter((kid) => file.dict(kid)?.get('T') !== undefined)
    if (named.length > 0) for (const kid of kids) walk(kid, { name, type, value: given }, depth + 1)
    else
      found.push({
        name,
        ref: value instanceof Ref ? value : null,
        dict,
        type: nameOf(type),
        value: given,
        widgets: kids.length
          ? kids.flatMap((kid) => {
              const one = file.dict(kid)
              return one ? [{ ref: kid instanceof Ref ? kid : null, dict: one }] : []
            })
          : [{ ref: value instanceof Ref ? value : null, dict }],
      })
  }
  for (const one of file.list(form?.get('Fields'))) walk(one, { name: '', type: undefined, value: undefined }, 0)
  return found
}
