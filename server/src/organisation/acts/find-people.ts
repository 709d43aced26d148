import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/** People by a part of their name, also those who hold no post today; at most 20. */
export async function findPeople(
  tx: Tx,
  q: string,
): Promise<{ id: string; fullName: string; userName: string; posts: string }[]> {
  const { rows } = await sql<{ id: string; fullName: string; userName: string; posts: string }>`
    select h.id, h.full_name as "fullName", h.user_name as "userName", coalesce((
             select string_agg(p.title || ', ' || u.name, '; ') from appointment x join position p on p.id = x.position_id join unit_now u on u.id = p.unit_id
              where x.person_id = h.id and x.valid @> app.today()), '') as posts
      from person h where h.active and not h.service and (strpos(app.bare(h.full_name), app.bare(${q})) > 0 or starts_with(lower(h.user_name), lower(${q})))
     order by h.full_name limit 20`.execute(tx)
  return rows
}
