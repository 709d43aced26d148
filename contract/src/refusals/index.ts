import { documentsRefusals } from './documents.ts'
import { organisationRefusals } from './organisation.ts'
import { platformRefusals } from './platform.ts'
import type { Refusal } from './refusal.ts'

/** Every refusal of the API by its stable code. */
export const refusals = {
  ...platformRefusals,
  ...organisationRefusals,
  ...documentsRefusals,
} as const satisfies Record<string, Refusal>

export type RefusalCode = keyof typeof refusals
