import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** What `usePages` reads of a list that stops to ask. */
interface Pages {
  lookedBack?: string | undefined
  lookedTo?: string | undefined
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** What follows by itself: pages of what fits, until one says that it looked far and found little. */
export const moreOf = (list: Pages) => ({
  has: list.hasNextPage && !list.lookedBack && !list.lookedTo,
  loading: list.isFetchingNextPage,
  load: () => void list.fetchNextPage(),
})

/** Says how far a list was looked through for what its filter asks, and looks further. */
export function LookFurther({
  list,
  none,
  said,
  further,
  children,
}: {
  list: Pages
  none: boolean
  said: string
  /** The button's words. */
  further: string
  children?: ReactNode
}) {
  return (
    <div className={none ? 'empty' : 'looked-back'}>
      <span role="status">{said}</span>
      <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {further}
      </Button>
      {children}
    </div>
  )
}
