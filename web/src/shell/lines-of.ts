import type { Rect } from './pdf-viewer.tsx'

/** The words of one line as one rectangle: what is kept of a long passage stays small. */
export function linesOf(rects: Rect[]): Rect[] {
  const lines: Rect[] = []
  for (const rect of rects) {
    const middle = rect.y + rect.height / 2
    const line = lines.find((one) => middle > one.y && middle < one.y + one.height && near(one, rect))
    if (!line) {
      lines.push({ ...rect })
      continue
    }
    const right = Math.max(line.x + line.width, rect.x + rect.width)
    const low = Math.max(line.y + line.height, rect.y + rect.height)
    line.x = Math.min(line.x, rect.x)
    line.y = Math.min(line.y, rect.y)
    line.width = right - line.x
    line.height = low - line.y
  }
  return lines
}

/** Columns stay apart. */
const near = (one: Rect, other: Rect) => other.x - (one.x + one.width) < 0.05 && one.x - (other.x + other.width) < 0.05
