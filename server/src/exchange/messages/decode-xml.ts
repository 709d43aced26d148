import { TextDecoder } from 'node:util'
import { refuse } from '../../platform/http/index.ts'

/** Encodings that are read; what else a message declares is refused by its name. */
const labels: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1258': 'windows-1258',
}

/** Decodes the bytes of an XML document piece by piece, by its mark or its declaration. @throws exchange.encoding-wrong with the byte */
export async function* decodeXml(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let head: Buffer = Buffer.alloc(0)
  let before = 0
  const decode = (bytes: Uint8Array, last: boolean): string => {
    if (!decoder) throw new Error('no decoder')
    try {
      return decoder.decode(bytes, { stream: !last })
    } catch {
      throw refuse('exchange.encoding-wrong', { encoding: decoder.encoding, byte: before + firstWrong(bytes, decoder) })
    } finally {
      before += bytes.length
    }
  }
  for await (const given of source) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given
    if (!decoder) {
      head = Buffer.concat([head, chunk])
      if (head.length < 256) continue
      decoder = new TextDecoder(encodingOf(head), { fatal: true })
      yield decode(head, false)
    } else yield decode(chunk, false)
  }
  if (!decoder) {
    decoder = new TextDecoder(encodingOf(head), { fatal: true })
    yield decode(head, false)
  }
  yield decode(new Uint8Array(), true)
}

function encodingOf(head: Buffer): string {
  // Somebody may drop a PDF: a fault of its bytes as text would tell them nothing. Nothing at all is told when it is read.
  const first = head.subarray(0, 64).find((byte) => ![0, 9, 10, 13, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe].includes(byte))
  if (first !== undefined && first !== 0x3c)
    throw refuse('exchange.not-xml', { what: 'start', line: 1, column: 1, element: 'edXML' })
  const wide =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : head[0] === 0x3c && head[1] === 0
          ? 'utf-16le'
          : head[0] === 0 && head[1] === 0x3c
            ? 'utf-16be'
            : null
  const text = wide ? new TextDecoder(wide).decode(head.subarray(0, 512)) : head.subarray(0, 256).toString('latin1')
  const declared = /^\uFEFF?(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  const label = labels[(declared ?? 'utf-8').toLowerCase()]
  if (!label) throw refuse('exchange.encoding-wrong', { encoding: declared, byte: 0 })
  if (wide) {
    // What calls itself UTF-8 in UTF-16 bytes, or the other way round, is one of the two by mistake: nobody can know which.
    if (declared && !label.startsWith('utf-16'))
      throw refuse('exchange.encoding-wrong', { encoding: declared, byte: 0 })
    return wide
  }
  if (label.startsWith('utf-16')) throw refuse('exchange.encoding-wrong', { encoding: declared, byte: 0 })
  return label
}

function firstWrong(bytes: Uint8Array, decoder: TextDecoder): number {
  const at = new TextDecoder(decoder.encoding).decode(bytes).indexOf('\uFFFD')
  return at < 0 ? 0 : Buffer.byteLength(new TextDecoder(decoder.encoding).decode(bytes).slice(0, at))
}
