import { decode } from './cross-reference.ts'
import type { Increment } from './increment.ts'
import type { PdfFile } from './pdf-file.ts'
import { Dict, dict, Name, Ref, Stream, type Value } from './values.ts'

/** The first page of another file as a form that can be drawn: its content, and all that this needs. */
export function importPage(
  increment: Increment,
  from: PdfFile,
  box: [number, number, number, number],
  matrix?: number[],
): Ref {
  const page = from.pages()[0]!
  const copied = new Map<number, Ref>()
  const copy = (value: Value | undefined): Value => {
    if (value instanceof Ref) {
      const known = copied.get(value.number)
      if (known) return known
      const ref = increment.add(null)
      copied.set(value.number, ref)
      increment.replace(ref, copy(from.follow(value)))
      return ref
    }
    if (Array.isArray(value)) return value.map(copy)
    if (value instanceof Dict) return new Dict(new Map([...value.entries].map(([key, one]) => [key, copy(one)])))
    if (value instanceof Stream) return new Stream(copy(value.dict) as Dict, value.raw)
    return value ?? null
  }
  const contents = from.follow(page.dict.get('Contents'))
  const streams = (Array.isArray(contents) ? contents.map((one) => from.follow(one)) : [contents]).filter(
    (one) => one instanceof Stream,
  )
  const single = streams.length === 1
  const raw = single ? streams[0]!.raw : Buffer.concat(streams.flatMap((one) => [decode(one), Buffer.from('\n')]))
  return increment.add(
    new Stream(
      dict({
        Type: new Name('XObject'),
        Subtype: new Name('Form'),
        BBox: box,
        Matrix: matrix,
        Resources: copy(page.inherited.get('Resources')),
        // Transparency of a seal's picture is reckoned within it.
        Group: copy(page.dict.get('Group')),
        Filter: single ? copy(streams[0]!.dict.get('Filter')) : undefined,
      }),
      raw,
    ),
  )
}
