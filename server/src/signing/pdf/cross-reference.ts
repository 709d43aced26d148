import { inflateSync } from 'node:zlib'
import { Malformed } from '../certificates/der.ts'
import { Lexer } from './lexer.ts'
import { Dict, isName, nameOf, Stream, type Value } from './values.ts'

/** Where an object stands: at a byte, or as one of those in a stream. */
export type Place =
  | { kind: 'at'; offset: number; generation: number }
  | { kind: 'in'; stream: number; index: number }
  | { kind: 'free' }

export interface CrossReference {
  places: Map<number, Place>
  trailer: Dict
  /** The newest section is a stream (then the next one should be, too). */
  asStream: boolean
  /** Where each section stands, newest first. */
  sections: number[]
  /** Those among them that lead old and new readers to different places (hybrid files, 7.5.8.4). */
  hybrid: number[]
  /** What /Size says at the most. */
  size: number
}

const mostSections = 2000
const mostObjects = 1_000_000
/** Of one stream of places or objects, decoded. */
const mostBytes = 64 * 1024 * 1024

/** The position after the last `startxref`. @throws Malformed */
export function lastStart(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const found = tail.lastIndexOf('startxref')
  if (found < 0) throw new Malformed('PDF: no startxref')
  return new Lexer(bytes, found + 9).number()
}

/** All sections from the newest on; what a newer one says of an object holds. @throws Malformed */
export function readCrossReference(bytes: Uint8Array, start: number, base: number): CrossReference {
  const places = new Map<number, Place>()
  const sections: number[] = []
  const hybrid: number[] = []
  let newest: { trailer: Dict; asStream: boolean } | null = null
  let size = 0
  const queue = [start]
  while (queue.length > 0) {
    const at = queue.shift()!
    if (sections.includes(at)) continue
    if (sections.length >= mostSections) throw new Malformed('PDF: too many sections')
    sections.push(at)
    const lexer = new Lexer(bytes, at + base)
    lexer.skip()
    const asStream = lexer.peekWord() !== 'xref'
    const own = new Map<number, Place>()
    const trailer = asStream ? readStreamSection(lexer, own) : readTable(lexer, own)
    if (trailer.doubled) throw new Malformed('PDF: trailer')
    merge(places, own)
    newest ??= { trailer, asStream }
    size = Math.max(size, Number(trailer.get('Size')) || 0)
    const beside = trailer.get('XRefStm')
    if (!asStream && typeof beside === 'number') {
      const more = new Map<number, Place>()
      readStreamSection(new Lexer(bytes, beside + base), more)
      merge(places, more)
      sections.push(beside)
      hybrid.push(at)
    }
    const previous = trailer.get('Prev')
    if (typeof previous === 'number') queue.push(previous)
  }
  if (!newest) throw new Malformed('PDF: no cross-reference')
  return { places, trailer: newest.trailer, asStream: newest.asStream, sections, hybrid, size }
}

function readTable(lexer: Lexer, places: Map<number, Place>): Dict {
  if (lexer.word() !== 'xref') throw new Malformed(`PDF: no cross-reference at ${lexer.at}`)
  while (/^\d/.test(lexer.peekWord())) {
    let number = lexer.number()
    const count = lexer.number()
    if (count > mostObjects) throw new Malformed('PDF: too many objects')
    for (let i = 0; i < count; i++, number++) {
      const offset = lexer.number()
      const generation = lexer.number()
      const used = lexer.word()
      if (used !== 'n' && used !== 'f') throw new Malformed(`PDF: cross-reference at ${lexer.at}`)
      note(places, number, used === 'n' ? { kind: 'at', offset, generation } : { kind: 'free' })
    }
  }
  if (lexer.word() !== 'trailer') throw new Malformed(`PDF: no trailer at ${lexer.at}`)
  const trailer = lexer.value()
  if (!(trailer instanceof Dict)) throw new Malformed('PDF: trailer')
  return trailer
}

/** One section says once where an object is. Said twice, readers differ in what they take. */
function note(section: Map<number, Place>, number: number, place: Place): void {
  const before = section.get(number)
  if (before && JSON.stringify(before) !== JSON.stringify(place))
    throw new Malformed(`PDF: object ${number} at two places`)
  if (section.size >= mostObjects) throw new Malformed('PDF: too many objects')
  section.set(number, place)
}

function merge(places: Map<number, Place>, section: Map<number, Place>): void {
  for (const [number, place] of section) if (!places.has(number)) places.set(number, place)
  if (places.size > mostObjects) throw new Malformed('PDF: too many objects')
}

