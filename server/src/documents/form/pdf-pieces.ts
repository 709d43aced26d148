import type { PdfRun, PdfRuns } from '../reading/pdf-process.ts'
import type { Block } from './sheet.ts'

/** A piece of a line: what stands together, with nothing wide between. In points from the top left. */
export interface Piece {
  page: PdfRuns
  runs: PdfRun[]
  x: number
  right: number
  y: number
  size: number
  text: string
}

/** The edges between which the text of a file stands. */
export interface Bounds {
  left: number
  right: number
}

export const least = (all: number[]): number => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
export const middleOf = (one: Piece): number => (one.x + one.right) / 2

export function piecesOf(page: PdfRuns): Piece[] {
  const pieces: Piece[] = []
  for (const run of page.runs) {
    const last = pieces.at(-1)
    const gap = last ? run.x - last.right : 0
    if (run.text.trim() === '') continue
    // Room is left for number, day and month, which are written at issue.
    const widest = last && /(số\s*:|ngày|tháng)\s*$/iu.test(last.text) ? 110 : Math.max(28, (last?.size ?? 0) * 2)
    const goesOn = last && Math.abs(run.y - last.y) < 2 && gap > -last.size && gap < widest
    if (!last || !goesOn) {
      pieces.push({ page, runs: [run], x: run.x, right: endOf(run), y: run.y, size: run.size, text: run.text })
      continue
    }
    const apart = gap > run.size * 0.14 && !/\s$/u.test(last.text) && !/^\s/u.test(run.text)
    const text = apart ? ` ${run.text}` : run.text
    last.runs.push({ ...run, text })
    last.text += text
    last.right = endOf(run)
  }
  return pieces
}

/** Boxes are drawn behind the text, wherever they stand: those that stand above all of it are read before it. */
export function fromTheTop(pieces: Piece[]): Piece[] {
  let lowest = Number.NEGATIVE_INFINITY
  const above = pieces.map(() => Number.POSITIVE_INFINITY)
  for (const [at, one] of pieces.entries()) above[at] = Math.min(above[at - 1] ?? Number.POSITIVE_INFINITY, one.y)
  for (let at = pieces.length - 1; at > 0; at--) {
    lowest = Math.max(lowest, pieces[at]?.y ?? 0)
    if (lowest < (above[at - 1] ?? 0) - 6) return [...pieces.slice(at), ...pieces.slice(0, at)]
  }
  return pieces
}

/** Where the letters of a run end: spaces behind them hang over the margin and are not seen. */
function endOf(run: PdfRun): number {
  const trailing = run.text.length - run.text.trimEnd().length
  return run.x + run.width - trailing * run.size * 0.25
}

export function sideOf(one: Piece): Block['side'] {
  const { width } = one.page
  const middle = middleOf(one)
  if (one.right < width * 0.57 && middle < width * 0.45) return 'left'
  return one.x > width * 0.39 && middle > width * 0.56 ? 'right' : 'full'
}

/** What begins near the middle of the page stands in the right column where something stands beside it on the left. */
export function columnOf(one: Piece, pieces: Piece[]): Block['side'] {
  const side = sideOf(one)
  if (side !== 'full' || one.x < one.page.width * 0.42) return side
  const beside = (two: Piece) =>
    two.page === one.page && Math.abs(two.y - one.y) < one.size && two.right < one.x && sideOf(two) === 'left'
  return pieces.some(beside) ? 'right' : 'full'
}

export const isCentred = (one: Piece, { left, right }: Bounds): boolean =>
  sideOf(one) === 'full' &&
  Math.abs(middleOf(one) - (left + right) / 2) < 9 &&
  one.right - one.x < (right - left) * 0.92

/** Lines joined into paragraphs: a line goes on where it begins at the margin below one that fills its line. */
export function joined(pieces: Piece[], boundsOf: (one: Piece) => Bounds): Piece[][] {
  const paragraphs: Piece[][] = []
  for (const one of pieces) {
    const open = paragraphs.at(-1)
    const last = open?.at(-1)
    if (open && last && goesOn(last, one, open, boundsOf(one))) open.push(one)
    else paragraphs.push([one])
  }
  return paragraphs
}

function goesOn(last: Piece, one: Piece, open: Piece[], bounds: Bounds): boolean {
  if (Math.abs(one.size - last.size) > 0.4) return false
  const first = open[0] ?? last
  const nextPage = one.page.page === last.page.page + 1
  const below = one.page === last.page && one.y > last.y && one.y - last.y < last.size * 3
  if (/^\s*[-–+•]\s/u.test(one.text)) return false
  if (isCentred(one, bounds) && isCentred(last, bounds)) return false
  // In the columns of the head and foot: an abstract, or a recipient, that takes several lines.
  if (sideOf(last) === 'left' && sideOf(one) === 'left' && last.right < bounds.right * 0.62)
    return (
      below &&
      (/^\s*V\/v/iu.test(first.text) || /^\s*[-–]\s/u.test(first.text)) &&
      (one.x < last.x + 40 || Math.abs(middleOf(one) - middleOf(last)) < 9) &&
      one.y - last.y < last.size * 1.6 &&
      !/^(Số|Nơi nhận|KHẨN|HỎA|THƯỢNG|(\d+|[IVXLC]+|\p{Ll})[.)]\s)/u.test(one.text)
    )
  if (sideOf(one) === 'right' || sideOf(last) === 'right') return false
  return (below || nextPage) && one.x < bounds.left + 14 && last.right > bounds.right - Math.max(30, wordWidth(one))
}

/** About what the first word of a line takes: in a ragged paragraph it had no room in the line above. */
const wordWidth = (one: Piece): number => (/^\s*\S+/u.exec(one.text)?.[0].length ?? 0) * one.size * 0.5 + one.size * 0.3
