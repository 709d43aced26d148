import { useDebouncedValue } from '@mantine/hooks'
import { organisation, type Unit } from '@mocban/contract/organisation'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { OperationRow, PlannedUnit, UnitReference } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { useMemo, useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import { type Offered, TypedPicker } from '../shell/typed-picker.tsx'
import type vi from './messages/vi.ts'

/** A unit there is, or one that the plan makes. */
export interface PickedUnit extends Offered {
  /** As answers write it: `unit:<id>`, `key:<key>`. */
  key: string
}
export const referenceOf = (picked: PickedUnit): UnitReference =>
  picked.key.startsWith('unit:') ? { unitId: picked.key.slice(5) } : { key: picked.key.slice(4) }
export const pickedOf = (reference: UnitReference, name: string): PickedUnit => ({
  key: 'unitId' in reference ? `unit:${reference.unitId}` : `key:${reference.key}`,
  name,
  note: '',
})

/** The units that an operation makes. */
export function madeBy({ operation }: OperationRow): PlannedUnit[] {
  if (operation.kind === 'create') return [operation.unit]
  if (operation.kind === 'merge') return 'new' in operation.into ? [operation.into.new] : []
  return operation.kind === 'split' ? operation.into.flatMap((one) => ('new' in one ? [one.new] : [])) : []
}

/** Chooses units by typing a part of their name, with or without diacritics; those that the plan makes stand first. */
export function UnitPicker({
  planId,
  label,
  description,
  value,
  onChange,
  multiple = false,
  planned = true,
  agencies = false,
  required = false,
}: {
  planId: string
  label: string
  description?: string
  value: PickedUnit[]
  onChange: (value: PickedUnit[]) => void
  multiple?: boolean
  /** Whether units that the plan makes are offered. */
  planned?: boolean
  /** Whether only agencies are offered. */
  agencies?: boolean
  required?: boolean
}) {
  const t = useText<typeof vi>('reorganisation')
  const [q, setQ] = useState('')
  const [wanted] = useDebouncedValue(q.trim(), 200)
  const units = useRoute(organisation.units, {})
  const operations = useRoute(
    reorganisation.operations,
    planned && wanted ? { params: { id: planId }, query: { q: wanted, limit: 60 } } : undefined,
  )
  const byId = useMemo(() => new Map((units.data ?? []).map((one) => [one.id, one])), [units.data])
  const options = useMemo(() => {
    const words = bare(wanted)
    const made = (operations.data?.items ?? [])
      .flatMap(madeBy)
      .filter((one) => bare(one.name).includes(words))
      .map((one): PickedUnit => ({ key: `key:${one.key}`, name: one.name, note: t('planned') }))
    const there = (units.data ?? [])
      .filter((one) => (!agencies || one.isAgency) && words && bare(`${one.name} ${one.shortName}`).includes(words))
      .map((one): PickedUnit => ({ key: `unit:${one.id}`, name: one.name, note: aboveOf(one, byId) }))
    return [...made, ...there]
  }, [units.data, operations.data, wanted, agencies, byId, t])
  return (
    <TypedPicker
      label={label}
      description={description}
      value={value}
      onChange={onChange}
      multiple={multiple}
      required={required}
      typed={q}
      onType={setQ}
      options={options}
      placeholder={t('typeName')}
      nothing={wanted ? t('noUnit') : t('typeName')}
    />
  )
}

/** Many communes bear one name: what stands above tells them apart. */
const aboveOf = (unit: Unit, units: Map<string, Unit>): string => units.get(unit.parentId ?? '')?.shortName ?? ''