function readStreamSection(lexer: Lexer, places: Map<number, Place>): Dict {
  const { value } = readObjectAt(lexer, () => null)
  if (!(value instanceof Stream) || !isName(value.dict.get('Type'), 'XRef'))
    throw new Malformed(`PDF: no cross-reference at ${lexer.at}`)
  const { dict } = value
  const data = decode(value)
  const widths = (dict.get('W') as number[] | undefined) ?? []
  const [w1 = 0, w2 = 0, w3 = 0] = widths
  const row = w1 + w2 + w3
  if (![w1, w2, w3].every((w) => Number.isInteger(w) && w >= 0 && w <= 8) || row === 0)
    throw new Malformed('PDF: cross-reference')
  const index = (dict.get('Index') as number[] | undefined) ?? [0, Number(dict.get('Size'))]
  let at = 0
  for (let i = 0; i + 1 < index.length; i += 2)
    for (let j = 0; j < index[i + 1]! && at + row <= data.length; j++, at += row) {
      const field = (from: number, width: number) => {
        let sum = 0
        for (let k = 0; k < width; k++) sum = sum * 256 + data[at + from + k]!
        return sum
      }
      const kind = w1 === 0 ? 1 : field(0, w1)
      const [second, third] = [field(w1, w2), field(w1 + w2, w3)]
      const place: Place =
        kind === 1
          ? { kind: 'at', offset: second, generation: third }
          : kind === 2
            ? { kind: 'in', stream: second, index: third }
            : { kind: 'free' }
      note(places, index[i]! + j, place)
    }
  return dict
}

/** `12 0 obj … endobj` at the lexer. The length of a stream may be another object. @throws Malformed */
export function readObjectAt(
  lexer: Lexer,
  lengthOf: (value: Value | undefined) => number | null,
): { number: number; generation: number; value: Value } {
  const number = lexer.number()
  const generation = lexer.number()
  if (lexer.word() !== 'obj') throw new Malformed(`PDF: no object at ${lexer.at}`)
  const value = lexer.value()
  if (!(value instanceof Dict) || lexer.peekWord() !== 'stream') return { number, generation, value }
  lexer.word()
  if (lexer.bytes[lexer.at] === 13) lexer.at++
  if (lexer.bytes[lexer.at] === 10) lexer.at++
  const start = lexer.at
  const given = value.get('Length')
  const length = typeof given === 'number' ? given : lengthOf(given)
  const end = endOfStream(lexer.bytes, start, length)
  lexer.at = end
  return { number, generation, value: new Stream(value, lexer.bytes.subarray(start, end)) }
}

/** The length that is given, if `endstream` follows; else up to the next one, as readers do. */
function endOfStream(bytes: Uint8Array, start: number, length: number | null): number {
  if (length !== null && length >= 0 && start + length <= bytes.length) {
    const after = new Lexer(bytes, start + length)
    if (after.word() === 'endstream') return start + length
  }
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream', start)
  if (found < 0) throw new Malformed('PDF: stream without end')
  let end = found
  if (bytes[end - 1] === 10) end--
  if (bytes[end - 1] === 13) end--
  return Math.max(start, end)
}

/** The content of a cross-reference or object stream. @throws Malformed */
export function decode(stream: Stream): Uint8Array {
  const filter = stream.dict.get('Filter')
  const names = (Array.isArray(filter) ? filter : filter === undefined || filter === null ? [] : [filter]).map(nameOf)
  if (names.length === 0) return stream.raw
  if (names.length > 1 || (names[0] !== 'FlateDecode' && names[0] !== 'Fl'))
    throw new Malformed(`PDF: filter ${names.join(' ')}`)
  let data: Uint8Array
  try {
    data = inflateSync(stream.raw, { maxOutputLength: mostBytes, finishFlush: 2 })
  } catch {
    throw new Malformed('PDF: compressed data')
  }
  const given = stream.dict.get('DecodeParms')
  const parameters = Array.isArray(given) ? given[0] : given
  if (!(parameters instanceof Dict)) return data
  const predictor = Number(parameters.get('Predictor') ?? 1)
  if (predictor < 10) {
    if (predictor > 1) throw new Malformed(`PDF: predictor ${predictor}`)
    return data
  }
  return unpredict(data, Number(parameters.get('Columns') ?? 1) * Number(parameters.get('Colors') ?? 1))
}

/** PNG's filters (ISO 32000-2, 7.4.4.4), for bytes. */
function unpredict(data: Uint8Array, width: number): Uint8Array {
  if (!Number.isInteger(width) || width < 1 || width > 100_000) throw new Malformed('PDF: predictor')
  const rows = Math.floor(data.length / (width + 1))
  const out = new Uint8Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)]
    for (let i = 0; i < width; i++) {
      const at = row * width + i
      const left = i > 0 ? out[at - 1]! : 0
      const up = row > 0 ? out[at - width]! : 0
      const corner = i > 0 && row > 0 ? out[at - width - 1]! : 0
      const given = data[row * (width + 1) + 1 + i]!
      const add =
        kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0
      out[at] = given + add
    }
  }
  return out
}
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
