/** The values that a PDF is made of (ISO 32000-2, 7.3). */
export class Name {
  constructor(readonly value: string) {}
}
export class Text {
  constructor(
    readonly bytes: Uint8Array,
    /** Where it stands in the file, from its first delimiter to after its last. */
    readonly start = -1,
    readonly end = -1,
  ) {}
}
export class Ref {
  constructor(
    readonly number: number,
    readonly generation: number,
  ) {}
}
export class Dict {
  /** A key came twice, which lets two readers see two things. */
  doubled = false
  constructor(readonly entries = new Map<string, Value>()) {}
  get(key: string): Value | undefined {
    return this.entries.get(key)
  }
  /** With other entries in the place of those named; `undefined` takes one out. */
  with(changes: Record<string, Value | undefined>): Dict {
    const entries = new Map(this.entries)
    for (const [key, value] of Object.entries(changes))
      if (value === undefined) entries.delete(key)
      else entries.set(key, value)
    return new Dict(entries)
  }
}
export class Stream {
  constructor(
    readonly dict: Dict,
    /** As it stands in the file, still encoded. */
    readonly raw: Uint8Array,
  ) {}
}
/** Written as it is; where it came to stand is noted. */
export class Hole {
  at = -1
  constructor(readonly text: string) {}
}
export type Value = null | boolean | number | Name | Text | Ref | Dict | Stream | Hole | Value[]

export const dict = (entries: Record<string, Value | undefined>): Dict => new Dict().with(entries)
export const isName = (value: Value | undefined, name: string): boolean => value instanceof Name && value.value === name
export const nameOf = (value: Value | undefined): string | null => (value instanceof Name ? value.value : null)

/** A text string: bytes of PDFDocEncoding, UTF-16 or UTF-8 (7.9.2.2). */
export function textOf(value: Value | undefined): string | null {
  if (!(value instanceof Text)) return null
  const bytes = Buffer.from(value.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const body = bytes.subarray(2, bytes.length - (bytes.length % 2))
    return Buffer.from(body).swap16().toString('utf16le')
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}
export function textString(text: string): Text {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what PDFDocEncoding and everything else agree on
  if (/^[\x00-\x7f]*$/.test(text)) return new Text(Buffer.from(text, 'latin1'))
  return new Text(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))
}

/** `D:20250801153000+07'00'`: the time in Vietnam, as the signer reads it. */
export function dateString(moment: Date): Text {
  const local = new Date(moment.getTime() + 7 * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return textString(`D:${local}+07'00'`)
}
export function readDate(value: Value | undefined): Date | null {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(\d\d)?'?(\d\d)?)?/.exec(textOf(value) ?? '')
  if (!match) return null
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign = 'Z',
    oh = '00',
    om = '00',
  ] = match
  const zone = /[+-]/.test(sign) ? `${sign}${oh}:${om}` : 'Z'
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(moment.getTime()) ? null : moment
}
