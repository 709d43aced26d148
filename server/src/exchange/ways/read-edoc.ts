import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** What a document may be in an answer, decoded: attachments grow by a third in a message, the message again in the answer. */
const LARGEST = 2_000_000_000
const REST = 1_000_000
const [QUOTE, BACKSLASH, OPEN, CLOSE, COLON] = [0x22, 0x5c, 0x7b, 0x7d, 0x3a]

/**
 * Reads an answer `{ …, "data": "base64" }` of any size: the decoded member `data` goes into the file, the rest is the answer's text with an empty `data`.
 * Never holds more than a part of it. What is no base64 becomes bytes that are no message, and is refused as such. @throws where it is beyond sense
 */
export async function readEdoc(
  answer: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ text: string; bytes: number }> {
  const out = createWriteStream(path)
  const rest: number[] = []
  let depth = 0
  let inside: 'none' | 'word' | 'data' = 'none'
  let escaped = false
  let word = ''
  let isData = false
  let waiting = ''
  let bytes = 0

  const write = async (letters: string) => {
    const decoded = Buffer.from(letters, 'base64')
    bytes += decoded.length
    if (bytes > LARGEST) throw new Error('answer too long')
    if (decoded.length > 0 && !out.write(decoded)) await once(out, 'drain')
  }
  /** Base64 of one part of the answer, decoded by whole fours; line breaks and the slash may be escaped in JSON. Answers where it ends. */
  const readData = async (part: Uint8Array, from: number): Promise<number> => {
    const quote = part.indexOf(QUOTE, from)
    const end = quote < 0 ? part.length : quote
    const letters = waiting + Buffer.from(part.subarray(from, end)).toString('latin1')
    const read = letters.replace(/\\([/nr])/g, (_, letter) => (letter === '/' ? '/' : ''))
    const open = read.endsWith('\\') ? 1 : 0
    const whole = quote < 0 ? read.length - open - ((read.length - open) % 4) : read.length
    waiting = read.slice(whole)
    await write(read.slice(0, whole))
    return end
  }

  try {
    for await (const part of answer) {
      for (let at = 0; at < part.length; at++) {
        if (inside === 'data') {
          at = await readData(part, at)
          if (at < part.length) {
            rest.push(QUOTE)
            inside = 'none'
          }
          continue
        }
        const byte = part[at] as number
        rest.push(byte)
        if (rest.length > REST) throw new Error('answer too long')
        if (inside === 'word') {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) inside = 'none'
          else word += String.fromCharCode(byte)
        } else if (byte === QUOTE) {
          inside = isData ? 'data' : 'word'
          word = ''
          isData = false
        } else if (byte === OPEN) depth++
        else if (byte === CLOSE) depth--
        else if (byte === COLON) isData = depth === 1 && word === 'data'
        // A number or null instead of text.
        else if (byte > 0x20) isData = false
      }
    }
  } finally {
    out.end()
    await once(out, 'close')
  }
  return { text: Buffer.from(rest).toString('utf8'), bytes }
}
