import type { Marked } from '@mocban/contract/search'
import { wordsWithPlaces } from '@mocban/contract/vietnamese'
import type { Mark } from './parse-query.ts'

/** Marks in a text every word that was looked for. */
export function markMatches(text: string, marks: readonly Mark[]): Marked {
  return {
    text,
    marks: wordsWithPlaces(text)
      .filter((word) => marks.some((mark) => matches(word, mark)))
      .map((word) => [word.start, word.end]),
  }
}

/** The piece of a page in which most of what was looked for stands close together, with the matches marked. */
export function snippetOf(text: string, marks: readonly Mark[], length = 220): Marked {
  const whole = text.replace(/\s+/g, ' ').trim()
  const places = markMatches(whole, marks).marks
  const first = places[0]
  if (!first) return { text: whole.slice(0, length), marks: [] }
  let best = first
  let most = 0
  for (const [index, place] of places.entries()) {
    const near = places.slice(index).filter(([start]) => start < place[0] + length / 2)
    const different = new Set(near.map(([start, end]) => whole.slice(start, end).toLowerCase())).size
    if (different > most) {
      most = different
      best = place
    }
  }
  const start = wordStart(whole, Math.max(0, best[0] - Math.round(length / 3)))
  const end = wordEnd(whole, Math.min(whole.length, start + length))
  const cut = `${start > 0 ? '… ' : ''}${whole.slice(start, end)}${end < whole.length ? ' …' : ''}`
  return markMatches(cut, marks)
}

const matches = (word: { typed: string; bare: string }, mark: Mark) =>
  mark.typed !== undefined
    ? word.typed === mark.typed
    : mark.prefix
      ? word.bare.startsWith(mark.bare)
      : word.bare === mark.bare

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const blank = text.indexOf(' ', at)
  return blank === -1 || blank > at + 30 ? at : blank + 1
}
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const blank = text.lastIndexOf(' ', at)
  return blank === -1 || blank < at - 30 ? at : blank
}
