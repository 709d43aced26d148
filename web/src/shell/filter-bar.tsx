import { Button, Chip, Select, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useFilters } from './navigate.tsx'

export interface Choice {
  value: string
  label: string
}

/** Filters of a list, kept in the address bar: words, and choices, and those of yes or no as chips. On a phone the choices unfold. */
export function FilterBar({
  words,
  choices = [],
  actions,
}: {
  words?: string
  /** `wide`: of long names, such as those of agencies. */
  choices?: { key: string; label: string; options: Choice[]; wide?: boolean }[]
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
  const [unfolded, setUnfolded] = useState(false)
  const used = Object.keys(filters).filter((key) => filters[key])
  return (
    <search className="filters">
      {words && (
        <TextInput
          size="xs"
          data-list-filter
          aria-label={words}
          placeholder={words}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          className="filter-words"
        />
      )}
      {choices.length > 0 && (
        <Button
          className="narrow-only"
          size="xs"
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t('filters', { count: choices.filter((choice) => filters[choice.key]).length })}
        </Button>
      )}
      <div className="filter-choices" data-unfolded={unfolded}>
        {choices.map((choice) =>
          choice.options.length === 1 ? (
            <Chip
              key={choice.key}
              size="xs"
              radius="xs"
              variant="outline"
              checked={Boolean(filters[choice.key])}
              onChange={(on) => change({ [choice.key]: on ? choice.options[0]?.value : undefined })}
            >
              {choice.label}
            </Chip>
          ) : (
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
              className={`filter-choice${choice.wide ? ' of-long-names' : ''}`}
              // A list may be wider than its field: what is chosen from is read whole.
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
              classNames={{ dropdown: 'filter-options' }}
            />
          ),
        )}
      </div>
      {used.length > 0 && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => change(Object.fromEntries(used.map((key) => [key, undefined])))}
        >
          {t('clear')}
        </Button>
      )}
      <span className="wide-only" style={{ flex: 1 }} />
      {actions}
    </search>
  )
}
