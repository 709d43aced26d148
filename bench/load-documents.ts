import type { BenchProvince } from './province.ts'
import type { Sql } from './sql.ts'
import { makeTexts } from './texts.ts'

const textCount = 4000
/** Indexes that cost less to build once than to keep while millions of rows come in. */
const heavy = [
  'audience_lists',
  'search_document_words',
  'document_book',
  'document_due',
  'handling_document',
  'document_file_sha256',
]

/** What every document draws from: the posts of the province, the texts and their files. Once, before the documents. */
export async function prepareDocuments(sql: Sql, province: BenchProvince): Promise<void> {
  const posts = province.agencies.flatMap((agency, a) =>
    agency.divisions.flatMap((division, d) =>
      division.specialists.map((one, s) => [a, d, s, agency.id, division.id, one.positionId, one.personId]),
    ),
  )
  await sql.query(
    'create table bench_post (agency int, division int, specialist int, agency_id uuid, division_id uuid, position_id uuid, person_id uuid)',
  )
  await sql.rows('bench_post', posts, ['int', 'int', 'int', 'uuid', 'uuid', 'uuid', 'uuid'])
  await sql.query(
    'create table bench_agency (agency int primary key, agency_id uuid, clerk_position uuid, clerk_person uuid, leader_position uuid, leader_person uuid, specialists int)',
  )
  await sql.rows(
    'bench_agency',
    province.agencies.map(({ id, clerk, leader, divisions }, n) => [
      n,
      id,
      clerk.positionId,
      clerk.personId,
      leader.positionId,
      leader.personId,
      divisions[0]?.specialists.length ?? 1,
    ]),
    ['int', 'uuid', 'uuid', 'uuid', 'uuid', 'uuid', 'int'],
  )
  await sql.query('create table bench_text (n int primary key, abstract text, sha256 text, words tsvector)')
  await sql.rows(
    'bench_text (n, abstract, sha256)',
    makeTexts(textCount).map(({ abstract }, n) => [n, abstract, n.toString(16).padStart(64, '0')]),
    ['int', 'text', 'text'],
  )
  await sql.query(`insert into file (sha256, size, media_type) select sha256, 1000, 'application/pdf' from bench_text`)
  await sql.query(
    `insert into page_text (sha256, page, text) select * from ${sql.table(['text', 'int', 'text'], 'sha256, page, text')}`,
    sql.columns(
      makeTexts(textCount).map(({ page }, n) => [n.toString(16).padStart(64, '0'), 1, page]),
      3,
    ),
  )
  // As app.search_words makes it of a document with this abstract and this file, but for symbol and audience, which are each document's own.
  await sql.query(`
    update bench_text t set words = setweight(app.words(t.abstract), 'A') || setweight(app.words('Bộ Khoa học và Công nghệ'), 'B')
      || setweight(app.words('van-ban.pdf'), 'C') || (select string_agg('''' || w || ''':16383', ' ')::tsvector from (
        select distinct w from page_text p cross join lateral unnest(string_to_array(btrim(p.bare_line), ' ')
          || array(select '=' || x from unnest(string_to_array(btrim(p.word_line), ' ')) x)) w where p.sha256 = t.sha256) q)`)
  await sql.query(`
    insert into register (agency_id, travel, series, year) select agency_id, travel, 'general', y from bench_agency
      cross join unnest(array['incoming', 'outgoing']) travel cross join generate_series(2024, extract(year from now())::int) y on conflict do nothing`)
  await sql.query('analyze')
}

/**
 * Documents `from` to `to` - 1, oldest first, in the shape in which the program writes them: numbered in their registers, with file, audience, steps and
 * search row. Three of ten are the people's committee's. One of thirty is still open, whoever has it; the first ten thousand are the first specialists', so that
 * their page is full at every size. Events are left to the acts that are measured.
 */
