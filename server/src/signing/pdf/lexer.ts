import { Malformed } from '../certificates/der.ts'
import { Dict, Name, Ref, Text, type Value } from './values.ts'

const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set([...'()<>[]{}/%'].map((one) => one.charCodeAt(0)))
const deepest = 100
/** Ends a list or dictionary, or a word that is no value. */
class Word {
  constructor(readonly text: string) {}
}
type Token = Value | Word

/** Reads values from the bytes of a PDF, from a position on. */
export class Lexer {
  /** Some dictionary had a key twice. */
  doubled = false

  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  skip(): void {
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined) return
      if (byte === 0x25) while (this.at < this.bytes.length && !this.#endOfLine()) this.at++
      else if (white.has(byte)) this.at++
      else return
    }
  }
  #endOfLine(): boolean {
    const byte = this.bytes[this.at]
    return byte === 10 || byte === 13
  }

  /** The next value. @throws Malformed */
  value(depth = 0): Value {
    const token = this.#token(depth)
    if (token instanceof Word) throw new Malformed(`PDF: “${token.text.slice(0, 20)}” at ${this.at}`)
    return token
  }

  /** The next word (`obj`, `stream`, `trailer`), or nothing where a value stands. */
  word(): string {
    this.skip()
    const start = this.at
    while (this.at < this.bytes.length && !white.has(this.bytes[this.at]!) && !delimiters.has(this.bytes[this.at]!))
      this.at++
    return Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1')
  }
  peekWord(): string {
    const before = this.at
    const word = this.word()
    this.at = before
    return word
  }

  number(): number {
    const word = this.word()
    if (!/^\d{1,15}$/.test(word)) throw new Malformed(`PDF: number expected at ${this.at}`)
    return Number(word)
  }

  #token(depth: number): Token {
    if (depth > deepest) throw new Malformed('PDF: nested too deep')
    this.skip()
    const byte = this.bytes[this.at]
    if (byte === undefined) throw new Malformed('PDF: ended too early')
    const char = String.fromCharCode(byte)
    if (char === '/') return this.#name()
    if (char === '(') return this.#literal()
    if (char === '<') return this.bytes[this.at + 1] === byte ? this.#dict(depth) : this.#hex()
    if (char === '[') return this.#list(depth)
    if (char === '>' && this.bytes[this.at + 1] === byte) {
      this.at += 2
      return new Word('>>')
    }
    if (delimiters.has(byte)) {
      this.at++
      return new Word(char)
    }
    return this.#plain()
  }

  #plain(): Token {
    const word = this.word()
    if (/^\d+$/.test(word)) return this.#reference(word)
    if (/^[+-]?\d*\.?\d*$/.test(word) && /\d/.test(word)) return Number(word)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    // Some programs write numbers like 0.-12 or --3; readers take them as zero.
    if (/^[+\-.\d]+$/.test(word)) return 0
    return new Word(word)
  }

  /** `12 0 R`, or only a number. */
  #reference(word: string): Value {
    const before = this.at
    const second = word.length < 10 ? this.word() : ''
    if (/^\d{1,5}$/.test(second) && this.word() === 'R') return new Ref(Number(word), Number(second))
    this.at = before
    return Number(word)
  }

  #name(): Name {
    this.at++
    const start = this.at
    while (this.at < this.bytes.length && !white.has(this.bytes[this.at]!) && !delimiters.has(this.bytes[this.at]!))
      this.at++
    const raw = Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1')
    return new Name(raw.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))))
  }

  #hex(): Text {
    const start = this.at
    const end = this.bytes.indexOf(0x3e, start)
    if (end < 0) throw new Malformed('PDF: string without end')
    const digits = Buffer.from(this.bytes.subarray(start + 1, end))
      .toString('latin1')
      .replace(/[\s\0]+/g, '')
    if (/[^0-9A-Fa-f]/.test(digits)) throw new Malformed(`PDF: string at ${start}`)
    this.at = end + 1
    return new Text(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), start, this.at)
  }

  #literal(): Text {
    const start = this.at++
    const out: number[] = []
    for (let open = 1; ; ) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new Malformed('PDF: string without end')
      if (byte === 0x28) open++
      if (byte === 0x29 && --open === 0) break
      if (byte === 0x5c) this.#escape(out)
      else out.push(byte)
    }
    return new Text(Uint8Array.from(out), start, this.at)
  }
  #escape(out: number[]): void {
    const byte = this.bytes[this.at++] ?? 0
    const known = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(byte)]
    if (known !== undefined) out.push(known)
    else if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30
      for (let i = 0; i < 2 && this.bytes[this.at]! >= 0x30 && this.bytes[this.at]! <= 0x37; i++)
        code = code * 8 + this.bytes[this.at++]! - 0x30
      out.push(code & 0xff)
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at++
    } else if (byte !== 10) out.push(byte)
  }

  #list(depth: number): Value[] {
    this.at++
    const list: Value[] = []
    for (;;) {
      const token = this.#token(depth + 1)
      if (!(token instanceof Word)) list.push(token)
      else if (token.text === ']') return list
      else throw new Malformed(`PDF: “${token.text.slice(0, 20)}” in a list at ${this.at}`)
    }
  }

  #dict(depth: number): Dict {
    this.at += 2
    const made = new Dict()
    for (;;) {
      const key = this.#token(depth + 1)
      if (key instanceof Word && key.text === '>>') return made
      if (!(key instanceof Name)) throw new Malformed(`PDF: dictionary at ${this.at}`)
      const value = this.value(depth + 1)
      if (made.entries.has(key.value)) {
        made.doubled = true
        this.doubled = true
      }
      made.entries.set(key.value, value)
    }
  }
}
