import type { Tx } from '../../platform/database/index.ts'

/** The number that a book would give now; it is given only with the act, and another clerk may be first. */
export async function nextNumber(
  tx: Tx,
  book: { agencyId: string; travel: string; series: string; year: number },
): Promise<number> {
  const register = await tx
    .selectFrom('register')
    .where('agency_id', '=', book.agencyId)
    .where('travel', '=', book.travel)
    .where('series', '=', book.series)
    .where('year', '=', book.year)
    .select('last_number')
    .executeTakeFirst()
  return (register?.last_number ?? 0) + 1
}