export async function loadDocuments(sql: Sql, from: number, to: number, all: number): Promise<void> {
  const dropped = await dropIndexes(sql)
  await sql.query('begin')
  // Triggers and checks of references do row by row what is right by construction here.
  await sql.query(`set local session_replication_role = replica`)
  await sql.query(`set local work_mem = '256MB'`)
  await sql.query(
    `create temp table bench_document on commit drop as
     with d as (
       select i, case when i % 10 < 3 then 0 else 1 + (i::bigint * 7919 % (select max(agency) from bench_agency))::int end as agency, (i / 10) % 6 as division, i % 10 < 7 as arrives,
              now() - ($3::int - i) * interval '1 second' * (500 * 86400.0 / $3::int) as at
         from generate_series($1::int, $2::int - 1) i)
     select d.i, app.new_id() as id, d.arrives, d.at, (d.at at time zone 'Asia/Ho_Chi_Minh')::date as day, case when i < 10000 then i % 30 else i / 300 % 30 end = 0 as open, a.*, p.division_id, p.position_id, p.person_id,
            t.abstract, t.sha256, t.words, r.id as register_id, r.last_number + row_number() over (partition by r.id order by i) as number
       from d join bench_agency a on a.agency = d.agency
       join bench_post p on p.agency = d.agency and p.division = d.division and p.specialist = case when d.i < 10000 then 0 else (d.i / 60) % a.specialists end
       join bench_text t on t.n = (d.i::bigint * 2654435761 % ${textCount})::int
       join register r on r.agency_id = a.agency_id and r.series = 'general' and r.travel = case when d.arrives then 'incoming' else 'outgoing' end
        and r.year = extract(year from d.at at time zone 'Asia/Ho_Chi_Minh')`,
    [from, to, all],
  )
  await sql.query(
    'update register r set last_number = b.last from (select register_id, max(number) as last from bench_document group by 1) b where b.register_id = r.id',
  )
  await sql.query(`
    insert into audience (record_id, principal, list, reason, at)
    select b.id, g.principal, case when b.arrives then 'incoming' else 'outgoing' end, g.reason, b.at from bench_document b cross join lateral (values
      (b.clerk_position, 'registered'), (app.clerks_of(b.agency_id), 'clerk'), (app.leaders_of(b.agency_id), 'leader-above'), (b.leader_position, 'directs'),
      (b.leader_person, 'directs'), (app.leaders_of(b.division_id), 'handles'), (b.position_id, 'handles'), (b.person_id, 'handles')) g (principal, reason)`)
  await sql.query(`
    insert into document (id, agency_id, travel, state, version, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, abstract, page_count,
      channel, due_on, drafting_unit_id, created_at, created_by, created_position, listed_at, finished_at, finish_kind)
    select id, agency_id, case when arrives then 'incoming' else 'outgoing' end, case when not arrives then 'issued' when open then 'processing' else 'finished' end, 4,
      'cong-van', register_id, number, number || case when arrives then '/BKHCN-CĐS' else '/B-CĐS' end, day, case when arrives then day end, 'Bộ Khoa học và Công nghệ', abstract, 1,
      'upload', day + 15, division_id, at, case when arrives then clerk_person else person_id end, case when arrives then clerk_position else position_id end, at,
      case when arrives and not open then at + interval '3 days' end, case when arrives and not open then 'reported' end from bench_document`)
  await sql.query(`insert into register_entry (register_id, number, document_id, given_at, given_by)
    select register_id, number, id, at, clerk_person from bench_document`)
  await sql.query(`insert into document_file (document_id, sha256, name, media_type, role, added_at, added_by)
    select id, sha256, 'van-ban.pdf', 'application/pdf', 'main', at, clerk_person from bench_document`)
  await sql.query(`
    insert into handling (document_id, role, state, unit_id, position_id, person_id, holder, asked_by, asked_position, asked_at, due_on, seen_at, ended_at)
    select b.id, s.role, s.state, s.unit, s.post, s.person, s.holder, s.by, s.by_post, b.at + s.after, b.day + 15, b.at, s.ended
      from bench_document b cross join lateral (values
        ('present', 'passed', b.agency_id, b.leader_position, b.leader_person, b.leader_position, b.clerk_person, b.clerk_position, interval '1 hour', b.at + interval '2 hours'),
        ('lead', case when b.open then 'accepted' else 'done' end, b.division_id, b.position_id, b.person_id, b.position_id, b.leader_person, b.leader_position, interval '2 hours',
          case when not b.open then b.at + interval '3 days' end)) s (role, state, unit, post, person, holder, by, by_post, after, ended)
     where b.arrives`)
  await sql.query(`
    insert into search_document (document_id, at, words)
    select id, at, words || array_to_tsvector(array['#' || number || case when arrives then 'bkhcncds' else 'bcds' end] || case when arrives then '{}' else array[app.issuer_word(agency_id)] end || array(select app.principal_word(p) from unnest(array[
      clerk_position, app.clerks_of(agency_id), app.leaders_of(agency_id), leader_position, leader_person, app.leaders_of(division_id), position_id, person_id]) p)) from bench_document`)
  await sql.query('commit')
  await sql.query(`set maintenance_work_mem = '1GB'`)
  for (const definition of dropped) await sql.query(definition)
  // What a bulk load leaves to the next reader of every page is done now: autovacuum would do it in the middle of a measurement.
  await sql.query('vacuum (analyze)')
  await sql.query('checkpoint')
}

async function dropIndexes(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query('select indexname, indexdef from pg_indexes where indexname = any ($1)', [heavy])
  for (const { indexname } of rows) await sql.query(`drop index "${indexname}"`)
  return rows.map((row) => row.indexdef as string)
}
