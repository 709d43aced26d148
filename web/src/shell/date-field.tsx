import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { formatDate, parseDate } from './format.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** A date typed as 1/8 or 01/08/2025; given and taken as YYYY-MM-DD, null where empty. `ahead`: a deadline or another day to come. */
export function DateField({
  label,
  value,
  onChange,
  required,
  className,
  description,
  ahead = false,
  onKeyDown,
}: {
  label: string
  value: string | null
  onChange: (value: string | null) => void
  required?: boolean
  className?: string
  description?: React.ReactNode
  ahead?: boolean
  onKeyDown?: (event: React.KeyboardEvent) => void
}) {
  const t = useText<typeof vi>('shell')
  const [typed, setTyped] = useState(formatDate(value))
  useEffect(() => setTyped(formatDate(value)), [value])
  const read = () => (typed.trim() === '' ? null : parseDate(typed, undefined, ahead))
  const wrong = typed.trim() !== '' && read() === null
  const settle = () => {
    const parsed = read()
    if (typed.trim() !== '' && parsed === null) return
    setTyped(formatDate(parsed))
    if (parsed !== value) onChange(parsed)
  }
  return (
    <TextInput
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
        onKeyDown?.(event)
      }}
      placeholder={t('dateHint')}
      error={wrong ? t('dateWrong') : undefined}
      required={required ?? false}
      inputMode="numeric"
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...(className ? { className } : {})}
    />
  )
}
