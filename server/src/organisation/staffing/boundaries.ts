import type { staffing } from '@mocban/contract/organisation-staffing'
import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { ofProvince } from './terms.ts'

/** How many times for which there are outlines are told. */
const most = 20

/** Outlines on a day of all communes that have one, by statistics code; and the times for which outlines were brought in. */
export async function readBoundaries(tx: Tx, on: string): Promise<RouteAnswer<typeof staffing.boundaries>> {
  const { rows } = await sql<RouteAnswer<typeof staffing.boundaries>['outlines'][number]>`
    select statistics_code as code,
           case geometry ->> 'type' when 'Polygon' then jsonb_build_array(geometry -> 'coordinates') else geometry -> 'coordinates' end as polygons
      from unit_boundary where valid @> ${on}::date order by statistics_code`.execute(tx)
  const periods = await sql<RouteAnswer<typeof staffing.boundaries>['periods'][number]>`
    select lower(valid)::text as from, (upper(valid) - 1)::text as "lastDay", count(*)::int as count
      from unit_boundary group by valid order by valid desc limit ${most}`.execute(tx)
  return { outlines: rows, periods: periods.rows }
}

/**
 * Sets outlines for a time from a file of the province's map office. What was there of the same codes for that time goes, what holds before and after stays, and
 * so does every code that the file does not name. Says which codes belong to no unit on the first day.
 * @throws organisation.not-yours
 */
export async function setBoundaries(
  tx: Tx,
  actor: Actor,
  { features, from, lastDay = null }: RouteInput<typeof staffing.setBoundaries>['body'],
): Promise<{ set: number; unmatched: string[] }> {
  await ofProvince(tx)
  const outlines = [...new Map(features.map((one) => [one.properties.code, one.geometry]))]
  const codes = sql`${outlines.map(([code]) => code)}::text[]`
  const time = sql`daterange(${from}::date, ${lastDay}::date, '[]')`
  await sql`
    with gone as (
      delete from unit_boundary where statistics_code = any (${codes}) and valid && ${time} returning statistics_code, geometry, valid
    )
    insert into unit_boundary (statistics_code, geometry, valid)
    select g.statistics_code, g.geometry, rest from gone g, unnest(datemultirange(g.valid) - datemultirange(${time})) rest`.execute(
    tx,
  )
  await sql`
    insert into unit_boundary (statistics_code, geometry, valid)
    select o ->> 0, o -> 1, ${time} from jsonb_array_elements(${JSON.stringify(outlines)}::jsonb) o`.execute(tx)
  const { rows } = await sql<{ code: string }>`
    select c as code from unnest(${codes}) c
     where not exists (select from unit_version u where u.statistics_code = c and u.valid @> ${from}::date) order by c limit 100`.execute(
    tx,
  )
  await record(tx, actor, {
    kind: 'staffing.boundaries-set',
    data: { count: outlines.length, from, ...(lastDay ? { lastDay } : {}) },
  })
  return { set: outlines.length, unmatched: rows.map((one) => one.code) }
}
