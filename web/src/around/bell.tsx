import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { notifications } from '@mocban/contract/notifications'
import { IconBell } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLanguage, useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { openBellStream } from './bell-stream.ts'
import type vi from './messages/vi.ts'

const BellPanel = lazy(() => import('./bell-panel.tsx'))

/** The bell in the bar: how many are unread, live; what waits for the person is also said at the foot of the page. */
export function Bell() {
  const t = useText<typeof vi>('around')
  const language = useLanguage()
  const client = useQueryClient()
  const me = useMe()
  // In another post other things ring: the stream is opened anew.
  const standing = `${me.positionId} ${me.actingForName ?? ''}`
  const [open, setOpen] = useState(false)
  const { data } = useRoute(notifications.list, { query: { limit: 1 } })
  const unread = data?.unread ?? 0
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: [notifications.list.path] })
    return openBellStream({
      reread,
      rang: (notification) => {
        // What is on the screen may have changed with it.
        void client.invalidateQueries()
        if (notification.blocking)
          // The number at the bell says it too, where the words cannot be loaded (the program was renewed meanwhile).
          void import('@mocban/contract/acts').then(
            ({ tellAct }) => notify.done(tellAct(notification, language)),
            () => {},
          )
      },
    })
  }, [client, language, standing])
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={420} trapFocus returnFocus shadow="sm">
      <Popover.Target>
        <ActionIcon variant="subtle" size={36} aria-label={t('bell', { unread })} onClick={() => setOpen(!open)}>
          <Indicator label={unread > 99 ? '99+' : unread} disabled={unread === 0} size={16} color="teal" offset={3}>
            <IconBell size={20} style={{ display: 'block' }} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} style={{ maxWidth: 'calc(100vw - 12px)' }}>
        <Suspense fallback={<p className="quiet">…</p>}>{open && <BellPanel close={() => setOpen(false)} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
