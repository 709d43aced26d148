import { type Bounds, middleOf, type Piece } from './pdf-pieces.ts'
import type { Align, Block } from './sheet.ts'

/** What the places of lines tell of a paragraph: how it is aligned and indented, how far its lines and paragraphs stand apart, which line is drawn below. */

/** Lines of Times stand 1.15 of its size apart where they are single spaced. */
const single = 1.149
const mm = (points: number) => Math.round((points / 72) * 254) / 10
const half = (points: number) => Math.round(points * 2) / 2

type Layout = Pick<Block, 'align' | 'first' | 'left' | 'line'>

/** A paragraph of one line tells neither its alignment nor its indent: both could be anything. */
export function layoutOf(lines: Piece[], bounds: Bounds): Layout {
  const [first, second] = lines
  if (!first || !second) return { align: null, first: null, left: null, line: null }
  const pitches = lines.flatMap((one, at) => distance(lines[at - 1], one) ?? []).sort((a, b) => a - b)
  const pitch = pitches[Math.floor(pitches.length / 2)]
  return {
    align: alignOf(lines),
    // What hangs on a number or a dash may hang on one that the word processor gave.
    first: /^\s*([-–+•*]|\(?\d{1,3}[.)/]|\(?\p{Ll}[.)]|[IVXLC]+[.)])/u.test(first.text) ? null : mm(first.x - second.x),
    left: mm(second.x - bounds.left),
    line: pitch === undefined ? null : Math.round((pitch / (first.size * single)) * 100) / 100,
  }
}

/** Between the base lines of two lines of one page. */
function distance(above: Piece | undefined, one: Piece | undefined): number | null {
  if (!above || !one || above.page !== one.page || one.y <= above.y) return null
  return one.y - above.y
}

/** Its last line tells nothing. Lines that end in one place are justified, lines that all end elsewhere are not; a line broken by hand among others is no matter. */
function alignOf(lines: Piece[]): Align | null {
  const whole = lines.slice(0, -1)
  if (whole.length < 2) return null
  const middles = lines.map(middleOf)
  if (Math.max(...middles) - Math.min(...middles) < 6 && !same(lines.map((one) => one.x))) return 'center'
  const together = Math.max(...whole.map((one) => whole.filter((two) => Math.abs(one.right - two.right) < 4.5).length))
  if (together * 2 > whole.length) return 'both'
  return together === 1 ? 'left' : null
}

const same = (values: number[]): boolean => Math.max(...values) - Math.min(...values) < 6

/** The space above each paragraph beyond that of its lines, in points; null where the one above is elsewhere, or nothing tells how far lines stand apart. */
export function gapsAbove(paragraphs: Piece[][]): (number | null)[] {
  const pitches = paragraphs.map((lines) => {
    const all = lines.flatMap((one, at) => distance(lines[at - 1], one) ?? [])
    return all.length === 0 ? null : all.reduce((sum, one) => sum + one, 0) / all.length
  })
  return paragraphs.map((lines, at) => {
    const [first] = lines
    const above = paragraphs[at - 1]?.at(-1)
    const between = distance(above, first)
    if (!first || !above || between === null || Math.abs(first.size - above.size) > 0.6) return null
    const known = [pitches[at], pitches[at - 1]].flatMap((one) => one ?? [])
    return known.length === 0 ? null : half(between - Math.min(...known))
  })
}

/** Lines and bars that stand end to end are one: a border is drawn cell by cell. */
export function drawnLines({ lines }: Piece['page']): Piece['page']['lines'] {
  const whole: Piece['page']['lines'] = []
  for (const one of [...lines].sort((a, b) => Math.round(a.y) - Math.round(b.y) || a.x - b.x)) {
    const last = whole.at(-1)
    if (last && Math.abs(last.y - one.y) < 1 && one.x - last.right < 2) last.right = Math.max(last.right, one.right)
    else whole.push({ ...one })
  }
  return whole
}

/** The line drawn below the words, before anything else stands there; a line through the feet of the letters underlines them. */
export function ruleBelow(one: Piece, drawn: Piece['page']['lines'], pieces: Piece[]): Block['rule'] {
  const line = drawn.find(
    ({ x, right, y }) =>
      y > one.y + one.size * 0.16 &&
      y < one.y + 24 &&
      (x + right) / 2 > one.x - 9 &&
      (x + right) / 2 < one.right + 9 &&
      !pieces.some((two) => two.page === one.page && two.y > one.y + 2 && two.y < y && two.x < right && two.right > x),
  )
  if (!line) return null
  return {
    length: mm(line.right - line.x),
    words: mm(one.right - one.x),
    off: mm((line.x + line.right) / 2 - middleOf(one)),
  }
}
