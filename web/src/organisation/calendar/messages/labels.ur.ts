import type vi from './labels.vi.ts'

export default {
  place: 'کام کا کیلنڈر',
} satisfies Record<keyof typeof vi, string>
