import type { Question } from '@mocban/contract/reorganisation-check'
import { apart, formatDate } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** From when on a unit can be changed that is otherwise since a day: validity counts whole days. */
export const dayThatHolds = ({ kind, data }: Question): string | null =>
  kind === 'unit-changed-since' && data.day
    ? new Date(Date.parse(String(data.day)) + 86_400_000).toISOString().slice(0, 10)
    : null

/** A question in a sentence, and the reason of a suggestion. */
export function useQuestionWords() {
  const t = useText<typeof vi>('reorganisation')
  const code = useCodeText('reorganisation')
  return {
    ask: (question: Question): string => {
      const { kind, data, unit, person } = question
      return code(kind === 'unit-changed-since' ? `ask.${kind}.${data.what}` : `ask.${kind}`, {
        ...data,
        day: apart(formatDate(String(data.day ?? ''))),
        next: apart(formatDate(dayThatHolds(question))),
        name: [unit?.name || String(data.unit ?? '') || t('newUnit'), data.within].filter(Boolean).join(', '),
        person: person?.name ?? '',
      })
    },
    hint: ({ kind, settledBy }: Question): string =>
      settledBy === 'plan' ? t('settledByPlan') : code(`askHint.${kind}`),
    reason: (reason: string, data: Question['data']): string => code(`reason.${reason}`, data),
    label: (value: string, label: string): string =>
      value === 'none' ? t('none') : value === 'accept' ? t('accept') : value === 'leaves' ? t('leaves') : label,
  }
}
