import type { Question } from '@mocban/contract/reorganisation-check'
import { useCodeText, useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** A question in a sentence, and the reason of a suggestion. */
export function useQuestionWords() {
  const t = useText<typeof vi>('reorganisation')
  const code = useCodeText('reorganisation')
  return {
    ask: ({ kind, data, unit, person }: Question): string =>
      code(`ask.${kind}`, {
        ...data,
        name: unit?.name || String(data.unit ?? '') || t('newUnit'),
        person: person?.name ?? '',
      }),
    hint: ({ kind, settledBy }: Question): string =>
      settledBy === 'plan' ? t('settledByPlan') : code(`askHint.${kind}`),
    reason: (reason: string, data: Question['data']): string => code(`reason.${reason}`, data),
    label: (value: string, label: string): string =>
      value === 'none' ? t('none') : value === 'accept' ? t('accept') : value === 'leaves' ? t('leaves') : label,
  }
}
