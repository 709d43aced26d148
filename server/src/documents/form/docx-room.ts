import type { Block } from './sheet.ts'
import { attribute, child, type Node } from './xml.ts'

/** How much room a DOCX leaves for words, in mm. */

export const millimetres = (node: Node | null, name: string): number | null => {
  const value = attribute(node, name)
  const twips = Number(value)
  return value === null || value === '' || !Number.isFinite(twips) ? null : Math.round((twips / 56.6929) * 10) / 10
}

/** The columns of a table. */
export const gridOf = (table: Node): (number | null)[] =>
  (child(table, 'w:tblGrid')?.children ?? []).map((one) => millimetres(one, 'w:w'))

/** What a cell leaves between its margins: its own width, else that of its columns. Word keeps 1.9 mm on each side where nothing else is said. */
export function roomOf(table: Node, cell: Node, columns: (number | null)[]): number | null {
  const own = child(cell, 'w:tcPr')
  const whole = widthOf(cell, columns)
  if (!whole) return null
  const margins = [child(own, 'w:tcMar'), child(child(table, 'w:tblPr'), 'w:tblCellMar')]
  const margin = (...names: string[]) =>
    margins.flatMap((one) => names.flatMap((name) => millimetres(child(one, name), 'w:w') ?? []))[0] ?? 1.9
  return whole - margin('w:left', 'w:start') - margin('w:right', 'w:end')
}

function widthOf(cell: Node, columns: (number | null)[]): number | null {
  const width = child(child(cell, 'w:tcPr'), 'w:tcW')
  const said = attribute(width, 'w:type') === 'dxa' ? millimetres(width, 'w:w') : null
  return said || columns.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)
}

/** The line that a cell draws below its words: its lower border, where it has no other. A frame is a table, and no line. */
export function lineUnder(cell: Node, columns: (number | null)[]): Block['drawn'] {
  const drawn = (child(child(cell, 'w:tcPr'), 'w:tcBorders')?.children ?? []).filter(
    (one) => !['nil', 'none'].includes(attribute(one, 'w:val') ?? 'nil'),
  )
  const [only, more] = drawn
  if (only?.name !== 'w:bottom' || more) return null
  return { length: widthOf(cell, columns), off: 0, border: false }
}
