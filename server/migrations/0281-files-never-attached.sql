-- Who brings the same bytes once more may wait with them as long as the first time.
create or replace function app.add_file(p_sha256 text, p_size bigint, p_media_type text) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  insert into file (sha256, size, media_type) values (p_sha256, p_size, p_media_type) on conflict (sha256) do nothing;
  insert into file_brought (sha256, person_id) select p_sha256, app.person() where app.person() is not null
    on conflict (sha256, person_id) do update set at = now() where file_brought.at < now() - interval '1 day';
$$;

-- Bytes that no row speaks of any more, until they are taken from the file store.
create table file_leaving (
  sha256 text primary key,
  at timestamptz not null default app.now()
);
alter table file_leaving enable row level security;
create policy worker on file_leaving to mocban_worker using (true) with check (true);
grant select, delete on file_leaving to mocban_worker;

-- Hashes that somebody's begun form holds: it is kept until they end it.
create function app.files_in_forms() returns table (sha256 text, person_id uuid) language sql stable as $$
  select m[1], d.person_id from begun_draft d cross join lateral regexp_matches(d.content::text, '"([0-9a-f]{64})"', 'g') m
$$;

-- Who brought a file reads it until it is attached to a record; from then on the record says who reads it.
create function app.end_brought(p_attached timestamptz, p_waiting timestamptz) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  delete from file_brought b where b.at < p_attached
    and exists (select from document_file f where f.sha256 = b.sha256 and f.added_by = b.person_id);
  delete from file_brought b where b.at < p_waiting
    and not exists (select from app.files_in_forms() h where h.sha256 = b.sha256 and h.person_id = b.person_id);
$$;

-- Forgets files that nothing refers to and nobody waits with, and what was made of them. What refers to files is asked of the schema, so that a table that comes later is
-- heeded. Whoever attaches such a file at this moment waits, and is told that it is not there; where they were first, the key of their row stops this.
create function app.forget_files(p_before timestamptz, p_most int) returns int
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_made regclass[] := array['rendition', 'file_reading', 'page_text', 'file_verdict']::regclass[];
  v_held text;
  v_gone text[];
  v_table regclass;
begin
  select string_agg(format(' and not exists (select from %s r where r.%I = f.sha256)', c.conrelid::regclass, a.attname), '') into v_held
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
   where c.contype = 'f' and c.confrelid = 'file'::regclass and not c.conrelid = any (v_made);
  execute 'select array_agg(x.sha256) from (select f.sha256 from file f where f.stored_at < $1' || v_held
    || ' and not exists (select from app.files_in_forms() h where h.sha256 = f.sha256) limit $2 for update skip locked) x'
    into v_gone using p_before, p_most;
  if v_gone is null then return 0; end if;
  insert into file_leaving (sha256)
    select unnest(v_gone) union select r.sha256 from rendition r where r.source_sha256 = any (v_gone) on conflict do nothing;
  foreach v_table in array v_made loop
    execute format('delete from %s where %I = any ($1)', v_table, (select a.attname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'file'::regclass and c.conrelid = v_table)) using v_gone;
  end loop;
  delete from file where sha256 = any (v_gone);
  return cardinality(v_gone);
end $$;
revoke all on function app.end_brought, app.forget_files from public;
grant execute on function app.end_brought, app.forget_files to mocban_worker;
