-- Files on their way in, what was read from files, and renditions made of them. The original is never touched.

create table upload (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  size bigint not null check (size >= 0),
  began_at timestamptz not null default app.now(),
  finished_sha256 text references file
);
create index upload_began on upload (began_at) where finished_sha256 is null;
alter table upload enable row level security;
create policy own on upload to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on upload to mocban_worker using (true) with check (true);
grant select, insert, update, delete on upload to mocban_app, mocban_worker;

-- What was read from a file once, by what read it: the same bytes are not read twice.
create table file_reading (
  sha256 text not null references file,
  maker text not null,
  reading jsonb not null,
  at timestamptz not null default app.now(),
  primary key (sha256, maker)
);
alter table file_reading enable row level security;
create policy of_file on file_reading to mocban_app using (exists (select from file f where f.sha256 = file_reading.sha256))
  with check (exists (select from file f where f.sha256 = file_reading.sha256));
create policy worker on file_reading to mocban_worker using (true) with check (true);
grant select, insert on file_reading to mocban_app;
grant select, insert, delete on file_reading to mocban_worker;

-- Made from a file: a PDF of a DOCX, a copy with the arrival stamp. Named by what it comes from, what made it, and with which words.
create table rendition (
  source_sha256 text not null references file,
  maker text not null,
  words_hash text not null default '',
  sha256 text not null,
  size bigint not null,
  at timestamptz not null default app.now(),
  primary key (source_sha256, maker, words_hash)
);
alter table rendition enable row level security;
create policy of_file on rendition to mocban_app using (exists (select from file f where f.sha256 = rendition.source_sha256))
  with check (exists (select from file f where f.sha256 = rendition.source_sha256));
create policy worker on rendition to mocban_worker using (true) with check (true);
grant select, insert on rendition to mocban_app;
grant select, insert, delete on rendition to mocban_worker;

-- What came in lately and was not read for search yet, wherever it came from.
create index file_stored on file (stored_at) where media_type = 'application/pdf';
