import { Button, Combobox, TextInput, useCombobox } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import type { Recipient } from './recipients-picker.tsx'

/** Agencies outside the province that are reached by exchange: found by any part of name or code, or taken as a group. */
export function OutsidePicker({ value, onChange }: { value: Recipient[]; onChange: (value: Recipient[]) => void }) {
  const t = useText<typeof vi>('outgoing')
  const [words, setWords] = useState('')
  const box = useCombobox()
  const { data: groups = [] } = useRoute(exchange.groups, {})
  const { data: found = [] } = useRoute(
    exchange.agencies,
    words.trim().length > 1 ? { query: { q: words.trim() } } : undefined,
  )
  const add = (agencies: { id: string; name: string }[]) => {
    const taken = new Set(value.flatMap((one) => ('outsideId' in one ? [one.outsideId] : [])))
    const added = agencies.filter((one) => !taken.has(one.id)).map(({ id, name }) => ({ outsideId: id, name }))
    onChange([...value, ...added])
    setWords('')
    box.closeDropdown()
  }
  return (
    <>
      <Combobox store={box} onOptionSubmit={(id) => add(found.filter((one) => one.id === id))}>
        <Combobox.Target>
          <TextInput
            mt={6}
            label={t('addExchange')}
            placeholder={t('exchangeWords')}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value)
              box.openDropdown()
            }}
            onFocus={() => box.openDropdown()}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options mah={260} style={{ overflowY: 'auto' }} lang="vi" aria-label={t('addExchange')}>
            {found.slice(0, 30).map((one) => (
              <Combobox.Option key={one.id} value={one.id}>
                {one.name} <bdi className="quiet">{one.code}</bdi>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {groups.length > 0 && (
        <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', marginTop: 6 }}>
          {groups.map((group) => (
            <Button key={group.id} size="compact-sm" variant="default" onClick={() => add(group.members)}>
              + <span lang="vi">{group.name}</span>&nbsp;({group.members.length})
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
