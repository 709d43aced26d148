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
  const width = child(own, 'w:tcW')
  const said = attribute(width, 'w:type') === 'dxa' ? millimetres(width, 'w:w') : null
  const whole =
    said || columns.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)
  if (!whole) return null
  const margins = [child(own, 'w:tcMar'), child(child(table, 'w:tblPr'), 'w:tblCellMar')]
  const margin = (...names: string[]) =>
    margins.flatMap((one) => names.flatMap((name) => millimetres(child(one, name), 'w:w') ?? []))[0] ?? 1.9
  return whole - margin('w:left', 'w:start') - margin('w:right', 'w:end')
}
