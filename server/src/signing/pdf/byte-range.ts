import { Lexer } from './lexer.ts'
import type { PdfFile } from './pdf-file.ts'
import { type Dict, Text } from './values.ts'

export type Range = { contents: Uint8Array; start: number; end: number; coveredTo: number } | { wrong: string }

/**
 * The bytes that a signature is over: all up to its own value, and all from there on to the end of its revision. Anything else
 * (a hole elsewhere, a value that stands in another place, ranges out of order) is how forged files are built.
 */
export function readRange(file: PdfFile, signature: Dict): Range {
  const size = file.bytes.length
  if (signature.doubled) return { wrong: 'dictionary' }
  const given = file.list(signature.get('ByteRange')).map((one) => file.follow(one))
  if (given.length !== 4 || !given.every((one) => Number.isSafeInteger(one) && (one as number) >= 0))
    return { wrong: 'ByteRange' }
  const [first, start, end, length] = given as [number, number, number, number]
  if (first !== 0 || start === 0 || end <= start || end + length > size || length === 0) return { wrong: 'ByteRange' }
  // Never through a reference: the value must stand in the hole, in this very dictionary.
  const contents = signature.get('Contents')
  if (!(contents instanceof Text)) return { wrong: 'Contents' }
  if (contents.start !== start || contents.end !== end || file.bytes[start] !== 0x3c) return { wrong: 'Contents' }
  const hole = Buffer.from(file.bytes.subarray(start + 1, end - 1)).toString('latin1')
  if (!/^[0-9A-Fa-f]*$/.test(hole)) return { wrong: 'Contents' }
  return { contents: contents.bytes, start, end, coveredTo: end + length }
}

/** Whether only what ends a file follows: white space, and its mark of the end. */
export function endsAfter(bytes: Uint8Array, at: number): boolean {
  if (bytes.length - at > 1024) return false
  return /^[\s\0]*(%%EOF)?[\s\0]*$/.test(Buffer.from(bytes.subarray(at)).toString('latin1'))
}

/** Where the last section of a file ends, after its `%%EOF`. */
export function endOfLastSection(bytes: Uint8Array): number {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const start = all.lastIndexOf('startxref')
  const lexer = new Lexer(bytes, start + 9)
  lexer.number()
  const mark = all.indexOf('%%EOF', lexer.at)
  return mark < 0 || mark - lexer.at > 64 ? lexer.at : mark + 5
}
