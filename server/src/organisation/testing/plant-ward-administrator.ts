import { sql } from 'kysely'
import type { Standing } from '../../platform/database/index.ts'
import type { ServedProvince } from '../../testing/serve-small-province.ts'

/** An administrator of the ward Kinh Bắc alone; the small province has one of the province. */
export async function plantWardAdministrator({ database, province }: ServedProvince): Promise<Standing> {
  const { kinhBac } = province.units
  const { rows } = await sql<Standing>`
    with h as (insert into person (full_name, user_name) values ('Quản Thị Trị', 'triqt') returning id),
         q as (insert into position (unit_id, agency_id, title, capabilities) values (${kinhBac}, ${kinhBac}, 'Quản trị', '{administer}') returning id),
         x as (insert into appointment (person_id, position_id, valid) select h.id, q.id, '[2025-07-01,)' from h, q)
    select h.id as "personId", q.id as "positionId" from h, q`.execute(database.owner)
  return rows[0] as Standing
}
