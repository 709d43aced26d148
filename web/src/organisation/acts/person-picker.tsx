import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Chooses a person by name, also one without a post, or enters a new one. */
export function PersonPicker({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText<typeof vi>('chart-acts')
  const [q, setQ] = useState('')
  const [wanted] = useDebouncedValue(q.trim(), 250)
  const [entering, setEntering] = useState(false)
  const [fullName, setFullName] = useState('')
  const { data } = useRoute(acts.findPeople, wanted.length >= 2 ? { query: { q: wanted } } : undefined)
  const create = useAct(acts.createPerson, {
    done: (made) => {
      notify.done(t('personEntered', { name: fullName, userName: made.userName }))
      setQ(fullName)
      onChange(made.id)
      setEntering(false)
    },
  })
  return (
    <>
      <Select
        label={t('person')}
        required
        searchable
        value={value}
        onChange={onChange}
        searchValue={q}
        onSearchChange={setQ}
        nothingFoundMessage={wanted.length < 2 ? t('typeName') : t('nobodyFound')}
        // The server has found them already, with or without diacritics.
        filter={({ options }) => options}
        data={(data ?? []).map((one) => ({
          value: one.id,
          label: `${one.fullName} (${one.userName})${one.posts ? ` · ${one.posts}` : ''}`,
        }))}
      />
      {entering ? (
        <div style={{ display: 'flex', gap: 8, alignItems: 'flex-end' }}>
          <TextInput
            label={t('fullName')}
            lang="vi"
            value={fullName}
            onChange={(event) => setFullName(event.currentTarget.value)}
            style={{ flex: 1 }}
          />
          <Button
            variant="default"
            disabled={!fullName.trim()}
            loading={create.isPending}
            onClick={() => create.mutate({ body: { fullName } })}
          >
            {t('enterPerson')}
          </Button>
        </div>
      ) : (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => setEntering(true)}>
            {t('newPerson')}
          </Button>
        </div>
      )}
    </>
  )
}
