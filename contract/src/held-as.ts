import { z } from 'zod'

/** How a post is held, where it is not simply one's own: until it is filled, or lent from elsewhere; null else. */
export const heldAs = z.enum(['acting', 'secondment']).nullable()
export type HeldAs = z.infer<typeof heldAs>

/** As it stands after the title of the post. */
export const heldAsWords = {
  vi: { acting: 'quyền, phụ trách', secondment: 'biệt phái' },
  en: { acting: 'acting', secondment: 'seconded' },
  ur: { acting: 'قائم مقام', secondment: 'مستعار' },
} as const satisfies Record<string, Record<NonNullable<HeldAs>, string>>
