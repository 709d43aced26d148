import type { ChartFind } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/**
 * Units and people of a day by a part of their name, at most 30; letters as typed come before bare ones. A unit is found by a name of another
 * day too, so that the department's old name still leads to it.
 */
export async function searchChart(tx: Tx, input: { on: string; q: string }): Promise<ChartFind[]> {
  const has = (text: ReturnType<typeof sql>) => sql`strpos(app.bare(${text}), app.bare(${input.q})) > 0`
  const asTyped = (text: ReturnType<typeof sql>) => sql`strpos(app.searchable(${text}), app.searchable(${input.q})) > 0`
  const { rows } = await sql<ChartFind>`
    with found as (
      (select v.unit_id, null::uuid as person_id, null::text as full_name, null::text as title, null::text as formerly,
              not (${asTyped(sql`v.name || ' ' || v.abbreviation`)}) as loose, 0 as place, v.name as sorted
         from unit_version v
        where v.valid @> ${input.on}::date and ${has(sql`v.name || ' ' || v.short_name || ' ' || v.abbreviation || ' ' || coalesce(v.exchange_code, '')`)}
        order by loose, length(v.name), v.ordinal limit 30)
      union all
      (select q.unit_id, h.id, h.full_name, q.title, null, not (${asTyped(sql`h.full_name`)}), 1, h.full_name
         from person h join appointment x on x.person_id = h.id and x.valid @> ${input.on}::date
         join position q on q.id = x.position_id and q.valid @> ${input.on}::date
        where not h.service and ${has(sql`h.full_name`)} order by 6, h.full_name limit 30)
      union all
      (select f.unit_id, null, null, null, max(f.name), false, 2, max(f.name)
         from unit_version f
        where not f.valid @> ${input.on}::date and ${has(sql`f.name`)}
          and not exists (select from unit_version v where v.unit_id = f.unit_id and v.valid @> ${input.on}::date and ${has(sql`v.name`)})
        group by f.unit_id limit 10)
    )
    select f.unit_id as "unitId", v.name as "unitName", v.kind, case when f.formerly <> v.name then f.formerly end as formerly,
           case when not v.here then
             (select jsonb_build_object('from', case when min(lower(w.valid)) > ${input.on}::date then min(lower(w.valid)) end,
                'until', case when max(upper(w.valid)) <= ${input.on}::date then max(upper(w.valid)) end) from unit_version w where w.unit_id = f.unit_id) end as absent,
           case when f.person_id is not null then jsonb_build_object('id', f.person_id, 'fullName', f.full_name, 'title', f.title) end as person,
           app.unit_path(f.unit_id, ${input.on}::date) as path
      from found f
      cross join lateral (select name, kind, v.valid @> ${input.on}::date as here from unit_version v where v.unit_id = f.unit_id
                           order by v.valid @> ${input.on}::date desc, upper(v.valid) desc nulls first limit 1) v
     order by f.loose, f.place, length(f.sorted), f.sorted limit 30`.execute(tx)
  return rows
}
