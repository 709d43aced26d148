import type vi from './labels.vi.ts'

export default {
  place: 'تنظیم',
  placeShort: 'تنظیم',
  differences: 'دو دنوں کی تنظیم کا موازنہ',
} satisfies Record<keyof typeof vi, string>
