import { refuse } from '../../platform/http/index.ts'

/** Decodes base64 as it comes: white space is left out, everything else must be as RFC 4648 has it. @throws exchange.base64-wrong with the character */
export class Base64Decoder {
  #rest = ''
  #taken = 0
  #ended = false
  constructor(private readonly element: string) {}

  take(text: string): Buffer {
    const letters = this.#rest + text.replace(/[ \t\r\n]+/g, '')
    if (letters && this.#ended && letters.length > this.#rest.length) throw this.#wrong(0)
    const whole = letters.length - (letters.length % 4)
    this.#rest = letters.slice(whole)
    return this.#decode(letters.slice(0, whole))
  }

  end(): void {
    if (this.#rest) throw this.#wrong(this.#rest.length)
  }

  #decode(letters: string): Buffer {
    if (!letters) return Buffer.alloc(0)
    const bytes = Buffer.from(letters, 'base64')
    const padding = letters.endsWith('==') ? 2 : letters.endsWith('=') ? 1 : 0
    // Node leaves out what is no base64; then the length tells.
    if (bytes.length !== (letters.length / 4) * 3 - padding || /[-_]/.test(letters)) {
      const at = letters.search(/[^A-Za-z0-9+/]/)
      throw this.#wrong(Math.max(at, 0))
    }
    this.#ended = padding > 0
    this.#taken += letters.length
    return bytes
  }

  #wrong(offset: number) {
    return refuse('exchange.base64-wrong', { element: this.element, character: this.#taken + offset + 1 })
  }
}
