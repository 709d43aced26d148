import type { AgencyStaffing } from '@mocban/contract/organisation-staffing'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { placeState, postStates } from './post-states.ts'

/** Posts by agency and state on a day, of those that who asks leads or administers; an agency without such posts is left out. */
export async function staffingFigures(
  tx: Tx,
  input: { on: string; field?: string | undefined },
): Promise<{ on: string; agencies: AgencyStaffing[] }> {
  const { rows } = await sql<AgencyStaffing>`
    with ${postStates(input)},
    counted as (
      select agency_id, count(*)::int as posts, count(*) filter (where state = 'fits')::int as fits,
             count(*) filter (where state = 'misses')::int as misses, count(*) filter (where state = 'unknown')::int as unknown,
             count(*) filter (where state = 'vacant')::int as vacant, count(*) filter (where state = 'free')::int as free,
             count(doubled)::int as doubled
        from posts group by agency_id
    ),
    places as (
      select p.agency_id, ${placeState('l.outcome', 'l.valid', sql`${input.on}::date`)} as state
        from app.staffing_courses((select array_agg(position_id) from posts)) l join posts p on p.position_id = l.position_id
    ),
    learning as (
      select agency_id, count(*) filter (where state = 'planned')::int as planned, count(*) filter (where state = 'under-way')::int as under_way,
             count(*) filter (where state = 'ended')::int as ended, count(*) filter (where state = 'passed')::int as passed
        from places group by agency_id
    )
    select c.agency_id as "agencyId", v.name, v.kind, v.statistics_code as "statisticsCode", c.posts, c.fits, c.misses, c.unknown, c.vacant, c.free, c.doubled,
           coalesce(l.planned, 0) as planned, coalesce(l.under_way, 0) as "underWay", coalesce(l.ended, 0) as ended, coalesce(l.passed, 0) as passed
      from counted c join unit_version v on v.unit_id = c.agency_id and v.valid @> ${input.on}::date
      left join learning l on l.agency_id = c.agency_id
     order by v.ordinal, v.name, c.agency_id limit 2000`.execute(tx)
  return { on: input.on, agencies: rows }
}
