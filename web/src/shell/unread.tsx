import { Button } from '@mantine/core'
import type { Query } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ProblemError } from './client.ts'
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

/** Says that something could not be read and why: an empty place would say that there is nothing. */
export function Unread() {
  const t = useText<typeof vi>('shell')
  const error = useUnread()
  if (!error) return null
  return (
    <div className="not-read" role="alert">
      <span>
        {t('unread')} {sentenceOf(error)}
      </span>
      {mayHelp(error) && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void queryClient.refetchQueries({ predicate: isUnread })}
        >
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
