import type { Addressee } from '@mocban/contract/documents-handling'
import { type Holder, organisation, type Unit } from '@mocban/contract/organisation'
import { bare } from '@mocban/contract/vietnamese'
import { useMemo, useState } from 'react'
import { apart, formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import type vi from '../shell/messages/vi.ts'
import { useRoute } from '../shell/queries.ts'
import { type Offered, TypedPicker } from '../shell/typed-picker.tsx'

/** A unit, or somebody in a position, as chosen in a picker. */
export interface Picked extends Offered {
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
    return [...fromPeople, ...fromUnits]
  }, [all.data, holders.data, q, units, people, t])
  return (
    <TypedPicker
      label={label}
      value={value}
      onChange={onChange}
      multiple={multiple}
      required={required}
      typed={q}
      onType={setQ}
      options={options}
      placeholder={placeholder ?? t('typeToSearch')}
      nothing={q.trim().length < 2 && !asked && !units ? t('typeToSearch') : t('nothingFound')}
    />
  )
}
