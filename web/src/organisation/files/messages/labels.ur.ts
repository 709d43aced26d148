import type vi from './labels.vi.ts'

export default {
  place: 'تنظیم کی درآمد و برآمد',
} satisfies Record<keyof typeof vi, string>
