import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { organisation, type Unit } from '@mocban/contract/organisation'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { OperationRow, PlannedUnit, UnitReference } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { useEffect, useMemo, useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** A unit there is, or one that the plan makes. */
export interface PickedUnit {
  /** As answers write it: `unit:<id>`, `key:<key>`. */
  value: string
  name: string
  note: string
}
export const referenceOf = (picked: PickedUnit): UnitReference =>
  picked.value.startsWith('unit:') ? { unitId: picked.value.slice(5) } : { key: picked.value.slice(4) }
export const pickedOf = (reference: UnitReference, name: string): PickedUnit => ({
  value: 'unitId' in reference ? `unit:${reference.unitId}` : `key:${reference.key}`,
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
  const combobox = useCombobox()
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
      .map((one): PickedUnit => ({ value: `key:${one.key}`, name: one.name, note: t('planned') }))
    const there = (units.data ?? [])
      .filter((one) => (!agencies || one.isAgency) && words && bare(`${one.name} ${one.shortName}`).includes(words))
      .map((one): PickedUnit => ({ value: `unit:${one.id}`, name: one.name, note: aboveOf(one, byId) }))
    const taken = new Set(value.map((one) => one.value))
    return [...made, ...there].filter((one) => !taken.has(one.value)).slice(0, 40)
  }, [units.data, operations.data, wanted, value, agencies, byId, t])
  // What is found comes after the last key: Enter chooses the first of it then.
  useEffect(() => {
    if (wanted) combobox.selectFirstOption()
  }, [options])
  const choose = (chosen: string) => {
    const picked = options.find((one) => one.value === chosen)
    if (!picked) return
    onChange(multiple ? [...value, picked] : [picked])
    setQ('')
    if (!multiple) combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.DropdownTarget>
        <PillsInput label={label} description={description} required={required} onClick={() => combobox.openDropdown()}>
          <Pill.Group>
            {value.map((one) => (
              <Pill
                key={one.value}
                withRemoveButton
                onRemove={() => onChange(value.filter((other) => other.value !== one.value))}
                removeButtonProps={{ 'aria-label': t('takeOut', { name: one.name }), tabIndex: 0 }}
              >
                <span lang="vi">{one.name}</span>
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label={label}
                value={q}
                placeholder={value.length === 0 ? t('typeName') : ''}
                onChange={(event) => {
                  setQ(event.currentTarget.value)
                  combobox.openDropdown()
                }}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && q === '' && value.length > 0) onChange(value.slice(0, -1))
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {options.length === 0 && <Combobox.Empty>{wanted ? t('noUnit') : t('typeName')}</Combobox.Empty>}
          {options.map((one) => (
            <Combobox.Option key={one.value} value={one.value}>
              <span lang="vi">{one.name}</span> <span className="quiet">· {one.note}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Many communes bear one name: what stands above tells them apart. */
const aboveOf = (unit: Unit, units: Map<string, Unit>): string => units.get(unit.parentId ?? '')?.shortName ?? ''
