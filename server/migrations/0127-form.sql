-- The form of official documents (Decree 30/2020, Appendices I and II): what each version of a draft was found to be, and which findings stop an
-- approval in an agency.

-- What the program found on a version. `key` tells from what: the bytes, the facts of the draft, the rules; another key makes it out of date.
create table form_check (
  document_id uuid not null references document,
  version_no integer not null check (version_no > 0),
  key text not null,
  state text not null check (state in ('waiting', 'done')),
  percent smallint not null default 0 check (percent between 0 and 100),
  result jsonb,
  at timestamptz not null default app.now(),
  primary key (document_id, version_no),
  check ((state = 'done') = (result is not null))
);

-- What an agency lets findings of a rule do, where it is other than the program has it.
create table form_rule (
  agency_id uuid not null references unit,
  rule text not null check (rule ~ '^[a-z-]+\.[a-z-]+$'),
  level text not null check (level in ('stop', 'warn', 'off')),
  primary key (agency_id, rule)
);

do $$ declare t text; begin
  foreach t in array array['form_check', 'form_rule'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
  end loop;
end $$;
create policy of_document on form_check to mocban_app using (exists (select from audience a where a.record_id = form_check.document_id offset 0))
  with check (exists (select from audience a where a.record_id = form_check.document_id offset 0));
create policy of_agency on form_rule for select to mocban_app using (agency_id = (select app.agency()));
create policy administer on form_rule to mocban_app using ((select app.can('administer')) and agency_id = (select app.agency()))
  with check ((select app.can('administer')) and agency_id = (select app.agency()));
grant select, insert, update on form_check to mocban_app, mocban_worker;
grant select, insert, update, delete on form_rule to mocban_app;
grant select, insert, update on form_rule to mocban_worker;
