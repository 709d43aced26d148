import { Malformed } from '../certificates/der.ts'
import { readFields } from './fields.ts'
import type { PdfFile } from './pdf-file.ts'
import { Dict, Name, Ref, Stream, Text, type Value } from './values.ts'

const mostSteps = 5_000_000
const none: ReadonlySet<string> = new Set()
const lengths: ReadonlySet<string> = new Set(['Length'])
/** They lead back up to what is compared from above. */
const upwards: ReadonlySet<string> = new Set(['Parent', 'P', 'Pg'])

type Pair = [Value | undefined, Value | undefined, ReadonlySet<string>]

/**
 * Compares what two states of a file mean, reference for reference and without end for circles. Pages and fields are compared on
 * their own: a reference to one is the same if it leads to the page of the same number, the field of the same name.
 */
export class Sameness {
  #equal = new Set<string>()
  #steps = 0
  #before: Map<number, string>
  #after: Map<number, string>

  constructor(
    readonly before: PdfFile,
    readonly after: PdfFile,
    readonly over: () => boolean = () => false,
  ) {
    this.#before = identities(before)
    this.#after = identities(after)
  }

  /** @throws Malformed */
  same(a: Value | undefined, b: Value | undefined, ignore: ReadonlySet<string> = none): boolean {
    // What holds only if the rest holds too is kept only when the rest did.
    const supposed = new Set<string>()
    const open: Pair[] = [[a, b, ignore]]
    for (let pair = open.pop(); pair; pair = open.pop()) if (!this.#pairHolds(pair, open, supposed)) return false
    for (const one of supposed) this.#equal.add(one)
    return true
  }

  /** Whether the two are alike as far as one sees without going down; what is below is put on the list. */
  #pairHolds([a, b, ignore]: Pair, open: Pair[], supposed: Set<string>): boolean {
    if (this.#steps++ > mostSteps || (this.#steps % 1000 === 0 && this.over()))
      throw new Malformed('PDF: too much to compare')
    if (a instanceof Ref && b instanceof Ref) {
      const [known, now] = [this.#before.get(a.number), this.#after.get(b.number)]
      if (known !== undefined || now !== undefined) return known === now
      const key = `${a.number} ${b.number}`
      if (this.#equal.has(key) || supposed.has(key)) return true
      supposed.add(key)
    }
    // A reference where nothing was is something, even if it leads nowhere as we read it: another reader may find more there.
    if ((a instanceof Ref && isNothing(b)) || (b instanceof Ref && isNothing(a))) return false
    if (a instanceof Ref || b instanceof Ref) {
      open.push([this.before.follow(a), this.after.follow(b), ignore])
      return true
    }
    if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null)
    if (a instanceof Name) return b instanceof Name && a.value === b.value
    if (a instanceof Text) return b instanceof Text && equalBytes(a.bytes, b.bytes)
    if (Array.isArray(a)) {
      if (!Array.isArray(b) || a.length !== b.length) return false
      a.forEach((one, i) => {
        open.push([one, b[i], none])
      })
      return true
    }
    if (a instanceof Stream) {
      if (!(b instanceof Stream) || !equalBytes(a.raw, b.raw)) return false
      open.push([a.dict, b.dict, lengths])
      return true
    }
    if (!(a instanceof Dict)) return a === b
    if (!(b instanceof Dict) || a.doubled !== b.doubled) return false
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      if (ignore.has(key)) continue
      const [one, other] = [a.get(key), b.get(key)]
      if (!upwards.has(key) || !(one instanceof Ref) || !(other instanceof Ref)) open.push([one, other, none])
    }
    return true
  }

  /** The keys in which two dictionaries differ. */
  differing(a: Dict, b: Dict): string[] {
    return [...new Set([...a.entries.keys(), ...b.entries.keys()])].filter(
      (key) => !(key === 'Parent' || key === 'P') && !this.same(a.get(key), b.get(key)),
    )
  }
}

const isNothing = (value: Value | undefined) => value === undefined || value === null

function identities(file: PdfFile): Map<number, string> {
  const found = new Map<number, string>()
  file.pages().forEach(({ ref }, i) => {
    if (ref) found.set(ref.number, `page ${i}`)
  })
  for (const field of readFields(file)) {
    if (field.ref) found.set(field.ref.number, `field ${field.name}`)
    field.widgets.forEach(({ ref }, i) => {
      if (ref && ref.number !== field.ref?.number) found.set(ref.number, `field ${field.name} ${i}`)
    })
  }
  return found
}

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  (a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.length === b.length) ||
  (a.length === b.length && Buffer.compare(a, b) === 0)
