import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import { type Unit, unitKinds } from '@mocban/contract/organisation'
import type { PlannedUnit } from '@mocban/contract/reorganisation-plan'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'
import { type PickedUnit, pickedOf, referenceOf, UnitPicker } from './unit-picker.tsx'

/** A unit that the plan makes, while it is being written down. */
export interface UnitDraft {
  key: string
  kind: PlannedUnit['kind']
  isAgency: boolean
  name: string
  shortName: string
  abbreviation: string
  nameEn: string
  exchangeCode: string
  statisticsCode: string
  sealText: string
  parent: PickedUnit[]
}

export const emptyUnit = (): UnitDraft => ({
  key: `moi-${crypto.randomUUID().slice(0, 8)}`,
  kind: 'commune',
  isAgency: true,
  name: '',
  shortName: '',
  abbreviation: 'UBND',
  nameEn: '',
  exchangeCode: '',
  statisticsCode: '',
  sealText: '',
  parent: [],
})
/** What becomes of a unit is mostly of its kind and stands where it stood. */
export function draftLike(draft: UnitDraft, unit: Unit, units: Unit[]): UnitDraft {
  const above = units.find((one) => one.id === unit.parentId)
  const { kind, isAgency, abbreviation } = unit
  return { ...draft, kind, isAgency, abbreviation, parent: above ? [pickedOf({ unitId: above.id }, above.name)] : [] }
}
export const draftOf = (unit: PlannedUnit, parent: PickedUnit[]): UnitDraft => ({
  ...emptyUnit(),
  ...unit,
  exchangeCode: unit.exchangeCode ?? '',
  statisticsCode: unit.statisticsCode ?? '',
  // What follows from the name follows it further.
  sealText: unit.sealText === unit.name.toLocaleUpperCase('vi') ? '' : (unit.sealText ?? ''),
  parent,
})
/** `whole` keeps what the form does not show. */
export function plannedOf(draft: UnitDraft, whole?: PlannedUnit): PlannedUnit {
  const { parent, ...facts } = draft
  const [above] = parent
  return {
    ...whole,
    ...facts,
    shortName: facts.shortName || facts.name,
    nameEn: facts.nameEn || facts.name,
    exchangeCode: facts.exchangeCode || null,
    statisticsCode: facts.statisticsCode || null,
    sealText: facts.isAgency ? facts.sealText || facts.name.toLocaleUpperCase('vi') : null,
    parent: above ? referenceOf(above) : null,
  }
}

/** What is written down of a unit that the plan makes. */
export function UnitForm({
  planId,
  unit,
  onChange,
}: {
  planId: string
  unit: UnitDraft
  onChange: (unit: UnitDraft) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const text = (
    key: 'name' | 'shortName' | 'abbreviation' | 'nameEn' | 'exchangeCode' | 'statisticsCode' | 'sealText',
    most: number,
  ) => ({
    label: t(key),
    value: unit[key],
    maxLength: most,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ ...unit, [key]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput {...text('name', 300)} required />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput {...text('shortName', 150)} description={t('asNameIfEmpty')} />
        <TextInput {...text('abbreviation', 30)} description={t('inSymbols')} required />
        <TextInput {...text('nameEn', 300)} description={t('asNameIfEmpty')} />
        <Select
          label={t('kind')}
          description={t('kindHint')}
          data={unitKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={unit.kind}
          onChange={(kind) => kind && onChange({ ...unit, kind: kind as UnitDraft['kind'] })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
        />
        <TextInput {...text('exchangeCode', 40)} />
        <TextInput {...text('statisticsCode', 20)} />
      </SimpleGrid>
      <Checkbox
        label={t('isAgency')}
        checked={unit.isAgency}
        onChange={(event) => onChange({ ...unit, isAgency: event.currentTarget.checked })}
      />
      {unit.isAgency && <TextInput {...text('sealText', 300)} description={t('sealIfEmpty')} />}
      <UnitPicker
        planId={planId}
        label={t('parent')}
        description={t('parentHint')}
        value={unit.parent}
        onChange={(parent) => onChange({ ...unit, parent })}
      />
    </>
  )
}
