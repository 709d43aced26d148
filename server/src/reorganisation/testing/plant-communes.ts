import { sql } from 'kysely'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

/** Communes with a division, a chairman, a clerk and a specialist who has open tasks, by a few statements. Answers the communes. */
export async function plantCommunes(
  database: TestDatabase,
  given: { under: string; by: Standing; communes: number; tasksEach: number },
): Promise<string[]> {
  return database.owner.transaction().execute(async (tx) => {
    await sql`
      create temp table planted on commit drop as
      select n, app.new_id() as commune, app.new_id() as division, app.new_id() as chairman, app.new_id() as clerk, app.new_id() as specialist
        from generate_series(1, ${given.communes}::int) n`.execute(tx)
    await sql`insert into unit (id) select commune from planted union all select division from planted`.execute(tx)
    await sql`
      insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, exchange_code)
      select commune, '[2025-07-01,)'::daterange, 'commune', true, commune, ${given.under}::uuid, 'Ủy ban nhân dân xã Cũ ' || n, 'xã Cũ ' || n, 'UBND', 'Old commune ' || n, 'C.' || n
        from planted
      union all
      select division, '[2025-07-01,)', 'division', false, commune, commune, 'Phòng Kinh tế', 'Phòng Kinh tế', 'KT', 'Economy', null from planted`.execute(
      tx,
    )
    await sql`
      insert into position (id, unit_id, agency_id, title, leads, rank, capabilities, valid)
      select p.id, p.unit, commune, p.title, p.leads, p.rank, p.capabilities, '[2025-07-01,)' from planted cross join lateral (values
        (chairman, commune, 'Chủ tịch', true, 1, '{direct,assign,approve}'::text[]), (clerk, commune, 'Văn thư', false, 9, '{register,number,issue}'),
        (specialist, division, 'Chuyên viên', false, 9, '{draft}')) p (id, unit, title, leads, rank, capabilities)`.execute(
      tx,
    )
    // A person is named by their post's identifier here.
    await sql`
      insert into person (id, full_name, user_name) select p, 'Người ' || n, 'p' || p
        from planted cross join lateral unnest(array[chairman, clerk, specialist]) p`.execute(tx)
    await sql`
      insert into appointment (person_id, position_id, valid) select p, p, '[2025-07-01,)' from planted cross join lateral unnest(array[chairman, clerk, specialist]) p`.execute(
      tx,
    )
    await sql`
      create temp table planted_task on commit drop as
      select app.new_id() as id, p.* from planted p cross join generate_series(1, ${given.tasksEach}::int)`.execute(tx)
    await sql`
      insert into task (id, agency_id, title, state, origin, lead_unit_id, lead_agency_id, lead_position_id, lead_person_id, holder, assigned_by, assigned_position, listed_at)
      select id, commune, 'Báo cáo', 'assigned', 'own', division, commune, specialist, specialist, specialist, chairman, chairman, app.now() from planted_task`.execute(
      tx,
    )
    await sql`
      insert into audience (record_id, principal, list, reason, at)
      select t.id, g.principal, 'task', g.reason, app.now() from planted_task t cross join lateral (values
        (specialist, 'assigned'), (app.leaders_of(division), 'leader-above'), (app.leaders_of(commune), 'leader-above'), (chairman, 'directs')) g (principal, reason)`.execute(
      tx,
    )
    const { rows } = await sql<{ commune: string }>`select commune from planted order by n`.execute(tx)
    return rows.map((row) => row.commune)
  })
}
