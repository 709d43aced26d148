/** Keyset pages: a list goes on after the last row shown, so that page 1,000 costs what page 1 costs. */

/** The place of a row in a list that runs by time, newest first. */
export interface Place {
  at: string
  id: string
}

/** Reads the opaque place a client sent back; `undefined` where it sent none or something that is not a place. */
export function after(token: string | undefined): Place | undefined {
  if (!token) return undefined
  const [at, id] = Buffer.from(token, 'base64url').toString('utf8').split(' ')
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) return undefined
  return { at, id }
}

/** Cuts `limit` rows out of the `limit + 1` that were read and says where to go on. */
export function page<Row, Item>(
  rows: Row[],
  limit: number,
  place: (row: Row) => Place,
  item: (row: Row) => Item,
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const items = shown.map(item)
  if (!last) return { items }
  const { at, id } = place(last)
  return { items, next: Buffer.from(`${at} ${id}`).toString('base64url') }
}

/** Where a list goes on that was looked through back to an instant. */
export const placeBefore = (at: string) => Buffer.from(`${at} ${nobody}`).toString('base64url')
const nobody = '00000000-0000-0000-0000-000000000000'
