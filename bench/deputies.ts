import { newId, type Standing } from '../server/src/platform/database/index.ts'
import type { Post } from './province.ts'
import type { Sql } from './sql.ts'

/**
 * For each of these people a deputy who acts for them by a delegation with a scope of units and of types, holds so many posts all over the province, sits on
 * committees and belongs to classes of confidentiality; to whom they act for, twenty records are opened, each until another day; and each agency has taken the place of
 * two that are no more. All that a request's standing can rest on, at once.
 */
export async function appointDeputies(sql: Sql, people: Post[], posts: number): Promise<Standing[]> {
  const deputies = people.map((post, n) => [n, newId(), newId(), post.personId, post.positionId])
  await sql.query(
    'create table bench_deputy (n int, person_id uuid, delegation_id uuid, for_person uuid, for_position uuid)',
  )
  await sql.rows('bench_deputy', deputies, ['int', 'uuid', 'uuid', 'uuid', 'uuid'])
  for (const statement of statements) await sql.query(statement.replaceAll(':posts', String(posts)))
  await sql.query('vacuum (analyze)')
  return deputies.map(
    ([, personId, delegationId, , positionId]) => ({ personId, positionId, delegationId }) as Standing,
  )
}

const statements = [
  `create view bench_for as select d.*, q.agency_id, q.unit_id, q.capabilities from bench_deputy d join position q on q.id = d.for_position`,
  `insert into person (id, full_name, user_name) select person_id, 'Phó ' || n, 'deputy' || n from bench_deputy`,
  `create table bench_seat as
     select d.n, d.person_id, app.new_id() as position_id, u.unit_id, u.agency_id, k from bench_deputy d cross join generate_series(1, :posts) k
       join (select unit_id, agency_id, row_number() over (order by unit_id) - 1 as place, count(*) over () as all from unit_version where kind = 'division') u
         on u.place = (d.n * 31 + k * 17) % u.all`,
  `insert into position (id, unit_id, agency_id, title, leads, capabilities)
     select position_id, unit_id, agency_id, 'Kiêm nhiệm ' || k, k % 5 = 0, '{draft}' from bench_seat`,
  `insert into appointment (person_id, position_id, kind, valid) select person_id, position_id, 'concurrent', '[2020-01-01,)' from bench_seat`,
  `insert into delegation (id, from_person_id, from_position_id, to_person_id, valid, capabilities, scope_units, scope_types)
     select delegation_id, for_person, for_position, person_id, tstzrange(now() - interval '1 day', now() + interval '30 days'), capabilities, array[agency_id],
            '{cong-van,quyet-dinh,bao-cao}' from bench_for`,
  `create table bench_class as select app.new_id() as id, agency_id, k from (select distinct agency_id from bench_for) a cross join generate_series(1, 3) k`,
  `insert into confidentiality_class (id, agency_id, name) select id, agency_id, 'Nhóm ' || k from bench_class`,
  `insert into confidentiality_member (class_id, position_id, valid)
     select c.id, d.for_position, '[2020-01-01,)'::tstzrange from bench_class c join bench_for d using (agency_id)
     union select c.id, s.position_id, '[2020-01-01,)' from bench_class c join bench_for d using (agency_id) join bench_seat s on s.n = d.n and s.k % 3 + 1 = c.k`,
  `insert into confidentiality_member (class_id, unit_id, valid) select id, agency_id, '[2020-01-01,)' from bench_class where k = 3`,
  `create table bench_committee as select app.new_id() as id, agency_id, k from (select distinct agency_id from bench_for) a cross join generate_series(1, 3) k`,
  `insert into unit (id) select id from bench_committee`,
  `insert into unit_version (unit_id, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, valid)
     select id, 'committee', false, agency_id, agency_id, 'Ban chỉ đạo ' || k, 'Ban chỉ đạo ' || k, 'BCĐ', 'Committee ' || k, '[2020-01-01,)' from bench_committee`,
  `insert into committee_member (unit_id, person_id, position_id, role, valid)
     select c.id, d.for_person, null::uuid, 'member', '[2020-01-01,)'::daterange from bench_committee c join bench_for d using (agency_id)
     union select c.id, null, s.position_id, 'member', '[2020-01-01,)' from bench_committee c join bench_for d using (agency_id) join bench_seat s on s.n = d.n and s.k = c.k`,
  `create table bench_before as select app.new_id() as id, agency_id, k from (select distinct agency_id from bench_for) a cross join generate_series(1, 2) k`,
  `insert into unit (id) select id from bench_before`,
  `insert into unit_version (unit_id, kind, is_agency, agency_id, name, short_name, abbreviation, name_en, valid)
     select id, 'commune', true, id, 'Xã cũ ' || k, 'Xã cũ ' || k, 'UBND', 'Former commune ' || k, '[2020-01-01,2025-07-01)' from bench_before`,
  `insert into succession (unit_id, successor_id, from_day) select id, agency_id, '2025-07-01' from bench_before`,
  `create table bench_opened as
     select x.id as record_id, x.travel as list, x.listed_at, d.for_person, d.for_position, app.today() + x.k::int as last_day from bench_for d cross join lateral (
       select d2.*, row_number() over () as k from (select id, travel, listed_at from document where agency_id = d.agency_id order by listed_at desc offset d.n limit 20) d2) x`,
  `insert into opening (record_id, list, target_kind, target, last_day, reason, opened_by, opened_position)
     select record_id, list, 'person', for_person, last_day, 'Phối hợp', for_person, for_position from bench_opened`,
  `insert into audience (record_id, principal, list, reason, at) select record_id, app.opened_to(for_person, last_day), list, 'opened-until', listed_at from bench_opened
     on conflict do nothing`,
]
