import type { UnitAtWork } from '@mocban/contract/units-at-work'

/** One unit of the band, with what it holds of each kind. */
export interface UnitLine {
  unitId: string
  unitName: string
  inside: boolean
  documents: UnitAtWork | null
  tasks: UnitAtWork | null
}

/** Documents and tasks of the same unit on one line; most late first, then most held. */
export function mergeUnits(documents: UnitAtWork[], tasks: UnitAtWork[]): UnitLine[] {
  const lines = new Map<string, UnitLine>()
  const lineOf = ({ unitId, unitName, inside }: UnitAtWork): UnitLine => {
    const line = lines.get(unitId) ?? { unitId, unitName, inside, documents: null, tasks: null }
    lines.set(unitId, line)
    return line
  }
  for (const row of documents) lineOf(row).documents = row
  for (const row of tasks) lineOf(row).tasks = row
  const sum = (line: UnitLine, figure: 'late' | 'held') => (line.documents?.[figure] ?? 0) + (line.tasks?.[figure] ?? 0)
  return [...lines.values()].sort((a, b) => sum(b, 'late') - sum(a, 'late') || sum(b, 'held') - sum(a, 'held'))
}
