-- Lists written to a file in the background, as the person who asked and with their rights; fetched by that person only, and kept for a week.
create table export (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  position_id uuid not null references position,
  delegation_id uuid references delegation,
  kind text not null,
  name text not null check (name <> ''),
  query jsonb not null,
  language text not null check (language in ('vi', 'en', 'ur')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  rows_done integer not null default 0,
  rows_total integer,
  sha256 text references file,
  created_at timestamptz not null default app.now(),
  finished_at timestamptz,
  check ((state = 'done') <= (sha256 is not null))
);
create index export_person on export (person_id, created_at desc);
create index export_file on export (sha256);
alter table export enable row level security;
create policy own on export to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on export to mocban_worker using (true) with check (true);
grant select, insert, update on export to mocban_app;
grant select, update, delete on export to mocban_worker;
create policy of_export on file for select to mocban_app using (exists (select from export e where e.sha256 = file.sha256));
