import type { OldList } from '@mocban/contract/reorganisation-lists'
import { sql } from 'kysely'
import { newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

export interface ProvinceOfList {
  administrator: Standing
  /** By the names of the list: the authority of each unit, its head, and its registry where there is one. */
  at: Map<string, { unitId: string; code: string; head: Standing; clerk?: Standing }>
}

/** The authorities of an old list, each with a head who has one task; `clerks`: and with a registry. */
export async function provinceOfList(
  database: TestDatabase,
  list: OldList,
  { clerks = false } = {},
): Promise<ProvinceOfList> {
  const at: ProvinceOfList['at'] = new Map()
  const units: object[] = []
  const people: object[] = []
  const administrators: Standing[] = []
  const post = (unit: string, title: string, can: string[]): Standing => {
    const one = { person: newId(), position: newId(), unit, title, leads: title === 'Chủ tịch', can }
    people.push(one)
    return { personId: one.person, positionId: one.position }
  }
  const unit = (kind: string, name: string, code: string, parent: string | null) => {
    const id = newId()
    units.push({ id, kind, name: `Ủy ban nhân dân ${name}`, code, exchange: `${kind}.${code}`, parent })
    const head = post(id, 'Chủ tịch', ['assign', 'direct'])
    const clerk = clerks ? { clerk: post(id, 'Văn thư', ['register', 'number', 'issue']) } : {}
    at.set(`${code} ${name}`, { unitId: id, code: `${kind}.${code}`, head, ...clerk })
    return id
  }
  for (const province of list.provinces) {
    const top = unit('province', province.fullName, province.code, null)
    administrators.push(post(top, 'Quản trị hệ thống', ['administer']))
    for (const district of province.districts) {
      const above = unit('commune', district.fullName, district.code, top)
      for (const commune of district.communes)
        unit(commune.fullName.startsWith('Phường') ? 'ward' : 'commune', commune.fullName, commune.code, above)
    }
  }
  await sql`
    with u as materialized (select * from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) u (id uuid, kind text, name text, code text, exchange text, parent uuid)),
    made as (insert into unit (id) select id from u)
    insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, exchange_code, statistics_code)
    select id, '[2020-01-01,)', kind, true, id, parent, name, name, 'UBND', name, exchange, code from u`.execute(
    database.owner,
  )
  const given = sql`jsonb_to_recordset(${JSON.stringify(people)}::jsonb) p (person uuid, position uuid, unit uuid, title text, leads boolean, can text[])`
  await sql`insert into person (id, full_name, user_name) select person, 'Người ' || left(person::text, 13), person::text from ${given}`.execute(
    database.owner,
  )
  await sql`
    insert into position (id, unit_id, agency_id, title, leads, rank, capabilities, valid)
    select position, unit, unit, title, leads, case when leads then 1 else 9 end, can, '[2020-01-01,)' from ${given}`.execute(
    database.owner,
  )
  await sql`insert into appointment (person_id, position_id, valid) select person, position, '[2020-01-01,)' from ${given}`.execute(
    database.owner,
  )
  await sql`
    with t as materialized (select app.new_id() as id, p.* from ${given} where leads), made as (
      insert into task (id, agency_id, title, state, origin, lead_unit_id, lead_agency_id, lead_position_id, holder, assigned_by, assigned_position, listed_at)
      select id, unit, 'Việc đang làm', 'accepted', 'own', unit, unit, position, position, person, position, '2025-06-30T01:00:00Z' from t)
    insert into audience (record_id, principal, list, reason, at) select id, position, 'task', 'assigned', '2025-06-30T01:00:00Z' from t`.execute(
    database.owner,
  )
  await sql`insert into register (agency_id, travel, year)
    select unit_id, 'incoming', 2025 from unit_version where kind in ('ward', 'commune')`.execute(database.owner)
  return { administrator: administrators[0] as Standing, at }
}
