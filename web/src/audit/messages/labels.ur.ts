import type vi from './labels.vi.ts'

export default {
  place: 'جانچ',
  acts: 'ادارے کی کارروائیاں',
  checkpoints: 'ریکارڈِ کارروائی کی مہریں',
} satisfies Record<keyof typeof vi, string>
