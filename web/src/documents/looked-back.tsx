import { Button } from '@mantine/core'
import { formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import type vi from './messages/core.vi.ts'

/** A list that says how far back it looked, as `usePages` reads it. */
interface Pages {
  rows: unknown[]
  lookedBack: string | undefined
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** What follows by itself: pages of what fits, until one says that it looked far back and found little. */
export const moreOf = (list: Pages) => ({
  has: list.hasNextPage && !list.lookedBack,
  loading: list.isFetchingNextPage,
  load: () => void list.fetchNextPage(),
})

export const lookingBack = (list: Pages, words: string | undefined) => ({
  day: formatDate(list.lookedBack),
  none: list.rows.length === 0,
  words,
  ...moreOf(list),
})

/** Says back to which day a list was looked through for what its filter asks, and looks further. Where words stand the search knows at once. */
export function LookedBack({ day, none, words, loading, load }: ReturnType<typeof lookingBack>) {
  const t = useText<typeof vi>('documents')
  return (
    <div className={none ? 'empty' : 'looked-back'}>
      <span role="status">{t(none ? 'lookedBackNone' : 'lookedBack', { day })}</span>
      <Button size="xs" variant="default" loading={loading} onClick={load}>
        {t('lookFurther')}
      </Button>
      {words && <Link to={`/search?q=${encodeURIComponent(words)}`}>{t('searchAll')}</Link>}
    </div>
  )
}
