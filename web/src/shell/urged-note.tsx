import type { Urged } from '@mocban/contract/values'
import { formatWhen } from './format.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** By whom, when and with which sentence those who hold something were urged last. */
export function UrgedNote({ urged }: { urged: Urged }) {
  const t = useText<typeof vi>('shell')
  const { at, byName, actingForName, text } = urged
  const name = actingForName ? `${byName} (${t('actingFor', { name: actingForName })})` : byName
  return (
    <span className="urged">
      <strong>{t('urged')}</strong> · {t('urgedBy', { name, when: formatWhen(at) })}: “<bdi lang="vi">{text}</bdi>”
    </span>
  )
}
