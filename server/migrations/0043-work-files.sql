-- Work files (hồ sơ công việc; Decree 30/2020, Art. 28-30): the documents, tasks, notes and people of one matter, kept together from its opening to its closing.
create table work_file (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  unit_id uuid not null references unit,
  year smallint not null check (year between 2000 and 2200),
  -- Number and notation of the file in its unit's year: 12/2025/CĐS.
  ordinal integer not null check (ordinal > 0),
  code text not null,
  title text not null check (title <> ''),
  summary text not null default '',
  -- How long it is to be kept (Circular 10/2022/TT-BNV); null: for ever.
  keep_years smallint check (keep_years > 0),
  state text not null default 'open' check (state in ('open', 'closed')),
  version integer not null default 1,
  opened_by uuid not null references person,
  responsible_id uuid not null references person,
  listed_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid references person,
  check ((state = 'closed') = (closed_at is not null)),
  unique (unit_id, year, ordinal)
);
create index work_file_title on work_file using gin (app.words(code || ' ' || title));

create table work_file_document (
  work_file_id uuid not null references work_file,
  document_id uuid not null references document,
  -- The sheet number in the file's contents list (mục lục văn bản); never given twice.
  ordinal integer not null,
  added_at timestamptz not null default app.now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  primary key (work_file_id, document_id),
  unique (work_file_id, ordinal)
);
create index work_file_document_document on work_file_document (document_id);

-- Other records of the matter, tasks above all: by identifier, since documents do not know them. Each module says by its face what it is.
create table work_file_record (
  work_file_id uuid not null references work_file,
  record_id uuid not null,
  list text not null,
  added_at timestamptz not null default app.now(),
  added_by uuid not null references person,
  primary key (work_file_id, record_id)
);
create index work_file_record_record on work_file_record (record_id);

create table work_file_note (
  id uuid primary key default app.new_id(),
  work_file_id uuid not null references work_file,
  person_id uuid not null references person,
  text text not null check (text <> ''),
  at timestamptz not null default app.now()
);
create index work_file_note_file on work_file_note (work_file_id, at);

create table work_file_person (
  work_file_id uuid not null references work_file,
  person_id uuid not null references person,
  added_at timestamptz not null default app.now(),
  added_by uuid not null references person,
  primary key (work_file_id, person_id)
);

alter table work_file enable row level security;
create policy audience on work_file for select to mocban_app using (exists (select from audience a where a.record_id = work_file.id offset 0));
create policy open_own on work_file for insert to mocban_app with check (agency_id = (select app.agency()));
create policy change on work_file for update to mocban_app using (exists (select from audience a where a.record_id = work_file.id offset 0));
create policy worker on work_file to mocban_worker using (true) with check (true);
grant select, insert, update on work_file to mocban_app, mocban_worker;
do $$ declare t text; begin
  foreach t in array array['work_file_document', 'work_file_record', 'work_file_note', 'work_file_person'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to mocban_worker', t);
    execute format('grant select, insert, update on %I to mocban_app', t);
  end loop;
  foreach t in array array['work_file_note', 'work_file_person'] loop
    execute format('create policy of_file on %I to mocban_app using (exists (select from audience a where a.record_id = %I.work_file_id offset 0))
      with check (exists (select from audience a where a.record_id = %I.work_file_id offset 0))', t, t, t);
  end loop;
end $$;
grant delete on work_file_person, work_file_record to mocban_app;
-- A document or task in a file is seen by who may see both: a file opens nothing.
create policy both_ends on work_file_document to mocban_app
  using (exists (select from audience a where a.record_id = work_file_id offset 0) and exists (select from audience a where a.record_id = document_id offset 0))
  with check (exists (select from audience a where a.record_id = work_file_id offset 0) and exists (select from audience a where a.record_id = document_id offset 0));
create policy both_ends on work_file_record to mocban_app
  using (exists (select from audience a where a.record_id = work_file_id offset 0) and exists (select from audience a where a.record_id = work_file_record.record_id offset 0))
  with check (exists (select from audience a where a.record_id = work_file_id offset 0) and exists (select from audience a where a.record_id = work_file_record.record_id offset 0));

-- The next number of a unit's files of a year; the unit's files that the person does not see are counted too, so numbers are asked of here.
create function app.next_work_file(p_unit uuid, p_year int) returns int
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(6302, hashtext(p_unit::text || p_year));
  return (select coalesce(max(w.ordinal), 0) + 1 from work_file w where w.unit_id = p_unit and w.year = p_year);
end $$;
create function app.next_sheet(p_work_file uuid) returns int
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  perform from work_file where id = p_work_file for update;
  return (select coalesce(max(d.ordinal), 0) + 1 from work_file_document d where d.work_file_id = p_work_file);
end $$;
-- How many papers of the file are still open, whoever may see them: a file is not closed over work that its keeper does not know of.
create function app.open_in_work_file(p_work_file uuid) returns bigint
language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*) from work_file_document w join document d on d.id = w.document_id
   where w.work_file_id = p_work_file and w.removed_at is null and d.state in ('registered', 'presented', 'directed', 'processing', 'draft', 'in-review', 'approved')
     and exists (select from audience a where a.record_id = p_work_file and a.principal = any (app.principals()))
$$;
revoke all on function app.next_work_file, app.next_sheet, app.open_in_work_file from public;
grant execute on function app.next_work_file, app.next_sheet, app.open_in_work_file to mocban_app;
