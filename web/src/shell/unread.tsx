import { Button } from '@mantine/core'
import type { Query } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { isSlow, OfflineError, onSlow, ProblemError } from './client.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { sentenceOf } from './notices.tsx'
import { queryClient } from './queries.ts'

/** Asked for by what is on the screen, not got, and nothing older to show in its place. What is not there, or wants one to sign in, is told by its own screen. */
export const isUnread = (query: Query): boolean => {
  const { status, data, error } = query.state
  if (status !== 'error' || data !== undefined || !query.isActive()) return false
  return !(error instanceof ProblemError && [401, 404].includes(error.problem.status))
}

const cache = queryClient.getQueryCache()
/** Why something on the screen could not be read; null where everything was. */
export const useUnread = (): Error | null =>
  useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => cache.getAll().find(isUnread)?.state.error ?? null,
  )

/** What is refused to somebody is refused the next time, too. */
const mayHelp = (error: Error) => !(error instanceof ProblemError && error.problem.status === 403)

/** The way there, or the database, may be back in a moment: nobody has to press for it. */
export const comesBack = (error: Error | null): boolean =>
  error instanceof OfflineError || (error instanceof ProblemError && error.problem.status === 503)
const again = () => void queryClient.refetchQueries({ predicate: isUnread })

/** Says that something could not be read and why: an empty place would say that there is nothing. What may be there again is read by itself. And says where an answer is long in coming. */
export function Unread() {
  const t = useText<typeof vi>('shell')
  const error = useUnread()
  const slow = useSyncExternalStore(onSlow, isSlow)
  const waits = comesBack(error)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(again, 5000)
    return () => clearInterval(timer)
  }, [waits])
  if (!error && slow)
    return (
      <div className="slow-answer" role="status">
        {t('slow')}
      </div>
    )
  if (!error) return null
  return (
    <div className="not-read" role="alert">
      <span>
        {t('unread')} {sentenceOf(error)}
      </span>
      {mayHelp(error) && (
        <Button size="compact-sm" variant="default" onClick={again}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
