import type vi from './vi.ts'

export default {
  band: 'Units at work',
  bandUnit: 'Unit',
  bandDocuments: 'Documents',
  bandTasks: 'Tasks',
  bandHeld: 'Held',
  bandLate: 'Late',
  bandOnTime: 'On time',
  bandOutside: 'directed to',
  bandAll: '{count, plural, one {Show the # unit} other {Show all # units}}',
  bandFewer: 'Show fewer',
  bandEmpty: 'No unit holds work. What is asked of your units and of the agencies you directed will be here.',
  bandFigure: '{unit}: {figure}, {count}',
  heldBy: 'Held by {unit} (to lead, to help, to direct)',
  heldByLate: 'Held by {unit}, past its deadline',
  heldByOnTime: 'Held by {unit}, in time',
} satisfies Record<keyof typeof vi, string>
