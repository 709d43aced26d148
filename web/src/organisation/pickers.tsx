import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import type { Addressee } from '@mocban/contract/documents-handling'
import { type Holder, organisation, type Unit } from '@mocban/contract/organisation'
import { bare } from '@mocban/contract/vietnamese'
import { useEffect, useMemo, useRef, useState } from 'react'
import { apart, formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import type vi from '../shell/messages/vi.ts'
import { useRoute } from '../shell/queries.ts'

/** A unit, or somebody in a position, as chosen in a picker. */
export interface Picked {
  key: string
  name: string
  note: string
  addressee: Addressee
  agencyId: string
  /** What the post of somebody chosen may do. */
  may?: string[]
}

/** By a name of earlier days, its own or of a unit it succeeds, where that is what was typed. */
const formerNames = (unit: Unit, wanted: string): string[] =>
  wanted && !bare(`${unit.name} ${unit.shortName} ${unit.abbreviation}`).includes(wanted)
    ? unit.formerly.filter((name) => bare(name).includes(wanted))
    : []

export const pickedUnit = (unit: Unit, note = ''): Picked => ({
  key: unit.id,
  name: unit.name,
  note,
  addressee: { unitId: unit.id },
  agencyId: unit.agencyId,
})
const pickedHolder = (holder: Holder, away: string): Picked => ({
  key: holder.positionId + holder.personId,
  name: holder.fullName,
  note: [`${holder.title}, ${holder.unitName}`, away && apart(away)].filter(Boolean).join(' · '),
  addressee: { unitId: holder.unitId, positionId: holder.positionId, personId: holder.personId },
  agencyId: holder.agencyId,
  may: holder.capabilities,
})

export interface AddresseePickerProps {
  label: string
  value: Picked[]
  onChange: (value: Picked[]) => void
  /** Which units are offered; none if false. */
  units?: ((unit: Unit) => boolean) | false
  /** Whose people are offered; none if false. */
  people?: { agencyId?: string; unitId?: string; leads?: 'true' } | false
  multiple?: boolean
  placeholder?: string
  /** A form is not sent while nobody is chosen; a name that was only typed is nobody yet. */
  required?: boolean
}

/** Chooses units and people by typing a part of their name, with or without diacritics. */
export function AddresseePicker({
  label,
  value,
  onChange,
  units = () => true,
  people = {},
  multiple = false,
  placeholder,
  required = false,
}: AddresseePickerProps) {
  const t = useText<typeof vi>('shell')
  const combobox = useCombobox()
  const [q, setQ] = useState('')
  const all = useRoute(organisation.units, units ? {} : undefined)
  const asked = people && (people.agencyId || people.unitId || q.trim().length >= 2)
  const holders = useRoute(
    organisation.holders,
    asked ? { query: { ...people, ...(q.trim() ? { q: q.trim() } : {}) } } : undefined,
  )
  const options = useMemo(() => {
    const wanted = bare(q.trim())
    const fromUnits = units
      ? (all.data ?? [])
          .filter(
            (unit) =>
              units(unit) &&
              (!wanted ||
                bare(`${unit.name} ${unit.shortName} ${unit.abbreviation} ${unit.formerly.join(' ')}`).includes(
                  wanted,
                )),
          )
          .map((unit) => {
            const names = formerNames(unit, wanted)
            return pickedUnit(unit, names.length ? t('formerlyCalled', { names: names.slice(0, 3).join('; ') }) : '')
          })
      : []
    const fromPeople = people
      ? (holders.data ?? []).map((one) =>
          pickedHolder(one, one.awayUntil ? t('awayUntil', { day: formatDate(one.awayUntil) }) : ''),
        )
      : []
    const taken = new Set(value.map((one) => one.key))
    return [...fromPeople, ...fromUnits].filter((one) => !taken.has(one.key)).slice(0, 40)
  }, [all.data, holders.data, q, units, people, value, t])
  // What was typed points at its first find, so that Enter takes it also when it came late.
  useEffect(() => {
    if (q.trim()) combobox.selectFirstOption()
  }, [options.length, q])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.setCustomValidity(required && value.length === 0 ? t('chooseSomebody') : '')
  }, [required, value.length, t])
  const choose = (key: string) => {
    const picked = options.find((one) => one.key === key)
    if (!picked) return
    onChange(multiple ? [...value, picked] : [picked])
    setQ('')
    if (!multiple) combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.DropdownTarget>
        <PillsInput label={label} withAsterisk={required} onClick={() => combobox.openDropdown()}>
          <Pill.Group>
            {value.map((one) => (
              <Pill
                key={one.key}
                withRemoveButton
                onRemove={() => onChange(value.filter((other) => other.key !== one.key))}
                removeButtonProps={{ 'aria-label': t('remove', { name: one.name }), tabIndex: 0 }}
              >
                {one.name}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                aria-label={label}
                aria-required={required}
                value={q}
                placeholder={value.length === 0 ? (placeholder ?? t('typeToSearch')) : ''}
                onChange={(event) => {
                  setQ(event.currentTarget.value)
                  combobox.openDropdown()
                  combobox.updateSelectedOptionIndex()
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
          {options.length === 0 && (
            <Combobox.Empty>
              {q.trim().length < 2 && !asked && !units ? t('typeToSearch') : t('nothingFound')}
            </Combobox.Empty>
          )}
          {options.map((one) => (
            <Combobox.Option key={one.key} value={one.key}>
              {one.name} {one.note && <span className="quiet">· {one.note}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
