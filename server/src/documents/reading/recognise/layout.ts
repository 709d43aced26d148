import type { PageText, Suggestion, SuggestionField } from '@mocban/contract/documents-reading'
import { plain } from '@mocban/contract/values'
import { linesOf, type Segment } from '../page-lines.ts'

/** The parts of Decree 30's layout (Appendix I) that recognition works on: the two-column head of page 1, what follows it, the foot. */
export interface Layout {
  first: Segment[]
  /** Left column of the head: superior, issuer, symbol, V/v. */
  left: Segment[]
  /** Right column of the head: national title, place and date. */
  right: Segment[]
  /** Everything under the head. */
  body: Segment[]
  /** All pages, in reading order. */
  all: Segment[]
  symbol: Segment | null
  /** Height at which the head of page 1 ends. */
  headEnd: number
}

const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
export const isUpper = (text: string) => {
  const only = letters(text)
  return only.length > 1 && only === only.toLocaleUpperCase('vi')
}
/** Lower case without diacritics: readers of pictures lose marks, so words of the form are compared bare. */
export const bare = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase().replace(/\s+/gu, ' ').trim()

/** The national title, its motto, or the title of the party; word after word, so that a line made of nothing but the motto's beginning costs no more than another. */
function isNational(line: string): boolean {
  if (line.includes('cong hoa xa hoi chu nghia') || line.includes('dang cong san viet nam')) return true
  let at = 0
  return ['doc lap', 'tu do', 'hanh phuc'].every((word) => {
    at = line.indexOf(word, at)
    return at++ >= 0
  })
}
/** No page of a document has more; what does was made to be slow. */
const mostWords = 5000
const symbolLine = /^so\s*[:.]?\s*\d{0,6}\s*[a-z]?\s*[/|]/u
const dateLine = /ngay\s*\d{0,2}\s*thang\s*\d{0,2}\s*nam/u

export function layoutOf(given: PageText[]): Layout {
  const pages = given.map((page) => ({ ...page, words: page.words.slice(0, mostWords) }))
  const first = pages[0] ? linesOf(pages[0]) : []
  const all = pages.flatMap((page) => linesOf(page))
  const symbol = first.find((one) => one.rect.y < 0.4 && symbolLine.test(bare(one.text))) ?? null
  const date = first.find((one) => one.rect.y < 0.45 && dateLine.test(bare(one.text))) ?? null
  const dateBelongs = date && (!symbol || date.rect.y < symbol.rect.y + 0.08)
  const lowest = Math.max(symbol ? bottom(symbol) : 0, dateBelongs ? bottom(date) : 0)
  const headEnd = lowest || 0.18
  const middle = columnsPart(first, headEnd)
  const inHead = (one: Segment) => one.rect.y < headEnd
  return {
    first,
    all,
    symbol,
    headEnd,
    left: first.filter((one) => inHead(one) && centre(one) < middle && !isNational(bare(one.text))),
    right: first.filter((one) => inHead(one) && centre(one) >= middle),
    body: all.filter((one) => one.page !== pages[0]?.page || !inHead(one)),
  }
}

/** The two columns of the head part where the national title begins; without one, a little left of the middle. */
function columnsPart(first: Segment[], headEnd: number): number {
  const title = first.find((one) => one.rect.y < headEnd && isNational(bare(one.text)))
  return title ? Math.max(0.3, Math.min(0.5, title.rect.x)) : 0.45
}

export const bottom = (one: Segment) => one.rect.y + one.rect.height
export const centre = (one: Segment) => one.rect.x + one.rect.width / 2

/** A suggestion that rests on whole segments. */
export function suggest(
  field: SuggestionField,
  value: string,
  confidence: number,
  segments: Segment[],
  more: Partial<Suggestion> = {},
): Suggestion {
  return {
    field,
    value: plain(value.replace(/\s+/gu, ' ')),
    confidence: Math.max(0, Math.min(1, confidence * sureness(field, segments))),
    page: segments[0]?.page ?? 1,
    rects: segments.filter((one) => one.page === segments[0]?.page).map((one) => one.rect),
    ...more,
  }
}

/** How sure the reader of a picture was: of a number or date as of its worst word, since one wrong digit makes it another; else on average. */
function sureness(field: SuggestionField, segments: Segment[]): number {
  const all = segments.flatMap((one) => one.words.map((word) => word.sure ?? 1))
  if (all.length === 0) return 1
  if (field === 'symbol' || field === 'issuedOn') return Math.min(...all)
  return all.reduce((sum, one) => sum + one, 0) / all.length
}

/** Segments that follow one another as lines of one paragraph: each under the one before, no wide gap. */
export function following(
  start: Segment,
  among: Segment[],
  options: { gap: number; most: number; stop?: (one: Segment) => boolean },
): Segment[] {
  const found = [start]
  for (const one of among) {
    const last = found.at(-1) as Segment
    if (one.page !== last.page || one.rect.y <= last.rect.y + last.rect.height * 0.4) continue
    if (one.rect.y - bottom(last) > last.rect.height * options.gap || found.length >= options.most) break
    if (options.stop?.(one)) break
    found.push(one)
  }
  return found
}
