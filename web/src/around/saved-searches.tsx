import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
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
  const change = useAct(search.change)
  const [saving, setSaving] = useState(false)
  const [listing, setListing] = useState(false)
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
        <Popover position="bottom-end" width={340} trapFocus opened={listing} onChange={setListing}>
          <Popover.Target>
            <Button variant="subtle" aria-expanded={listing} onClick={() => setListing(!listing)}>
              {t('savedSearches')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul aria-label={t('savedSearches')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {saved.data?.map((one) => (
                <li key={one.id} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                  <button
                    type="button"
                    className="text-button saved-search"
                    onClick={() => {
                      setListing(false)
                      go(`/search?${new URLSearchParams(one.query)}`)
                    }}
                  >
                    <bdi>{one.name}</bdi>
                  </button>
                  <Checkbox
                    size="xs"
                    label={t('ring')}
                    aria-label={`${t('ring')}: ${one.name}`}
                    checked={one.notify}
                    disabled={change.isPending}
                    onChange={(event) =>
                      change.mutate({
                        params: { id: one.id },
                        body: { name: one.name, query: one.query, notify: event.currentTarget.checked },
                      })
                    }
                  />
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${t('forget')}: ${one.name}`}
                    onClick={() => forget.mutate({ params: { id: one.id } })}
                  >
                    {t('forget')}
                  </Button>
                </li>
              ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  )
}
