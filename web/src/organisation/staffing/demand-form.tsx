import { MultiSelect, NativeSelect } from '@mantine/core'
import type { Demand } from '@mocban/contract/organisation-staffing'
import { trainingLevels } from '@mocban/contract/organisation-staffing-terms'
import { useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'
import { useStaffingWords } from './words.ts'

export const noDemand: Demand = { fields: [], leastLevel: null, certificates: [] }

/** What a post needs: fields, least level, certificates. */
export function DemandFields({ value, onChange }: { value: Demand; onChange: (value: Demand) => void }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  return (
    <>
      <MultiSelect
        label={t('acceptedFields')}
        description={t('acceptedHint')}
        searchable
        hidePickedOptions
        value={value.fields}
        onChange={(fields) => onChange({ ...value, fields })}
        data={words.fieldOptions}
      />
      <LevelSelect
        label={t('leastLevelOf')}
        value={value.leastLevel}
        onChange={(leastLevel) => onChange({ ...value, leastLevel })}
      />
      <MultiSelect
        label={t('certificatesNeeded')}
        searchable
        hidePickedOptions
        value={value.certificates}
        onChange={(certificates) => onChange({ ...value, certificates })}
        data={words.certificateOptions}
      />
    </>
  )
}

/** A level of training, or any. */
export function LevelSelect(props: {
  label: string
  value: Demand['leastLevel']
  onChange: (value: Demand['leastLevel']) => void
}) {
  const t = useText<typeof vi>('staffing')
  return (
    <NativeSelect
      label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.onChange((event.currentTarget.value || null) as Demand['leastLevel'])}
      data={[
        { value: '', label: t('anyLevel') },
        ...trainingLevels.map((one) => ({ value: one, label: t(`level.${one}`) })),
      ]}
    />
  )
}
