import { inUnits } from './docx-drawn.ts'
import type { Block } from './sheet.ts'
import { below, type Node } from './xml.ts'

/** Heads and feet whose two columns are boxes of text that stand beside each other. */

interface Placed {
  from: number
  width: number
}

/** The column of the page that a box is; null where it is as wide as the page, or the file does not tell where it stands. */
export function boxAsColumn(
  xml: string,
  box: Node,
  room: number | null,
): { table: null; side: Block['side']; columns: number; room: number } | null {
  const placed = drawingOf(xml, box) ?? shapeOf(xml, box)
  if (!placed || room === null || placed.width > room * 0.72) return null
  const middle = (placed.from + placed.width / 2) / room
  const side = middle < 0.42 ? 'left' : middle > 0.58 ? 'right' : null
  return side && { table: null, side, columns: 2, room: placed.width }
}

/** What is drawn within a box is drawn by the paragraphs in it, not by the one that the box hangs on. */
export const outsideBoxes = (xml: string): string =>
  xml.includes('<w:txbxContent') ? xml.replace(/<w:txbxContent\b[\s\S]*<\/w:txbxContent>/gu, '') : xml

/** What is said of a shape stands close before its box. */
const near = 6000

/** What opened last before the box. */
function openedBefore(xml: string, box: Node, tag: string): string | null {
  const before = xml.slice(Math.max(0, box.start - near), box.start)
  const at = before.lastIndexOf(tag)
  return at < 0 ? null : before.slice(at)
}

function drawingOf(xml: string, box: Node): Placed | null {
  const opened = openedBefore(xml, box, '<wp:anchor')
  if (!opened || opened.includes('</wp:anchor>')) return null
  const width = Number(/<wp:extent\b[^>]*\bcx="(\d+)"/u.exec(opened)?.[1]) / 36_000
  const place = /<wp:positionH\b[^>]*relativeFrom="(?:column|margin)"[^>]*>\s*<wp:posOffset>\s*(-?\d+)/u.exec(opened)
  return place && Number.isFinite(width) ? { from: Number(place[1]) / 36_000, width } : null
}

function shapeOf(xml: string, box: Node): Placed | null {
  const opened = openedBefore(xml, box, '<v:shape ') ?? openedBefore(xml, box, '<v:rect ')
  const style = /\bstyle="([^"]*)"/u.exec(opened ?? '')?.[1] ?? ''
  const width = inUnits(/(?:^|;)\s*width:([^;]+)/u.exec(style)?.[1])
  const from = inUnits(/(?:^|;)\s*margin-left:([^;]+)/u.exec(style)?.[1])
  return width === null || from === null ? null : { from, width }
}

/** Word writes a box twice: as it draws it, and for older programs. */
export const inFallback = (node: Node, box: Node): boolean =>
  [...(node.name === 'mc:Fallback' ? [node] : []), ...below(node, 'mc:Fallback')].some(
    (one) => one.start <= box.start && box.end <= one.end,
  )
