-- What a clerk was typing when the session, the line or the machine ended. No number yet; gone once registered.
create table registration_draft (
  id uuid primary key,
  person_id uuid not null references person,
  position_id uuid not null references position,
  content jsonb not null,
  title text not null default '',
  updated_at timestamptz not null default app.now()
);
create index registration_draft_person on registration_draft (person_id, updated_at desc);
alter table registration_draft enable row level security;
create policy own on registration_draft to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on registration_draft to mocban_worker using (true) with check (true);
grant select, insert, update, delete on registration_draft to mocban_app, mocban_worker;
