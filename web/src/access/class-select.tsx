import { NativeSelect } from '@mantine/core'
import { accessRules } from '@mocban/contract/access'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/labels.vi.ts'

/** The class with which a record begins. Not shown where the agency has no classes; where none is chosen, its type or what it answers decides. */
export function ClassSelect({
  value,
  typeCode,
  answering = false,
  onChange,
}: {
  value: string | null
  typeCode: string
  answering?: boolean
  onChange: (classId: string | null) => void
}) {
  const t = useText<typeof vi>('access')
  const { data = [] } = useRoute(accessRules.list, {})
  const inUse = data.filter((one) => one.active)
  if (inUse.length === 0) return null
  const byType = inUse.find((one) => one.typeCodes.includes(typeCode))
  const unchosen = byType ? t('classByType', { name: byType.name }) : t(answering ? 'classOfAnswered' : 'noClass')
  return (
    <NativeSelect
      className="registration-field"
      label={t('class')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      data={[{ value: '', label: unchosen }, ...inUse.map((one) => ({ value: one.id, label: one.name }))]}
    />
  )
}
