import type { PageText, Rect } from '@mocban/contract/documents-reading'
import { around, linesOf, type Segment } from './page-lines.ts'

export interface FoundParagraph {
  rect: Rect
  text: string
}

/** What stands on one height of the page: a line of the body, or of columns beside each other. */
interface Row {
  segments: Segment[]
  rect: Rect
}

/** A page in its paragraphs, in reading order; columns beside each other (a head, a table, a foot) are one. */
export function paragraphsOf(page: PageText): FoundParagraph[] {
  const rows = rowsOf(linesOf(page))
  const alone = rows.filter((row) => row.segments.length === 1).map((row) => row.rect)
  const { x, width } = around(alone.length > 0 ? alone : rows.map((row) => row.rect))
  const body = { left: x, right: x + width }
  const paragraphs: Row[][] = []
  for (const row of rows) {
    const open = paragraphs.at(-1)
    const above = open?.at(-1)
    if (open && above && goesOn(above, row, body)) open.push(row)
    else paragraphs.push([row])
  }
  return paragraphs.map((lines) => ({
    rect: around(lines.map((row) => row.rect)),
    text: lines.map((row) => row.segments.map((one) => one.text).join('  ')).join(' '),
  }))
}

function rowsOf(segments: Segment[]): Row[] {
  const rows: Row[] = []
  for (const segment of segments) {
    const row = rows.at(-1)
    const apart = row ? Math.abs(middle(segment.rect) - middle(row.rect)) : 1
    if (row && apart < Math.max(row.rect.height, segment.rect.height) * 0.5) {
      row.segments.push(segment)
      row.rect = around([row.rect, segment.rect])
    } else rows.push({ segments: [segment], rect: segment.rect })
  }
  return rows
}

function goesOn(above: Row, row: Row, body: { left: number; right: number }): boolean {
  const high = Math.max(above.rect.height, row.rect.height)
  const gap = row.rect.y - bottom(above.rect)
  if (gap > high * 1.3) return false
  const columns = above.segments.length > 1
  if (columns !== row.segments.length > 1) return false
  if (columns) return true
  const centred = (rect: Rect) =>
    Math.abs(rect.x + rect.width / 2 - (body.left + body.right) / 2) < 0.02 && rect.x > body.left + 0.03
  if (centred(above.rect) && centred(row.rect)) return gap < high * 0.9
  // The first line of a paragraph stands in.
  if (row.rect.x > above.rect.x + 0.02) return false
  // The next word would have had room: the line above is the last of its paragraph.
  const next = row.segments[0]?.words[0]?.rect.width ?? 0
  return above.rect.x + above.rect.width + next + 0.01 > body.right
}

const middle = (rect: Rect) => rect.y + rect.height / 2
const bottom = (rect: Rect) => rect.y + rect.height
