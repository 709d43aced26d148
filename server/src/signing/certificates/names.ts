import { children, type Node, parts, readOid, readText } from './der.ts'

const shortNames: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.42': 'GN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'email',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
}

export interface Name {
  /** By short name, in the order of the certificate, cleaned. */
  values: { type: string; value: string }[]
  /** For comparing: strings folded as RFC 5280, 7.1 wants it. */
  key: string
  /** It hides, turns or imitates what one reads, or names its holder twice. */
  strange: boolean
}

// Controls, invisible joiners, marks that turn the direction of reading, private use, bytes that are no letters: they make one name look like another.
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\ufffd]/gu
/** No letter of any language bears more marks than these. */
const heaped = /(\p{M}{3})\p{M}+/gu
/** Letters of scripts that look like each other, within one word: “Nguyễn” with a Cyrillic у. */
const mixed =
  /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*\p{Script=Latin}/u
const longest = 200

export function readName(node: Node | undefined): Name {
  const values: Name['values'] = []
  const key: string[] = []
  let strange = false
  for (const group of parts(node, 'name')) {
    const inGroup: string[] = []
    for (const pair of parts(group, 'name', 0x31)) {
      const [type, value] = parts(pair, 'name')
      const identifier = readOid(type)
      const text = value ? readText(value) : ''
      const clean = text.replace(hidden, '').replace(heaped, '$1').normalize('NFC').trim().slice(0, longest)
      if (clean !== text.normalize('NFC').trim() || mixed.test(clean)) strange = true
      values.push({ type: shortNames[identifier] ?? identifier, value: clean })
      inGroup.push(`${identifier}=${text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()}`)
    }
    key.push(inGroup.sort().join('+'))
  }
  // Two names of one holder: readers differ in which they show.
  if (values.filter((one) => one.type === 'CN').length > 1) strange = true
  return { values, key: key.join(','), strange }
}

export const first = (name: Name, type: string): string | null =>
  name.values.find((one) => one.type === type && one.value)?.value ?? null
export const all = (name: Name, type: string): string[] =>
  name.values.filter((one) => one.type === type && one.value).map((one) => one.value)

/** As RFC 4514 writes it, most specific first; what divides parts is escaped, so that no value can pose as another. */
export const shownName = (name: Name): string =>
  [...name.values]
    .reverse()
    .map(({ type, value }) => `${type}=${value.replace(/[,+"\\<>;=]/g, '\\$&')}`)
    .join(', ')

/** The name that a person reads. */
export const readableName = (name: Name): string =>
  first(name, 'CN') ?? first(name, 'O') ?? first(name, 'OU') ?? first(name, 'email') ?? shownName(name) ?? ''

/** Uniform addresses among GeneralNames. */
export function addresses(node: Node): string[] {
  return children(node)
    .filter((one) => one.tag === 0x86)
    .map((one) => Buffer.from(one.value).toString('latin1'))
    .slice(0, 10)
}
