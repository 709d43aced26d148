import { notifications } from '@mocban/contract/notifications'
import { IconBell } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useLanguage, useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { Unfold } from '../shell/unfold.tsx'
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
    <Unfold
      label={t('bell', { unread })}
      panel="from-bar bell-panel"
      face={
        <>
          <IconBell size={20} aria-hidden />
          {unread > 0 && <span className="unread">{unread > 99 ? '99+' : unread}</span>}
        </>
      }
    >
      {(fold) => (
        <Suspense fallback={<p className="quiet">…</p>}>
          <BellPanel close={fold} />
        </Suspense>
      )}
    </Unfold>
  )
}
