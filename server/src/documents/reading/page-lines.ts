import type { PageText, Rect, Word } from '@mocban/contract/documents-reading'

/** A stretch of words that stand together on one line of a page: a column of the header, a line of the body. */
export interface Segment {
  page: number
  text: string
  words: Word[]
  rect: Rect
}

/** The page as segments in reading order: words of one height form a line, a wide gap ends a segment. */
export function linesOf(page: PageText): Segment[] {
  const words = page.words.filter((word) => word.text.trim() !== '')
  const rows: { middle: number; height: number; words: Word[] }[] = []
  for (const word of [...words].sort((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.at(-1)
    if (row && Math.abs(middleOf(word) - row.middle) < Math.max(row.height, word.rect.height) * 0.5) {
      row.words.push(word)
      row.middle += (middleOf(word) - row.middle) / row.words.length
      row.height = Math.max(row.height, word.rect.height)
    } else rows.push({ middle: middleOf(word), height: word.rect.height, words: [word] })
  }
  return rows.flatMap((row) => segmentsOf(page, row.words))
}

function segmentsOf(page: PageText, words: Word[]): Segment[] {
  const segments: Word[][] = []
  const ratio = page.height > 0 && page.width > 0 ? page.height / page.width : 297 / 210
  const ordered = [...words].sort((a, b) => a.rect.x - b.rect.x)
  for (const [n, word] of ordered.entries()) {
    const before = segments.at(-1)?.at(-1)
    const gap = before ? word.rect.x - (before.rect.x + before.rect.width) : 0
    // Heights are fractions of the page's height; a gap wider than two letters' height parts columns.
    if (before && !beginsNational(ordered, n) && gap < Math.max(word.rect.height, before.rect.height) * ratio * 1.6)
      segments.at(-1)?.push(word)
    else segments.push([word])
  }
  return segments.map((part) => ({
    page: page.page,
    text: part.map((word) => word.text).join(' '),
    words: part,
    rect: around(part.map((word) => word.rect)),
  }))
}

/** The national title and motto begin the right column of the head, however near a long name in the left column comes to them. */
function beginsNational(words: Word[], n: number): boolean {
  const next = words
    .slice(n, n + 2)
    .map((word) => word.text.toLocaleLowerCase('vi'))
    .join(' ')
  return /^(cộng h[oò][aà]|độc lập)/u.test(next)
}

/** The words of a page as text, one line of the page a line: what search indexes. */
export function textOf(page: PageText): string {
  return linesOf(page)
    .map((segment) => segment.text)
    .join('\n')
}

/** The smallest rectangle around rectangles, however many. */
export function around(rects: Rect[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const middleOf = (word: Word) => word.rect.y + word.rect.height / 2
