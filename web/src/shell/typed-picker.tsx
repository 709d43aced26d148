import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** Something that is found by typing a part of its name. */
export interface Offered {
  key: string
  name: string
  /** What tells it from others of its name. */
  note: string
}

/** A field in which one types a part of a name and chooses from what is found; what is chosen stands in it as pills. */
export function TypedPicker<T extends Offered>({
  label,
  description,
  value,
  onChange,
  multiple = false,
  required = false,
  typed,
  onType,
  options,
  placeholder,
  nothing,
}: {
  label: string
  description?: string | undefined
  value: T[]
  onChange: (value: T[]) => void
  multiple?: boolean
  /** A form is not sent while nothing is chosen; a name that was only typed is nothing yet. */
  required?: boolean
  typed: string
  onType: (typed: string) => void
  /** What is found by what is typed. */
  options: T[]
  placeholder: string
  /** What is said where nothing is found. */
  nothing: string
}) {
  const t = useText<typeof vi>('shell')
  const combobox = useCombobox()
  const taken = new Set(value.map((one) => one.key))
  const offered = options.filter((one) => !taken.has(one.key)).slice(0, 40)
  const found = offered.map((one) => one.key).join()
  // What was typed points at its first find, so that Enter takes it also when it came late.
  useEffect(() => {
    if (typed.trim()) combobox.selectFirstOption()
  }, [found, typed])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.setCustomValidity(required && value.length === 0 ? t('chooseSomebody') : '')
  }, [required, value.length, t])
  const choose = (key: string) => {
    const picked = offered.find((one) => one.key === key)
    if (!picked) return
    onChange(multiple ? [...value, picked] : [picked])
    onType('')
    if (!multiple) combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.DropdownTarget>
        <PillsInput
          label={label}
          description={description}
          withAsterisk={required}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {value.map((one) => (
              <Pill
                key={one.key}
                withRemoveButton
                onRemove={() => onChange(value.filter((other) => other.key !== one.key))}
                removeButtonProps={{ 'aria-label': t('remove', { name: one.name }), tabIndex: 0 }}
              >
                <span lang="vi">{one.name}</span>
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                aria-label={label}
                aria-required={required}
                value={typed}
                placeholder={value.length === 0 ? placeholder : ''}
                onChange={(event) => {
                  onType(event.currentTarget.value)
                  combobox.openDropdown()
                  combobox.updateSelectedOptionIndex()
                }}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1))
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {offered.length === 0 && <Combobox.Empty>{nothing}</Combobox.Empty>}
          {offered.map((one) => (
            <Combobox.Option key={one.key} value={one.key}>
              <span lang="vi">{one.name}</span> {one.note && <span className="quiet">· {one.note}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
