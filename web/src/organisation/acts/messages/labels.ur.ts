import type vi from './labels.vi.ts'

export default {
  delegations: 'تفویضات',
} satisfies Record<keyof typeof vi, string>
