import type { Suggestion } from '@mocban/contract/documents-reading'
import { bare, isUpper, type Layout, suggest } from './layout.ts'
import { brokenBetween, organisationName } from './organisation-name.ts'

/** A name by which a unit of the province can stand in the head of a document. */
export interface KnownUnit {
  id: string
  name: string
}

/** Number and notation: `Số: 15/QĐ-UBND`, also `15/2026/QĐ-UBND`; spaces that typing or a reader of pictures put in are taken out. */
export function recogniseSymbol(layout: Layout): Suggestion | null {
  const line = layout.symbol
  if (!line) return null
  const match = /^S\p{L}\p{M}*\s*[:.]?\s*(\d{0,6}\s*[A-Za-zĐđ]?)\s*[/|]\s*(.+)$/u.exec(line.text.normalize('NFC'))
  if (!match) return null
  const number = (match[1] ?? '').replace(/\s/gu, '')
  const notation = tidyNotation(match[2] ?? '')
  if (!notation) return null
  const known = /^(\d{4}\/)?[A-ZĐ][A-Za-zĐđ]*(-[\p{Lu}\d&]+)+$/u.test(notation)
  const value = `${number}/${notation}`
  return suggest('symbol', value, number ? (known ? 0.97 : 0.7) : 0.3, [line], { words: line.text })
}

function tidyNotation(text: string): string {
  const cut = text
    .replace(/[–—]/gu, '-')
    .replace(/\s*([/\-&.])\s*/gu, '$1')
    .trim()
  // What stands after a space belongs to the next column, unless letters were set apart.
  return (cut.split(/\s{1,}/u)[0] ?? '').replace(/[.,;:]+$/u, '')
}

/** Place and date under the national title: `Bắc Ninh, ngày 05 tháng 02 năm 2026`. */
export function recogniseDate(layout: Layout): Suggestion | null {
  const pattern = /ng[àa]y\s*(\d{1,2})\s*th[áa]ng\s*(\d{1,2})\s*n[ăa]m\s*(\d{4})/iu
  const line =
    layout.right.find((one) => pattern.test(one.text)) ??
    layout.first.find((one) => one.rect.y < 0.45 && one.rect.x > 0.3 && pattern.test(one.text))
  const match = line && pattern.exec(line.text)
  if (!line || !match) return null
  const value = isoDate(Number(match[3]), Number(match[2]), Number(match[1]))
  return value
    ? suggest('issuedOn', value, layout.right.includes(line) ? 0.97 : 0.75, [line], { words: match[0] })
    : null
}

/** A date that exists, as YYYY-MM-DD. */
export function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** Words with which the name of an organisation begins; another upper-case line goes on with the name above it. */
const begins =
  /^(uy ban|ubnd|hoi dong|hdnd|so |bo |van phong|chinh phu|thu tuong|tinh uy|thanh uy|dang uy|huyen uy|quan uy|ban |cuc|tong cuc|tong cong ty|trung tam|truong |benh vien|cong an|toa an|vien |chi cuc|chi nhanh|dang bo|hoi |lien doan|lien minh|cong ty|to cong tac|uy ban mat tran|mat tran|phong |bo tu lenh|bo chi huy|kho bac|thanh tra|bao hiem|ngan hang|quy |hop tac xa|to chuc|doan |quoc hoi|vien kiem sat|kiem toan|hoc vien|dai hoc|tap doan|doi |tram |nha |thuong truc|cong doan)/u

/** Whether a line goes on with the name above it: it begins no name, is one syllable only, ends a word begun above, or both together are a unit's name. */
function goesOn(above: string, line: string, byName: ReadonlyMap<string, KnownUnit>): boolean {
  if (byName.has(bare(`${above} ${line}`))) return true
  return !begins.test(`${bare(line)} `) || !/\s/u.test(line.trim()) || brokenBetween(above, line)
}

/** A name of the head as a sentence of the same document writes it. */
function asInTheText(body: Layout['body'], upper: string): string | undefined {
  const text = body
    .map((one) => one.text)
    .join(' ')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
  const lower = text.toLocaleLowerCase('vi')
  const name = upper.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi')
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const written = text.slice(at, at + name.length)
    if (/^\p{Lu}/u.test(written) && !isUpper(written)) return written
  }
  return undefined
}

/** Issuer and its superior: the upper-case lines of the left column above the symbol (Appendix I, box 2). */
export function recogniseIssuer(layout: Layout, known: readonly KnownUnit[]): Suggestion[] {
  const limit = layout.symbol?.rect.y ?? layout.headEnd
  const lines = layout.left.filter(
    (one) => one !== layout.symbol && one.rect.y < limit && isUpper(one.text) && one.text.length < 120,
  )
  const byName = new Map(known.map((unit) => [bare(unit.name), unit]))
  const names: (typeof lines)[] = []
  for (const line of lines) {
    const before = names.at(-1)
    if (before && goesOn(before.map((one) => one.text).join(' '), line.text, byName)) before.push(line)
    else names.push([line])
  }
  const issuer = names.at(-1)
  if (!issuer) return []
  const superior = names.at(-2)
  const read = (field: 'issuerName' | 'superiorName', part: typeof lines): Suggestion => {
    const text = part
      .map((one) => one.text)
      .join(' ')
      .replace(/^UBND\b/u, 'ỦY BAN NHÂN DÂN')
    const unit = byName.get(bare(text))
    const value = unit?.name ?? asInTheText(layout.body, text) ?? organisationName(text)
    const confidence = unit ? 0.97 : layout.symbol ? 0.8 : 0.5
    return suggest(field, value, confidence, part, { words: text, ...(unit ? { unitId: unit.id } : {}) })
  }
  const found = [read('issuerName', issuer)]
  if (superior) found.push(read('superiorName', superior))
  return found
}

const urgencies: [RegExp, string][] = [
  [/^hoa toc/u, 'express'],
  [/^thuong khan$/u, 'very-urgent'],
  [/^khan$/u, 'urgent'],
]
const secrecies: [RegExp, string][] = [
  [/^tuyet mat$/u, 'absolute-secret'],
  [/^toi mat$/u, 'top-secret'],
  [/^mat$/u, 'secret'],
]

/** Urgency and secrecy marks: upper-case words that stand alone in the upper part of page 1 (Appendix I, boxes 10a and 10b). */
export function recogniseMarks(layout: Layout): Suggestion[] {
  const found: Suggestion[] = []
  const limit = Math.max(0.42, layout.headEnd + 0.12)
  for (const line of layout.first) {
    if (line.rect.y > limit || line.words.length > 4 || !isUpper(line.text)) continue
    const text = bare(line.text.replace(/[^\p{L}\s]/gu, ''))
    const urgency = urgencies.find(([pattern]) => pattern.test(text))
    const secrecy = secrecies.find(([pattern]) => pattern.test(text))
    if (urgency && !found.some((one) => one.field === 'urgency'))
      found.push(suggest('urgency', urgency[1], 0.9, [line], { words: line.text }))
    if (secrecy && !found.some((one) => one.field === 'secrecy'))
      found.push(suggest('secrecy', secrecy[1], 0.9, [line], { words: line.text }))
  }
  return found
}
