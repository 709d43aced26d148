import { expect, it } from 'vitest'
import { mergeUnits } from './merge-units.ts'

const row = (unitId: string, held: number, late: number) => ({
  unitId,
  unitName: unitId,
  inside: true,
  held,
  late,
  onTime: held - late,
})

it('puts documents and tasks of a unit on one line, most late first, then most held', () => {
  const lines = mergeUnits([row('office', 4, 1), row('digital', 9, 0)], [row('office', 2, 2), row('ward', 1, 1)])
  expect(lines.map((line) => [line.unitId, line.documents?.held ?? 0, line.tasks?.held ?? 0])).toEqual([
    ['office', 4, 2],
    ['ward', 0, 1],
    ['digital', 9, 0],
  ])
})
