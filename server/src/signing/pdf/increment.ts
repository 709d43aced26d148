import type { PdfFile } from './pdf-file.ts'
import { Dict, dict, Hole, Name, Ref, Stream, Text, type Value } from './values.ts'

/**
 * What is added to a PDF behind what is there (ISO 32000-2, 7.5.6): new objects, and new states of old ones.
 * Not a byte of the file before it is touched, which is what lets earlier signatures stand.
 */
export class Increment {
  readonly #changed = new Map<number, { generation: number; value: Value }>()
  #next: number

  constructor(readonly file: PdfFile) {
    this.#next = Math.max(file.reference.size, ...[...file.reference.places.keys()].slice(-1), 1)
    for (const number of file.reference.places.keys()) if (number >= this.#next) this.#next = number + 1
  }

  add(value: Value): Ref {
    const ref = new Ref(this.#next++, 0)
    this.#changed.set(ref.number, { generation: 0, value })
    return ref
  }
  replace(ref: Ref, value: Value): void {
    this.#changed.set(ref.number, { generation: ref.generation, value })
  }
  /** The value as it will be. */
  now(value: Value | undefined): Value | undefined {
    return value instanceof Ref && this.#changed.has(value.number)
      ? this.#changed.get(value.number)!.value
      : this.file.follow(value)
  }

  get rootRef(): Ref {
    const ref = this.file.trailer.get('Root')
    if (!(ref instanceof Ref)) throw new Error('no catalogue')
    return ref
  }

  /** The whole file with this behind it. */
  bytes(): Buffer {
    const { bytes, reference, base } = this.file
    const pieces: Buffer[] = [Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)]
    let at = bytes.length
    const put = (piece: Buffer) => {
      pieces.push(piece)
      at += piece.length
    }
    const last = bytes[bytes.length - 1]
    if (last !== 10 && last !== 13) put(Buffer.from('\n'))
    const places = new Map<number, { offset: number; generation: number }>()
    const stand = (number: number, generation: number, value: Value) => {
      places.set(number, { offset: at - base, generation })
      put(Buffer.from(`${number} ${generation} obj\n`))
      writeValue(value, put, () => at)
      put(Buffer.from('\nendobj\n'))
    }
    for (const [number, { generation, value }] of [...this.#changed].sort(([a], [b]) => a - b))
      stand(number, generation, value)
    const trailer = this.#trailer()
    const start = at - base
    if (reference.asStream) {
      const own = this.#next
      places.set(own, { offset: start, generation: 0 })
      stand(own, 0, sectionStream(places, trailer.with({ Size: own + 1 })))
    } else {
      put(Buffer.from(table(places)))
      put(Buffer.from('trailer\n'))
      writeValue(trailer.with({ Size: this.#next }), put, () => at)
    }
    put(Buffer.from(`\nstartxref\n${start}\n%%EOF\n`))
    return Buffer.concat(pieces)
  }

  #trailer(): Dict {
    const { trailer, reference } = this.file
    return dict({
      Root: trailer.get('Root'),
      Info: trailer.get('Info'),
      ID: trailer.get('ID'),
      Prev: reference.sections[0],
    })
  }
}

function groups(places: Map<number, unknown>): number[][] {
  const found: number[][] = []
  for (const number of [...places.keys()].sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && last.at(-1) === number - 1) last.push(number)
    else found.push([number])
  }
  return found
}

function table(places: Map<number, { offset: number; generation: number }>): string {
  const lines = groups(places).map((group) => {
    const rows = group.map((number) => {
      const { offset, generation } = places.get(number)!
      return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`
    })
    return `${group[0]} ${group.length}\n${rows.join('')}`
  })
  return `xref\n${lines.join('')}`
}

function sectionStream(places: Map<number, { offset: number; generation: number }>, trailer: Dict): Stream {
  const all = groups(places)
  const rows = all.flat().map((number) => {
    const { offset, generation } = places.get(number)!
    const row = Buffer.alloc(8)
    row[0] = 1
    row.writeUIntBE(offset, 1, 5)
    row.writeUInt16BE(generation, 6)
    return row
  })
  return new Stream(
    trailer.with({ Type: new Name('XRef'), W: [1, 5, 2], Index: all.flatMap((group) => [group[0]!, group.length]) }),
    Buffer.concat(rows),
  )
}

/** Writes a value as the file holds it. */
export function writeValue(value: Value | undefined, put: (piece: Buffer) => void, at: () => number): void {
  const text = (piece: string) => put(Buffer.from(piece, 'latin1'))
  if (value === undefined || value === null) text('null')
  else if (typeof value === 'boolean') text(String(value))
  else if (typeof value === 'number')
    text(Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, ''))
  else if (value instanceof Name) text(spellName(value.value))
  else if (value instanceof Text) text(`<${Buffer.from(value.bytes).toString('hex').toUpperCase()}>`)
  else if (value instanceof Ref) text(`${value.number} ${value.generation} R`)
  else if (value instanceof Hole) {
    value.at = at()
    text(value.text)
  } else if (Array.isArray(value)) {
    text('[')
    value.forEach((one, i) => {
      if (i) text(' ')
      writeValue(one, put, at)
    })
    text(']')
  } else if (value instanceof Dict) {
    text('<<')
    for (const [key, one] of value.entries) {
      text(`${spellName(key)} `)
      writeValue(one, put, at)
      text('\n')
    }
    text('>>')
  } else {
    writeValue(value.dict.with({ Length: value.raw.length }), put, at)
    text('\nstream\n')
    put(Buffer.from(value.raw))
    text('\nendstream')
  }
}

const spellName = (name: string) =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
