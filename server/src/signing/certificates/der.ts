/**
 * ASN.1: read lazily in BER (signatures of others use indefinite lengths), written in DER. Whatever is wrong is a `Malformed`
 * that names the place; nothing is read beyond the bytes given, and nesting is bounded.
 */
export class Malformed extends Error {}

const deepest = 60

export interface Node {
  /** The first byte: class, constructed, number. */
  tag: number
  /** With its header. */
  raw: Uint8Array
  value: Uint8Array
  depth: number
}

/** The value that starts at `offset`. */
export function readNode(bytes: Uint8Array, offset = 0, depth = 0): Node {
  const tag = bytes[offset]
  if (tag === undefined) throw new Malformed('ASN.1: ended too early')
  if ((tag & 0x1f) === 0x1f) throw new Malformed('ASN.1: tag number too high')
  if (depth > deepest) throw new Malformed('ASN.1: nested too deep')
  let at = offset + 1
  const first = bytes[at++]
  if (first === undefined) throw new Malformed('ASN.1: no length')
  if (first === 0x80) return readIndefinite(bytes, offset, at, tag, depth)
  let length = first
  if (first & 0x80) {
    const count = first & 0x7f
    if (count > 4) throw new Malformed('ASN.1: length too long')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at++] ?? Number.NaN)
    if (Number.isNaN(length)) throw new Malformed('ASN.1: no length')
  }
  if (at + length > bytes.length) throw new Malformed('ASN.1: longer than what is there')
  return { tag, raw: bytes.subarray(offset, at + length), value: bytes.subarray(at, at + length), depth }
}

function readIndefinite(bytes: Uint8Array, offset: number, start: number, tag: number, depth: number): Node {
  if (!(tag & 0x20)) throw new Malformed('ASN.1: indefinite length of a primitive value')
  let at = start
  for (;;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0)
      return { tag, raw: bytes.subarray(offset, at + 2), value: bytes.subarray(start, at), depth }
    at += readNode(bytes, at, depth + 1).raw.length
  }
}

const mostChildren = 100_000

export function children(node: Node, most = mostChildren): Node[] {
  if (!(node.tag & 0x20)) throw new Malformed('ASN.1: a group was expected')
  const found: Node[] = []
  for (let at = 0; at < node.value.length; ) {
    if (found.length >= most) throw new Malformed('ASN.1: too many parts')
    const child = readNode(node.value, at, node.depth + 1)
    found.push(child)
    at += child.raw.length
  }
  return found
}

/** The children of a SEQUENCE or SET, else a fault that names what was looked for. */
export function parts(node: Node | undefined, what: string, tag = 0x30): Node[] {
  if (node?.tag !== tag) throw new Malformed(what)
  return children(node)
}

export function need(node: Node | undefined, what: string, tag?: number): Node {
  if (!node || (tag !== undefined && node.tag !== tag)) throw new Malformed(what)
  return node
}

/** The content of an OCTET STRING, also one that is sent in pieces. */
export function octets(node: Node | undefined, what: string): Uint8Array {
  const given = need(node, what)
  if (given.tag === 0x04 || given.tag === 0x80) return given.value
  if (given.tag === 0x24 || given.tag === 0xa0) return Buffer.concat(children(given).map((one) => octets(one, what)))
  throw new Malformed(what)
}

