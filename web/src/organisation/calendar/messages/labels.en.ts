import type vi from './labels.vi.ts'

export default {
  place: 'Working calendar',
} satisfies Record<keyof typeof vi, string>
