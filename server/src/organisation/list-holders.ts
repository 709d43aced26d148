import type { Holder } from '@mocban/contract/organisation'
import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'

/** How many are answered. */
const most = 100
/** Of so many people of one name, in the order of names, those who do not lead are looked for; who has a commoner name types more of it. */
const ofOneName = 300

/** People in their positions today, those who lead first. At most 100. Names are found with or without diacritics. */
export async function listHolders(
  tx: Tx,
  filter: { unitId?: string; agencyId?: string; q?: string; leads?: boolean },
): Promise<Holder[]> {
  const { unitId, agencyId, q = '', leads } = filter
  let asked = holders(tx)
  if (leads !== undefined) asked = asked.where('q.leads', '=', leads)
  const named = sql<boolean>`strpos(h.bare_name, app.bare(${q})) > 0`
  if (unitId || agencyId) {
    if (unitId) asked = asked.where('q.unit_id', '=', unitId)
    if (agencyId) asked = asked.where('q.agency_id', '=', agencyId)
    return (q ? asked.where(named) : asked).execute()
  }
  // Anywhere in the province: by the index of names, so that it costs what is shown and not what there is.
  const called = await peopleCalled(tx, q)
  if (called.length === 0) return []
  if (called.length <= ofOneName) return asked.where('h.id', 'in', called).execute()
  const leading = leads === false ? [] : await asked.where('q.leads', '=', true).where(named).execute()
  if (leads || leading.length === most) return leading
  const others = await asked.where('q.leads', '=', false).where('h.id', 'in', called).execute()
  return [...leading, ...others].slice(0, most)
}

async function peopleCalled(tx: Tx, part: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from app.people_called(${part}, ${ofOneName + 1}) id`.execute(tx)
  return rows.map((row) => row.id)
}

const holders = (tx: Tx) =>
  tx
    .selectFrom('appointment as a')
    .innerJoin('person as h', 'h.id', 'a.person_id')
    .innerJoin('position as q', 'q.id', 'a.position_id')
    .innerJoin('unit_now as u', 'u.id', 'q.unit_id')
    .where('h.active', '=', true)
    // Another system's account is nobody to give work to.
    .where('h.service', '=', false)
    .where(sql<boolean>`a.valid @> app.today() and q.valid @> app.today()`)
    .select([
      'h.id as personId',
      'h.full_name as fullName',
      'q.id as positionId',
      'q.title',
      'q.unit_id as unitId',
      'u.name as unitName',
      'q.agency_id as agencyId',
      'q.leads',
      'q.capabilities',
    ])
    .select(
      sql<
        string | null
      >`(select (upper(l.valid) - 1)::text from leave l where l.person_id = h.id and l.valid @> app.today())`.as(
        'awayUntil',
      ),
    )
    .orderBy(sql`q.unit_id = q.agency_id`, 'desc')
    .orderBy('q.leads', 'desc')
    .orderBy('q.rank')
    .orderBy('h.full_name')
    .limit(most)
