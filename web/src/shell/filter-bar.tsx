import { Button, Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useFilters } from './navigate.tsx'

export interface Choice {
  value: string
  label: string
}

/** Filters of a list, kept in the address bar: words, and choices as chips that can be taken away. */
export function FilterBar({
  words,
  choices = [],
  actions,
}: {
  words?: string
  choices?: { key: string; label: string; options: Choice[] }[]
  actions?: React.ReactNode
}) {
  const t = useText<typeof vi>('shell')
  const [filters, change] = useFilters()
  const [q, setQ] = useState(filters.q ?? '')
  useEffect(() => setQ(filters.q ?? ''), [filters.q])
  useEffect(() => {
    if (q === (filters.q ?? '')) return
    const timer = setTimeout(() => change({ q: q || undefined }), 250)
    return () => clearTimeout(timer)
  })
  const used = Object.keys(filters).filter((key) => filters[key])
  return (
    <search style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center', marginBottom: 8 }}>
      {words && (
        <TextInput
          size="xs"
          data-list-filter
          aria-label={words}
          placeholder={words}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          style={{ width: 240 }}
        />
      )}
      {choices.map((choice) => (
        <Select
          key={choice.key}
          size="xs"
          aria-label={choice.label}
          placeholder={choice.label}
          data={choice.options}
          value={filters[choice.key] ?? null}
          onChange={(value) => change({ [choice.key]: value ?? undefined })}
          clearable
          searchable={choice.options.length > 8}
          style={{ width: 170 }}
        />
      ))}
      {used.length > 0 && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => change(Object.fromEntries(used.map((key) => [key, undefined])))}
        >
          {t('clear')}
        </Button>
      )}
      <span style={{ flex: 1 }} />
      {actions}
    </search>
  )
}
