import { Button, SegmentedControl } from '@mantine/core'
import { actWords, addressOfAct } from '@mocban/contract/acts'
import { type Notification, notifications } from '@mocban/contract/notifications'
import { useState } from 'react'
import { call } from '../shell/client.ts'
import { formatWhen } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { useGo } from '../shell/navigate.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** What rang, newest first. Opening one marks it as read. */
export default function BellPanel({ close }: { close: () => void }) {
  const t = useText<typeof vi>('around')
  const go = useGo()
  const [only, setOnly] = useState<'unread' | 'all'>('all')
  const [limit, setLimit] = useState(20)
  const { data } = useRoute(notifications.list, { query: { limit, ...(only === 'unread' ? { unread: 'true' } : {}) } })
  const read = useAct(notifications.read)
  const items = data?.items ?? []
  return (
    <section aria-label={t('bell', { unread: data?.unread ?? 0 })}>
      <header
        style={{
          display: 'flex',
          gap: 8,
          padding: '10px 12px',
          borderBottom: '1px solid var(--rule)',
          alignItems: 'center',
        }}
      >
        <SegmentedControl
          size="xs"
          aria-label={t('bell', { unread: data?.unread ?? 0 })}
          value={only}
          onChange={(value) => setOnly(value as 'all')}
          data={[
            { value: 'all', label: t('everything') },
            { value: 'unread', label: t('onlyUnread') },
          ]}
        />
        <span style={{ flex: 1 }} />
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!data?.unread}
          onClick={() => read.mutate({ body: { upTo: Math.max(0, ...items.map((item) => item.seq)) } })}
        >
          {t('readAll')}
        </Button>
      </header>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: '60vh', overflowY: 'auto' }}>
        {data && items.length === 0 && <li className="empty">{t('bellEmpty')}</li>}
        {items.map((item) => (
          <li key={item.seq}>
            <Line
              item={item}
              open={() => {
                if (!item.readAt) void call(notifications.read, { body: { seqs: [item.seq] } }).catch(() => {})
                close()
                const to = addressOfAct(item)
                if (to) go(to)
              }}
            />
          </li>
        ))}
        {data?.more && (
          <li style={{ padding: 8, textAlign: 'center' }}>
            <Button size="compact-xs" variant="subtle" onClick={() => setLimit(Math.min(100, limit + 20))}>
              {t('older')}
            </Button>
          </li>
        )}
      </ul>
      <footer style={{ borderTop: '1px solid var(--rule)', padding: '6px 12px' }}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            close()
            go('/settings')
          }}
        >
          {t('notificationSettings')}
        </Button>
      </footer>
    </section>
  )
}

function Line({ item, open }: { item: Notification; open: () => void }) {
  const t = useText<typeof vi>('around')
  const language = useLanguage()
  return (
    <button
      type="button"
      onClick={open}
      style={{
        display: 'block',
        width: '100%',
        textAlign: 'start',
        border: 0,
        borderBottom: '1px solid var(--rule)',
        borderInlineStart: `3px solid ${item.readAt ? 'transparent' : item.blocking ? 'var(--seal)' : 'var(--act)'}`,
        background: item.readAt ? 'none' : 'var(--paper-2)',
        color: 'inherit',
        font: 'inherit',
        fontSize: 13.5,
        padding: '8px 12px',
        cursor: 'pointer',
      }}
    >
      <span>
        {item.who && <strong lang="vi">{item.who}</strong>}
        {item.actingFor && <span className="late"> ({t('actingFor', { name: item.actingFor })})</span>}{' '}
        {actWords(item.kind, item.data, language)}
      </span>
      <span className="quiet" style={{ display: 'flex', gap: 8, fontSize: 12.5 }}>
        <span lang="vi" style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {item.subject}
        </span>
        <time dateTime={item.at}>{formatWhen(item.at)}</time>
      </span>
    </button>
  )
}
