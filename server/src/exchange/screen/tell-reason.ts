import { type RefusalCode, refusals } from '@mocban/contract/refusals'
import { type Language, sentence } from '../../platform/http/index.ts'

/** Why, as messages and ways keep it. */
export interface Reason {
  code: string
  values?: Record<string, unknown>
}

/** A kept reason in the reader's language. */
export function tellReason(reason: Reason | null, language: Language): { code: string; sentence: string } | null {
  if (!reason) return null
  const told =
    reason.code in refusals ? sentence(reason.code as RefusalCode, reason.values ?? {}, language) : reason.code
  return { code: reason.code, sentence: told }
}
