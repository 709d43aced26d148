import type vi from './labels.vi.ts'

export default {
  delegations: 'Delegations',
} satisfies Record<keyof typeof vi, string>
