import { after, type Place, page, placeBefore } from '../platform/database/index.ts'

/** A row of a list, or the mark of how far it was looked. */
export interface LookedAt {
  id: string
  at: string
  lookedBack: boolean
}

/**
 * One page of what may lie far back: `read` looks at so many of the newest, step by step, until the page is full. Where little fits, the answer says back to which instant was looked, and from where
 * to look further: what a page costs does not grow with what there is.
 */
export async function lookBack<Row extends LookedAt>(
  filter: { after?: string | undefined; limit: number; q?: string | undefined },
  read: (place: Place | undefined, window: number, most: number) => Promise<Row[]>,
) {
  const most = filter.limit + 1
  let place = after(filter.after)
  const found: Row[] = []
  let back: string | undefined
  // Of words fewer: each title is compared.
  for (const window of [500, 4000, filter.q ? 4000 : 16_000]) {
    const rows = await read(place, window, most - found.length)
    back = rows.find((row) => row.lookedBack)?.at
    found.push(...rows.filter((row) => !row.lookedBack))
    if (!back || found.length === most) break
    place = after(placeBefore(back))
  }
  const shown = pageOf(found, filter.limit)
  return back && !shown.next ? { ...shown, next: placeBefore(back), lookedBack: back } : shown
}

export const pageOf = <Row extends LookedAt>(rows: Row[], limit: number) =>
  page(
    rows,
    limit,
    (row) => ({ at: row.at, id: row.id }),
    ({ at: _, lookedBack: __, ...row }) => row,
  )
