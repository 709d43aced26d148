import { hasDiacritics, type Word, wordsWithPlaces } from '@mocban/contract/vietnamese'
import type { PlacedText } from './pdf-page.tsx'
import type { Highlight, Rect } from './pdf-viewer.tsx'

/** More marks than these help nobody. */
const most = 500

interface PlacedWord extends Word {
  run: number
}

/**
 * Finds words side by side in the pages, over the ends of lines, with or without diacritics as they were typed; the last word may be a beginning.
 * Where they stand nowhere side by side, each is marked by itself.
 */
export function findInPages(texts: Record<number, PlacedText>, query: string): Highlight[] {
  const wanted = wordsWithPlaces(query.replace(/["“”]/g, ' '))
  if (wanted.length === 0) return []
  const form = hasDiacritics(query) ? 'typed' : 'bare'
  const sought = wanted.map((word) => word[form])
  const found = Object.entries(texts).flatMap(([page, text]) => sequences(Number(page), text, sought, form))
  if (found.length > 0 || sought.length === 1) return found.slice(0, most)
  return Object.entries(texts)
    .flatMap(([page, text]) => sought.flatMap((word) => sequences(Number(page), text, [word], form, true)))
    .slice(0, most)
    .sort((a, b) => a.page - b.page || (a.rects[0]?.y ?? 0) - (b.rects[0]?.y ?? 0))
}

function sequences(
  page: number,
  { runs }: PlacedText,
  sought: string[],
  form: 'typed' | 'bare',
  whole = false,
): Highlight[] {
  const words: PlacedWord[] = runs.flatMap((run, index) =>
    wordsWithPlaces(run.text).map((word) => ({ ...word, run: index })),
  )
  const last = sought.length - 1
  const found: Highlight[] = []
  for (let at = 0; at + last < words.length; at++) {
    const matches = sought.every((word, n) => {
      const here = words[at + n]?.[form] ?? ''
      return n === last && !whole ? here.startsWith(word) : here === word
    })
    if (!matches) continue
    found.push({
      id: `match-${page}-${at}`,
      page,
      kind: 'match',
      rects: rectsOf(words.slice(at, at + sought.length), runs),
    })
    at += last
  }
  return found
}

/** One rectangle for each run (a line, or a part of it) that the words stand in. */
function rectsOf(words: PlacedWord[], runs: PlacedText['runs']): Rect[] {
  return [...new Set(words.map((word) => word.run))].flatMap((index) => {
    const run = runs[index]
    const inside = words.filter((word) => word.run === index)
    const [first, end] = [inside[0], inside.at(-1)]
    if (!run || !first || !end) return []
    // Letters differ in width; by their count the mark is near enough.
    const width = run.rect.width / Math.max(1, run.text.length)
    return [{ ...run.rect, x: run.rect.x + first.start * width, width: (end.end - first.start) * width }]
  })
}
