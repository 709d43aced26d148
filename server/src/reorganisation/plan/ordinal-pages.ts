/** Pages of lists that run by a number of their own. */

export const ordinalAfter = (token: string | undefined): number => {
  const place = Number.parseInt(token ?? '', 10)
  return Number.isSafeInteger(place) && place > 0 && place < 2_000_000_000 ? place : 0
}

/** Cuts `limit` rows out of the `limit + 1` that were read and says where to go on. */
export function pageOf<T>(rows: T[], limit: number, place: (row: T) => number): { items: T[]; next?: string } {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return last ? { items, next: String(place(last)) } : { items }
}
