import type { importances } from '@mocban/contract/tasks-record'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** How much a task weighs; in ink, as vermilion is for what is official or late. Nothing for normal. */
export function ImportanceMark({ importance }: { importance: (typeof importances)[number] }) {
  const t = useText<typeof vi>('tasks')
  return importance === 'normal' ? null : <span className="seal-mark ink-mark">{t(`importance.${importance}`)}</span>
}
