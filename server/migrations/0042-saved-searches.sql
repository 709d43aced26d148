-- Searches that a person keeps. With `notify` a job asks again and the bell tells what is found for the first time.
create table saved_search (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  -- The search runs as this post: with its rights, not with more.
  position_id uuid not null references position,
  name text not null check (name <> ''),
  query jsonb not null,
  notify boolean not null default false,
  asked_at timestamptz,
  created_at timestamptz not null default app.now()
);
create index saved_search_person on saved_search (person_id, created_at);
create index saved_search_due on saved_search (asked_at nulls first) where notify;
alter table saved_search enable row level security;
create policy own on saved_search to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on saved_search to mocban_worker using (true) with check (true);
grant select, insert, update, delete on saved_search to mocban_app;
grant select, update on saved_search to mocban_worker;

-- What it found before, so that nothing is told twice and what became visible later is told once.
create table saved_search_found (
  saved_search_id uuid not null references saved_search on delete cascade,
  document_id uuid not null references document,
  primary key (saved_search_id, document_id)
);
alter table saved_search_found enable row level security;
create policy own on saved_search_found to mocban_app using (exists (select from saved_search s where s.id = saved_search_found.saved_search_id))
  with check (exists (select from saved_search s where s.id = saved_search_found.saved_search_id));
create policy worker on saved_search_found to mocban_worker using (true) with check (true);
grant select, insert, delete on saved_search_found to mocban_app;
grant select, insert, delete on saved_search_found to mocban_worker;
