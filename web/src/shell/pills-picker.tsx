import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core'
import { useEffect, useRef } from 'react'

/** What can be chosen, as a reader tells it from its neighbours. */
interface Choice {
  name: string
  note: string
}

/** Chooses one or several by typing a part of their name; what is chosen stands in the field and can be taken out again. */
export function PillsPicker<T extends Choice>({
  label,
  description,
  required = false,
  missing,
  multiple,
  value,
  onChange,
  keyOf,
  options,
  words,
  setWords,
  placeholder,
  empty,
  takeOut,
}: {
  label: string
  description?: string | undefined
  required?: boolean
  /** Said where a form is sent while nothing is chosen; a name that was only typed is nothing yet. */
  missing?: string
  multiple: boolean
  value: T[]
  onChange: (value: T[]) => void
  keyOf: (one: T) => string
  options: T[]
  words: string
  setWords: (words: string) => void
  placeholder: string
  /** Said where nothing is found. */
  empty: string
  takeOut: (name: string) => string
}) {
  const combobox = useCombobox()
  // What was typed points at its first find, so that Enter takes it also when it came late.
  useEffect(() => {
    if (words.trim()) combobox.selectFirstOption()
  }, [options.length, words])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.setCustomValidity(missing && required && value.length === 0 ? missing : '')
  }, [required, value.length, missing])
  const choose = (key: string) => {
    const picked = options.find((one) => keyOf(one) === key)
    if (!picked) return
    onChange(multiple ? [...value, picked] : [picked])
    setWords('')
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
                key={keyOf(one)}
                withRemoveButton
                onRemove={() => onChange(value.filter((other) => keyOf(other) !== keyOf(one)))}
                removeButtonProps={{ 'aria-label': takeOut(one.name), tabIndex: 0 }}
              >
                <span lang="vi">{one.name}</span>
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                aria-label={label}
                aria-required={required}
                value={words}
                placeholder={value.length === 0 ? placeholder : ''}
                onChange={(event) => {
                  setWords(event.currentTarget.value)
                  combobox.openDropdown()
                  combobox.updateSelectedOptionIndex()
                }}
                onBlur={() => combobox.closeDropdown()}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && words === '' && value.length > 0) onChange(value.slice(0, -1))
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {options.length === 0 && <Combobox.Empty>{empty}</Combobox.Empty>}
          {options.map((one) => (
            <Combobox.Option key={keyOf(one)} value={keyOf(one)}>
              <span lang="vi">{one.name}</span> {one.note && <span className="quiet">· {one.note}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
