import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openJobs } from '../platform/jobs/index.ts'
import { withDatabase } from '../platform/testing/index.ts'
import { housekeepingJobs } from './housekeeping.ts'

it('takes away at night what has no more use, and nothing else', () =>
  withDatabase(async ({ owner, worker, workerUrl }) => {
    await sql`
      with u as (insert into unit default values returning id), h as (insert into person (full_name, user_name) values ('a', 'a') returning id),
      v as (insert into unit_version (unit_id, valid, kind, is_agency, agency_id, name, short_name, abbreviation, name_en)
        select id, '[2000-01-01,)', 'province', true, id, 'a', 'a', 'A', 'a' from u),
      p as (insert into position (unit_id, agency_id, title) select id, id, 'x' from u returning id),
      s as (insert into session (token_hash, person_id, position_id, seen_at, expires_at)
        select sha256(days::text::bytea), h.id, p.id, now() - days * interval '1 day', now() + interval '5 days' from h, p, unnest(array[0, 3]) days),
      f as (insert into sign_in_failure select 'here', days::text, 1, now() - days * interval '1 day', now() from unnest(array[0, 3]) days),
      e as (insert into event (agency_id, kind, data) select u.id, 'test', '{}' from u, generate_series(1, 6) returning id),
      m as (insert into notification (person_id, event_id, through, topic, bell, mail, mailed_at, at, read_at)
        select h.id, e.id, '{}', one.topic, one.bell, 'digest', now() - one.mailed * interval '1 day', now() - interval '400 days', now() - one.read * interval '1 day'
          from h, (select id, row_number() over (order by id) as n from e) e
          join (values (1, 'read long ago', true, 399, 91), (2, 'read lately', true, 399, 89), (3, 'never read', true, 399, null),
                       (4, 'mailed long ago', false, 91, null), (5, 'mailed lately', false, 89, null), (6, 'not mailed', false, null, null)) one (n, topic, bell, mailed, read) on one.n = e.n),
      k as (insert into standing select h.id, p.id, d.id, 0, tstzrange(now() - d.days * interval '1 day' - interval '1 hour', now() - d.days * interval '1 day'),
          '', '', '', p.id, '', p.id, '', '{}', false, null, null, '', '', '', '', '' from h, p, (values (gen_random_uuid(), 0), (gen_random_uuid(), 2)) d (id, days))
      insert into idempotency (person_id, key, route, body_hash, status, at)
        select h.id, 'key of day ' || days, '', '', 200, now() - days * interval '1 day' from h, unnest(array[0, 8]) days`.execute(
      owner,
    )
    const jobs = openJobs({ workerUrl })
    housekeepingJobs({ jobs, worker })
    await jobs.runTimed('operations.sweep')
    await jobs.stop()
    const { rows } = await sql`
      select (select count(*)::int from session) as sessions, (select count(*)::int from sign_in_failure) as failures,
             (select count(*)::int from idempotency) as answers,
             (select count(*)::int from standing) as standings`.execute(owner)
    expect(rows).toEqual([{ sessions: 1, failures: 1, answers: 1, standings: 1 }])
    const { rows: told } = await sql<{ topic: string }>`select topic from notification order by topic`.execute(owner)
    expect(told.map((one) => one.topic)).toEqual(['mailed lately', 'never read', 'not mailed', 'read lately'])
  }))
