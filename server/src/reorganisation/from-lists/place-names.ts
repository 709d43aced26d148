import { bare, searchable } from '@mocban/contract/vietnamese'

/** A name as lists write it: the kind before it, and behind it, in parentheses or after a comma, the district in which it lies. */
export interface PlaceName {
  /** As written, without the district; a kind that was cut short is written out. */
  fullName: string
  /** Lower case; empty where the name begins with no kind of administrative unit. */
  kind: string
  own: string
  within: string | null
}

const kinds = ['thị trấn', 'thành phố', 'thị xã', 'đặc khu', 'phường', 'quận', 'huyện', 'tỉnh', 'xã']

const short: Record<string, string> = {
  tt: 'thị trấn',
  tp: 'thành phố',
  tx: 'thị xã',
  p: 'phường',
  q: 'quận',
  h: 'huyện',
  x: 'xã',
}
const withDistrict =
  /^(.*?)\s*(?:\(([^()]+)\)|(?:,|\sthuộc)\s*((?:huyện|quận|thị xã|thành phố|h\.|q\.|tx\.?|tp\.?)\s.+))$/i
/** One letter counts as a kind with its full stop only: P. 1, but not X Y. */
const cutShort = /^(?:(tt|tp|tx)\.?|([pqhx])\.)\s*(?=\S)/i

export function placeName(written: string): PlaceName {
  const name = written.normalize('NFC').trim()
  const [, before = name, inParentheses, behind] = withDistrict.exec(name) ?? []
  const within = inParentheses ?? behind ?? null
  const fullName = before.replace(
    cutShort,
    (_, two?: string, one?: string) => `${short[(two ?? one ?? '').toLowerCase()]} `,
  )
  const lower = fullName.toLocaleLowerCase('vi')
  const kind = kinds.find((one) => lower.startsWith(`${one} `)) ?? ''
  return { fullName, kind, own: kind ? fullName.slice(kind.length).trim() : fullName, within }
}

/** One name whatever the place of its tone mark and its case: Cảnh Thụy is Cảnh Thuỵ. */
export const sameName = (a: string, b: string): boolean => searchable(a) === searchable(b)

/** Whether a district is meant: by its whole name, or by its own name alone. */
export const sameDistrict = (fullName: string, meant: string): boolean =>
  sameName(fullName, placeName(meant).fullName) || sameName(placeName(fullName).own, meant)

/** How many letters have to be changed, by their bare form and then by their marks: Sa Lý is one letter from Xa Lý, Hòa one mark from Hóa. */
export function distance(a: string, b: string): number {
  return edits([...bare(a)], [...bare(b)]) || (sameName(a, b) ? 0 : 0.5)
}

function edits(a: string[], b: string[]): number {
  let row = b.map((_, n) => n + 1)
  for (const [n, letter] of a.entries()) {
    let left = n + 1
    let corner = n
    row = row.map((above, m) => {
      left = Math.min(above + 1, left + 1, corner + (letter === b[m] ? 0 : 1))
      corner = above
      return left
    })
  }
  return row.at(-1) ?? a.length
}

export const syllables = (name: string): string[] =>
  searchable(name)
    .split(/[\s-]+/)
    .filter(Boolean)
