import type { Boundary, staffing } from '@mocban/contract/organisation-staffing'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { ofProvince } from './terms.ts'

/** Outlines of all communes that have one, by statistics code. */
export async function readBoundaries(tx: Tx): Promise<Boundary[]> {
  const { rows } = await sql<Boundary>`
    select statistics_code as code,
           case geometry ->> 'type' when 'Polygon' then jsonb_build_array(geometry -> 'coordinates') else geometry -> 'coordinates' end as polygons
      from unit_boundary order by statistics_code`.execute(tx)
  return rows
}

/**
 * Sets outlines from a file of the province's map office; those that it does not name stay. Says which codes belong to no unit of today.
 * @throws organisation.not-yours
 */
export async function setBoundaries(
  tx: Tx,
  actor: Actor,
  { features }: RouteInput<typeof staffing.setBoundaries>['body'],
): Promise<{ set: number; unmatched: string[] }> {
  await ofProvince(tx)
  const outlines = [...new Map(features.map((one) => [one.properties.code, one.geometry]))]
  await sql`
    insert into unit_boundary (statistics_code, geometry)
    select o ->> 0, o -> 1 from jsonb_array_elements(${JSON.stringify(outlines)}::jsonb) o
    on conflict (statistics_code) do update set geometry = excluded.geometry`.execute(tx)
  const { rows } = await sql<{ code: string }>`
    select c as code from unnest(${outlines.map(([code]) => code)}::text[]) c
     where not exists (select from unit_now u where u.statistics_code = c) order by c limit 100`.execute(tx)
  await record(tx, actor, { kind: 'staffing.boundaries-set', data: { count: outlines.length } })
  return { set: outlines.length, unmatched: rows.map((one) => one.code) }
}
