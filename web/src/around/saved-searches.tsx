import { Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core'
import { search } from '@mocban/contract/search'
import { type FormEvent, useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useGo } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Keeps the search of the address bar under a name, and goes back to those that were kept. */
export function SavedSearches({ query }: { query: Record<string, string> }) {
  const t = useText<typeof vi>('around')
  const go = useGo()
  const saved = useRoute(search.saved, {})
  const forget = useAct(search.forget)
  const [saving, setSaving] = useState(false)
  const [name, setName] = useState('')
  const [tell, setTell] = useState(true)
  const save = useAct(search.save, {
    done: () => {
      setSaving(false)
      notify.done(t('saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ body: { name: name || (query.q ?? t('search')), query, notify: tell } })
  }
  return (
    <>
      <Popover opened={saving} onChange={setSaving} position="bottom-end" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            disabled={!Object.values(query).some(Boolean)}
            onClick={() => {
              setName(query.q ?? '')
              setSaving(true)
            }}
          >
            {t('saveSearch')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={submit} style={{ display: 'grid', gap: 10, width: 280 }}>
            <TextInput
              label={t('savedName')}
              value={name}
              maxLength={120}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Checkbox
              label={t('savedNotify')}
              checked={tell}
              onChange={(event) => setTell(event.currentTarget.checked)}
            />
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
      {(saved.data?.length ?? 0) > 0 && (
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <Button variant="subtle">{t('savedSearches')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {saved.data?.map((one) => (
              <Menu.Item
                key={one.id}
                onClick={() => go(`/search?${new URLSearchParams(one.query)}`)}
                rightSection={
                  <Button
                    component="span"
                    size="compact-xs"
                    variant="subtle"
                    onClick={(event) => {
                      event.stopPropagation()
                      forget.mutate({ params: { id: one.id } })
                    }}
                  >
                    {t('forget')}
                  </Button>
                }
              >
                {one.name} {one.notify && <span className="quiet">· {t('ring')}</span>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
