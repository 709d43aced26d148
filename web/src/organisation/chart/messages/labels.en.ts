import type vi from './labels.vi.ts'

export default {
  place: 'Organisation',
  placeShort: 'Chart',
  differences: 'Compare the organisation of two days',
} satisfies Record<keyof typeof vi, string>
