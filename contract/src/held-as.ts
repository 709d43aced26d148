import type { HeldAs } from './values.ts'

/** As it stands after the title of the post. */
export const heldAsWords = {
  vi: { acting: 'quyền, phụ trách', secondment: 'biệt phái' },
  en: { acting: 'acting', secondment: 'seconded' },
  ur: { acting: 'قائم مقام', secondment: 'مستعار' },
} as const satisfies Record<string, Record<NonNullable<HeldAs>, string>>
