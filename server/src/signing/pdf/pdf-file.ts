import { Malformed } from '../certificates/der.ts'
import {
  type CrossReference,
  decode,
  lastStart,
  type Place,
  readCrossReference,
  readObjectAt,
} from './cross-reference.ts'
import { Lexer } from './lexer.ts'
import { Dict, isName, Ref, Stream, type Value } from './values.ts'

const mostDecoded = 256 * 1024 * 1024

/**
 * A PDF as its newest cross-reference describes it. The state at an earlier signature is the file cut off where that one ends,
 * read again: so nothing that came later can colour what was signed.
 */
export class PdfFile {
  readonly reference: CrossReference
  readonly base: number
  #objects = new Map<number, Value>()
  #streams = new Map<number, Map<number, Value>>()
  #opening = new Set<number>()
  #decoded = 0

  /** @throws Malformed */
  constructor(readonly bytes: Uint8Array) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).indexOf('%PDF-')
    if (head < 0) throw new Malformed('PDF: no header')
    const start = lastStart(bytes)
    const read = (base: number) => readCrossReference(bytes, start, base)
    // Positions are counted from the header where something stands before it; some programs count from the first byte all the same.
    const plain = attempt(() => read(0), head === 0)
    const shifted = head === 0 ? null : attempt(() => read(head), plain === null)
    if (plain && shifted) throw new Malformed('PDF: two ways to read it')
    this.reference = (plain ?? shifted)!
    this.base = plain ? 0 : head
    if (!(this.root instanceof Dict)) throw new Malformed('PDF: no catalogue')
  }

  /** Objects in which a dictionary has a key twice, as far as they were read. */
  readonly doubled = new Set<number>()

  get trailer(): Dict {
    return this.reference.trailer
  }
  get root(): Dict {
    return this.follow(this.trailer.get('Root')) as Dict
  }
  get encrypted(): boolean {
    const value = this.trailer.get('Encrypt')
    return value !== undefined && value !== null
  }
  place(number: number): Place | undefined {
    return this.reference.places.get(number)
  }

  /** What a reference leads to; anything else is itself. @throws Malformed */
  follow(value: Value | undefined): Value | undefined {
    let at = value
    for (let steps = 0; at instanceof Ref; steps++) {
      if (steps > 20) throw new Malformed('PDF: references in a circle')
      at = this.object(at.number)
    }
    return at
  }
  dict(value: Value | undefined): Dict | null {
    const found = this.follow(value)
    return found instanceof Dict ? found : found instanceof Stream ? found.dict : null
  }
  list(value: Value | undefined): Value[] {
    const found = this.follow(value)
    return Array.isArray(found) ? found : []
  }

  /** An object by its number; what is not there is null (7.3.10). @throws Malformed */
  object(number: number): Value {
    const known = this.#objects.get(number)
    if (known !== undefined) return known
    const place = this.place(number)
    let value: Value = null
    if (place?.kind === 'at') value = this.#read(number, place.offset)
    else if (place?.kind === 'in') {
      const found = this.#within(place.stream).get(number)
      if (found === undefined) throw new Malformed(`PDF: object ${number} is not where it should be`)
      value = found
    }
    this.#objects.set(number, value)
    return value
  }

  #read(number: number, offset: number): Value {
    if (this.#opening.has(number)) throw new Malformed('PDF: objects in a circle')
    this.#opening.add(number)
    try {
      const lexer = new Lexer(this.bytes, offset + this.base)
      const found = readObjectAt(lexer, (length) => {
        const given = this.follow(length)
        return typeof given === 'number' ? given : null
      })
      if (found.number !== number) throw new Malformed(`PDF: object ${found.number} stands where ${number} should`)
      if (lexer.doubled) this.doubled.add(number)
      return found.value
    } finally {
      this.#opening.delete(number)
    }
  }

  #within(number: number): Map<number, Value> {
    const known = this.#streams.get(number)
    if (known) return known
    const place = this.place(number)
    const stream = place?.kind === 'at' ? this.object(number) : null
    const found = new Map<number, Value>()
    if (!(stream instanceof Stream) || !isName(stream.dict.get('Type'), 'ObjStm'))
      throw new Malformed(`PDF: no object stream ${number}`)
    const data = decode(stream)
    this.#decoded += data.length
    if (this.#decoded > mostDecoded) throw new Malformed('PDF: too much compressed data')
    const count = Number(this.follow(stream.dict.get('N')))
    const first = Number(this.follow(stream.dict.get('First')))
    const head = new Lexer(data)
    for (let i = 0; i < count && i < 100_000; i++) {
      const inner = head.number()
      const offset = head.number()
      // Only those that the cross-reference looks for here.
      const wanted = this.place(inner)
      if (wanted?.kind === 'in' && wanted.stream === number && wanted.index === i) {
        const lexer = new Lexer(data, first + offset)
        found.set(inner, lexer.value())
        if (lexer.doubled) this.doubled.add(inner)
      }
    }
    this.#streams.set(number, found)
    return found
  }

  /** The pages in their order, each with what it inherits. @throws Malformed */
  pages(): { ref: Ref | null; dict: Dict; inherited: Map<string, Value> }[] {
    const found: { ref: Ref | null; dict: Dict; inherited: Map<string, Value> }[] = []
    const seen = new Set<Dict>()
    const walk = (value: Value | undefined, inherited: Map<string, Value>, depth: number) => {
      const node = this.follow(value)
      if (!(node instanceof Dict)) return
      if (depth > 100) throw new Malformed('PDF: pages in a circle')
      if (found.length > 200_000) throw new Malformed('PDF: too many pages')
      const kids = this.follow(node.get('Kids'))
      // A page may be shown twice; a branch that is met twice leads round and round.
      if (Array.isArray(kids)) {
        if (seen.has(node)) throw new Malformed('PDF: pages in a circle')
        seen.add(node)
      }
      const own = new Map(inherited)
      for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate']) {
        const given = node.get(key)
        if (given !== undefined) own.set(key, given)
      }
      if (Array.isArray(kids) && !isName(node.get('Type'), 'Page')) for (const kid of kids) walk(kid, own, depth + 1)
      else found.push({ ref: value instanceof Ref ? value : null, dict: node, inherited: own })
    }
    walk(this.root.get('Pages'), new Map(), 0)
    return found
  }
}

function attempt<T>(work: () => T, orFail: boolean): T | null {
  try {
    return work()
  } catch (error) {
    if (orFail || !(error instanceof Malformed)) throw error
    return null
  }
}
