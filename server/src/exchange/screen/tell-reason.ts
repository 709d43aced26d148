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
  const told = isKnown(reason.code)
    ? sentence(reason.code, inOurWords(reason.values ?? {}, language), language)
    : reason.code
  return { code: reason.code, sentence: told }
}

const isKnown = (code: unknown): code is RefusalCode => typeof code === 'string' && code in refusals

/** What another installation of this program answered is said as we would say it, and not in the language that it was asked in. */
function inOurWords(values: Record<string, unknown>, language: Language): Record<string, unknown> {
  const { code, extra, ...rest } = values
  if (!isKnown(code) || !extra || typeof extra !== 'object') return values
  return { ...rest, code, said: sentence(code, extra as Record<string, unknown>, language) }
}
