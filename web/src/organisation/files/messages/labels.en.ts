import type vi from './labels.vi.ts'

export default {
  place: 'Import and export the organisation',
} satisfies Record<keyof typeof vi, string>
