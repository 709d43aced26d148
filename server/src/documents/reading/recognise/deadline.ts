import type { Suggestion } from '@mocban/contract/documents-reading'
import { around, type Segment } from '../page-lines.ts'
import { isoDate } from './head.ts'
import { bare, type Layout } from './layout.ts'

/** Deadlines that the text names: by a date, or by a term of days. */

interface Found {
  index: number
  length: number
  value: string
  confidence: number
  term?: Suggestion['term']
}

const lead =
  '(?:truoc|cham nhat(?: la)?|muon nhat(?: la)?|han cuoi(?: la)?|thoi han(?: la| den)?|hoan thanh(?: xong)?(?: truoc| trong)?|xong truoc|den het|gui ve[^.;]{0,80}? truoc)'
const hour = '(?:\\s*(?:vao\\s*)?(?:luc\\s*)?\\d{1,2}\\s*(?:gio|h)\\s*(?:\\d{1,2})?\\s*(?:phut)?\\s*,?)?'
const numeric = new RegExp(
  `${lead}${hour}\\s*(?:het\\s*)?(?:ngay\\s*)?(\\d{1,2})\\s*[/.\\-]\\s*(\\d{1,2})(?:\\s*[/.\\-]\\s*(\\d{4}))?(?!\\d)`,
  'gu',
)
const worded = new RegExp(
  `${lead}${hour}\\s*(?:het\\s*)?ngay\\s*(\\d{1,2})\\s*thang\\s*(\\d{1,2})(?:\\s*nam\\s*(\\d{4}))?`,
  'gu',
)
const month = new RegExp(`${lead}\\s*thang\\s*(\\d{1,2})\\s*(?:/|nam)\\s*(\\d{4})`, 'gu')
const term =
  /(?:trong (?:thoi han|vong)|thoi han(?: giai quyet| tra loi)?(?: la)?|cham nhat(?: la)?(?: sau)?|khong qua)\s*(\d{1,3})\s*(?:\([^)]{0,30}\)\s*)?(ngay lam viec|ngay)(?!\s*\d)([^.;]{0,80})/gu

/** The nearest deadline of the text. Dates before the document's own are not deadlines (they name what was due, or a law's date). */
export function recogniseDeadline(layout: Layout, issuedOn: string | null): Suggestion | null {
  const text = new TextWithPlaces(layout.body)
  const found = [...dates(text.bare, issuedOn), ...terms(text.bare)]
  const best = found.sort((a, b) => b.confidence - a.confidence || a.value.localeCompare(b.value))[0]
  if (!best) return null
  const place = text.place(best.index, best.length)
  return {
    field: 'dueOn',
    value: best.value,
    confidence: best.confidence,
    page: place.page,
    rects: place.rects,
    words: place.words,
    ...(best.term ? { term: best.term } : {}),
  }
}

function dates(text: string, issuedOn: string | null): Found[] {
  const found: Found[] = []
  const add = (match: RegExpMatchArray, year: string | undefined, monthOf: number, day: number) => {
    const value = year ? isoDate(Number(year), monthOf, day) : nextSuch(monthOf, day, issuedOn)
    if (!value || (issuedOn && value < issuedOn)) return
    // A deadline further than two years away is rather a target or a law's date.
    const far = issuedOn !== null && Number(value.slice(0, 4)) - Number(issuedOn.slice(0, 4)) > 1
    found.push({ index: match.index ?? 0, length: match[0].length, value, confidence: far ? 0.4 : year ? 0.88 : 0.8 })
  }
  for (const match of text.matchAll(numeric)) add(match, match[3], Number(match[2]), Number(match[1]))
  for (const match of text.matchAll(worded)) add(match, match[3], Number(match[2]), Number(match[1]))
  for (const match of text.matchAll(month)) {
    const last = new Date(Date.UTC(Number(match[2]), Number(match[1]), 0)).getUTCDate()
    add(match, match[2], Number(match[1]), last)
  }
  return found
}

/** A day without its year: the next one after the document's date. */
function nextSuch(monthOf: number, day: number, issuedOn: string | null): string | null {
  if (!issuedOn) return null
  const year = Number(issuedOn.slice(0, 4))
  const same = isoDate(year, monthOf, day)
  return same && same >= issuedOn ? same : isoDate(year + 1, monthOf, day)
}

function terms(text: string): Found[] {
  return [...text.matchAll(term)].map((match) => ({
    index: match.index ?? 0,
    length: match[0].length - (match[3]?.length ?? 0),
    value: '',
    confidence: /ke tu|tu ngay|sau khi/u.test(match[3] ?? '') ? 0.75 : 0.6,
    term: {
      days: Number(match[1]),
      working: (match[2] ?? '').includes('lam viec'),
      from: /nhan duoc|ngay nhan/u.test(match[3] ?? '') ? ('received' as const) : ('issued' as const),
    },
  }))
}

/** The body as one bare text, from which a match finds back to its words: patterns may run over the end of a line. */
class TextWithPlaces {
  readonly bare: string
  readonly #words: { at: number; end: number; segment: Segment; n: number }[] = []

  constructor(segments: Segment[]) {
    let text = ''
    for (const segment of segments) {
      segment.words.forEach((word, n) => {
        const plain = bare(word.text)
        if (!plain) return
        this.#words.push({ at: text.length, end: text.length + plain.length, segment, n })
        text += `${plain} `
      })
    }
    this.bare = text
  }

  place(index: number, length: number) {
    const hit = this.#words.filter((word) => word.at < index + length && word.end > index)
    const page = hit[0]?.segment.page ?? 1
    const bySegment = new Map<Segment, number[]>()
    for (const word of hit) {
      if (word.segment.page === page) bySegment.set(word.segment, [...(bySegment.get(word.segment) ?? []), word.n])
    }
    return {
      page,
      rects: [...bySegment].map(([segment, ns]) =>
        around(ns.map((n) => (segment.words[n] as (typeof segment.words)[number]).rect)),
      ),
      words: hit.map((word) => word.segment.words[word.n]?.text ?? '').join(' '),
    }
  }
}
