import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'

/** The number that the next incoming document of the agency would get; it is given only at registration, and another clerk may be first. */
export async function nextNumber(tx: Tx, actor: Actor): Promise<{ year: number; number: number }> {
  const year = Number(clock.today().slice(0, 4))
  const register = await tx
    .selectFrom('register')
    .where('agency_id', '=', actor.agencyId)
    .where('travel', '=', 'incoming')
    .where('series', '=', 'general')
    .where('year', '=', year)
    .select('last_number')
    .executeTakeFirst()
  return { year, number: (register?.last_number ?? 0) + 1 }
}
