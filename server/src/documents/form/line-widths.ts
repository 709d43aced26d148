import type { Block, Sheet } from './sheet.ts'

/** Widths of the letters of Times, in thousandths of its size, from the space to z: marks above and below add nothing to a letter. */
const regular =
  '250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444'
const bold =
  '250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444'
const faces = [regular, bold].map((face) => face.split(' ').map(Number))
const others: Record<string, number> = { Đ: 722, đ: 500, '–': 500, '—': 1000, '“': 444, '”': 444, '’': 333, '…': 1000 }

function widthOf(text: string, size: number, isBold: boolean): number {
  const face = faces[isBold ? 1 : 0] ?? []
  let sum = 0
  for (const letter of text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('\u00a0', ' '))
    sum += face[letter.charCodeAt(0) - 32] ?? others[letter] ?? 500
  return (sum / 1000) * size * (25.4 / 72)
}

/** How long the lines of a paragraph are, in mm; none where the file does not tell. A DOCX does not say where lines break: words are set side by side until the room is full. */
export function lineWidths(sheet: Sheet, block: Block): number[] {
  if (sheet.kind === 'pdf') return block.rects.map((rect) => rect.width * (sheet.sections[0]?.width ?? 210))
  const room = block.room === null ? null : block.room - Math.max(0, block.left ?? 0)
  if (room === null || room < 10 || block.raw.includes('\t')) return []
  const lines: number[] = []
  let line = 0
  let gap = 0
  const end = () => {
    if (line > 0) lines.push(line)
    line = gap = 0
  }
  for (const { text, size, bold: isBold } of block.runs)
    for (const piece of text.split(/(\n|[^\S\n]+)/u)) {
      const width = widthOf(piece, size ?? 14, isBold ?? false)
      if (piece === '\n') end()
      else if (piece.trim() === '') gap += width
      else {
        if (line > 0 && line + gap + width > room) end()
        line += (line > 0 ? gap : 0) + width
        gap = 0
      }
    }
  end()
  return lines
}
