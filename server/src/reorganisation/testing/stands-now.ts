import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Database, Standing } from '../../platform/database/index.ts'

interface Post {
  positionId: string
  unitId: string
  title: string
  agencyId: string
  unit: string
}

/** Where a person stands today, in their first post. */
export async function standsNow(owner: Database, { personId }: Standing): Promise<Standing & Post> {
  const { rows } = await sql<Post>`
    select q.id as "positionId", q.unit_id as "unitId", q.title, q.agency_id as "agencyId", v.name as unit
      from appointment x join position q on q.id = x.position_id join unit_version v on v.unit_id = q.unit_id and v.valid @> ${clock.today()}::date
     where x.person_id = ${personId} and x.valid @> ${clock.today()}::date order by q.rank limit 1`.execute(owner)
  return { personId, ...(rows[0] as Post) }
}
