import { expect, it } from 'vitest'
import { byAgency } from './report.ts'

const row = (unit: string, agency: string, successor: string, people: number) => ({
  unit: { id: unit, name: unit },
  agency: { id: agency, name: agency },
  becomes: 'ends' as const,
  successor: { unitId: null, key: 'k', name: successor },
  counts: { people },
  registers: [],
})

it('lists what ends: an agency with its divisions together, a division of an agency that goes on by itself', () => {
  const rows = [
    row('Sở A', 'Sở A', 'Sở AB', 2),
    row('Phòng 1', 'Sở A', 'Phòng 1', 3),
    row('Phòng 2', 'Sở C', 'Phòng 3', 4),
  ]
  expect(byAgency(rows)).toEqual([
    ['Sở A', 'Sở AB', 'người: 5'],
    ['Phòng 2, Sở C', 'Phòng 3', 'người: 4'],
  ])
})