export function readOid(node: Node | undefined, what = 'object identifier'): string {
  const { value } = need(node, what, 0x06)
  if (value.length === 0 || value.length > 64) throw new Malformed(what)
  const numbers: number[] = []
  let number = 0
  for (const byte of value) {
    number = number * 128 + (byte & 0x7f)
    if (number > Number.MAX_SAFE_INTEGER) throw new Malformed(what)
    if (byte & 0x80) continue
    if (numbers.length === 0) {
      const top = Math.min(2, Math.floor(number / 40))
      numbers.push(top, number - top * 40)
    } else numbers.push(number)
    number = 0
  }
  return numbers.join('.')
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export function readNumber(node: Node | undefined, what = 'number'): number {
  const { value, tag } = need(node, what)
  if ((tag !== 0x02 && tag !== 0x0a) || value.length === 0 || value.length > 6) throw new Malformed(what)
  return value.reduce((sum, byte) => sum * 256 + byte, 0)
}

export function readTime(node: Node | undefined, what = 'time'): Date {
  const { value, tag } = need(node, what)
  const text = Buffer.from(value).toString('latin1')
  const match = (
    tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?Z$/
  ).exec(text)
  if (!match || (tag !== 0x17 && tag !== 0x18)) throw new Malformed(what)
  const [, y = '', month, day, hour, minute, second = '00', part = ''] = match
  const year = tag === 0x17 ? (Number(y) < 50 ? 2000 : 1900) + Number(y) : Number(y)
  const time = new Date(
    `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${part.slice(0, 4)}Z`,
  )
  if (Number.isNaN(time.getTime())) throw new Malformed(what)
  return time
}

/** The text of any of ASN.1's strings. */
export function readText(node: Node): string {
  const bytes = Buffer.from(node.value)
  if (node.tag === 0x0c) return bytes.toString('utf8')
  if (node.tag === 0x1e) return bytes.length % 2 ? '' : Buffer.from(bytes).swap16().toString('utf16le')
  if (node.tag === 0x1c)
    return [...Array(bytes.length >> 2).keys()].map((i) => codePoint(bytes.readUInt32BE(i * 4))).join('')
  return bytes.toString('latin1')
}
const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')

/** The bits of a BIT STRING that is whole bytes (keys, signatures). */
export function readBits(node: Node | undefined, what: string): Uint8Array {
  const { value } = need(node, what, 0x03)
  if (value.length < 1 || (value[0] ?? 0) > 7) throw new Malformed(what)
  return value.subarray(1)
}

// Writing.

type Piece = Uint8Array

function length(count: number): number[] {
  if (count < 0x80) return [count]
  const bytes: number[] = []
  for (let left = count; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  return [0x80 | bytes.length, ...bytes]
}

export const tagged = (tag: number, ...content: Piece[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...length(body.length)]), body])
}
export const sequence = (...content: Piece[]) => tagged(0x30, ...content)
/** DER wants the members of a SET OF in order. */
export const setOf = (...content: Piece[]) => tagged(0x31, ...[...content].sort(Buffer.compare))
export const octetString = (bytes: Piece) => tagged(0x04, bytes)
export const bitString = (bytes: Piece, unused = 0) => tagged(0x03, Buffer.from([unused]), bytes)
export const utf8 = (text: string) => tagged(0x0c, Buffer.from(text, 'utf8'))
export const printable = (text: string) => tagged(0x13, Buffer.from(text, 'latin1'))
export const ia5 = (text: string) => tagged(0x16, Buffer.from(text, 'latin1'))
export const nothing = Buffer.from([5, 0])
export const boolean = (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0]))
export const explicit = (number: number, ...content: Piece[]) => tagged(0xa0 | number, ...content)
export const implicit = (number: number, bytes: Piece) => tagged(0x80 | number, bytes)
export const enumerated = (value: number) => tagged(0x0a, Buffer.from([value]))

/** A whole number that is not negative. */
export function integer(value: number | bigint | Uint8Array): Buffer {
  if (value instanceof Uint8Array) {
    let at = 0
    while (at < value.length - 1 && value[at] === 0) at++
    const bytes = value.subarray(at)
    return tagged(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : Buffer.from(bytes))
  }
  const text = value.toString(16)
  return integer(Buffer.from(text.length % 2 ? `0${text}` : text, 'hex'))
}

export function oid(text: string): Buffer {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number)
  const bytes: number[] = []
  for (const number of [a * 40 + b, ...rest]) {
    const group = [number % 128]
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      group.unshift((left % 128) | 0x80)
    bytes.push(...group)
  }
  return tagged(0x06, Buffer.from(bytes))
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const year = moment.getUTCFullYear()
  return year < 1950 || year > 2049 ? generalizedTime(moment) : tagged(0x17, Buffer.from(`${digits.slice(2)}Z`))
}
export const generalizedTime = (moment: Date) =>
  tagged(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
