import type vi from './labels.vi.ts'

export default {
  place: 'Audit',
  acts: 'Acts of the agency',
  checkpoints: 'Checkpoints of the trail',
} satisfies Record<keyof typeof vi, string>
