-- A reorganisation: a plan that one person prepares, everybody who administers can look at, and the program carries out whole.

create table reorganisation (
  id uuid primary key default app.new_id(),
  -- The agency whose administrator prepares it.
  agency_id uuid not null references unit,
  title text not null check (title <> ''),
  basis text not null check (basis <> ''),
  effective_on date not null,
  old_codes_until date not null check (old_codes_until >= effective_on),
  -- Rules for people, as the contract has them.
  rules jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'carrying-out', 'done', 'abandoned')),
  -- Counts changes of the plan; whoever changes it names the version they saw.
  version integer not null default 1,
  -- The version that the last check looked at, and what it found in short. It holds for this version only.
  check_state text not null default 'none' check (check_state in ('none', 'running', 'failed', 'done')),
  checked_version integer,
  checked_at timestamptz,
  check_result jsonb,
  created_at timestamptz not null default app.now(),
  created_by uuid not null references person,
  -- Who had it scheduled or carried out, in which post: the acts that follow are theirs.
  ordered_by uuid references person,
  ordered_position uuid references position,
  -- Why the last attempt did not go through.
  failure jsonb,
  carried_out_at timestamptz,
  outcome jsonb,
  check ((state = 'done') = (carried_out_at is not null)),
  check ((state in ('scheduled', 'carrying-out', 'done')) <= (ordered_by is not null))
);
create index reorganisation_agency on reorganisation (agency_id, created_at desc);
create index reorganisation_due on reorganisation (effective_on) where state in ('scheduled', 'carrying-out');

create table reorganisation_operation (
  id uuid primary key default app.new_id(),
  reorganisation_id uuid not null references reorganisation,
  ordinal integer not null,
  -- As the contract's `operation`.
  data jsonb not null,
  unique (reorganisation_id, ordinal) deferrable initially deferred
);

-- What a person has to settle or should know: from the lists it was made of, or from the last check.
create table reorganisation_question (
  reorganisation_id uuid not null references reorganisation,
  key text not null,
  origin text not null check (origin in ('lists', 'check')),
  kind text not null,
  weight text not null check (weight in ('must', 'may', 'note')),
  ordinal integer not null,
  -- Asked no more since another answer settled it.
  moot boolean not null default false,
  -- The contract's `question`, without its answer.
  data jsonb not null,
  primary key (reorganisation_id, key)
);
create table reorganisation_answer (
  reorganisation_id uuid not null references reorganisation,
  key text not null,
  value text not null,
  label text not null,
  person_id uuid not null references person,
  at timestamptz not null default app.now(),
  primary key (reorganisation_id, key)
);
-- People whom the rule would place otherwise.
create table reorganisation_placement (
  reorganisation_id uuid not null references reorganisation,
  person_id uuid not null references person,
  placement jsonb not null,
  primary key (reorganisation_id, person_id)
);
-- The lists of the last check: what each unit holds, the chart before and after, who goes where.
create table reorganisation_line (
  reorganisation_id uuid not null references reorganisation,
  list text not null check (list in ('counts', 'comparison', 'people')),
  ordinal integer not null,
  -- What can be looked for, without marks.
  words text not null default '',
  data jsonb not null,
  primary key (reorganisation_id, list, ordinal)
);
-- How far a check or the carrying out is. Apart, since the carrying out is one transaction and would be seen only at its end.
create table reorganisation_progress (
  reorganisation_id uuid primary key references reorganisation,
  step text not null,
  done integer not null,
  of integer not null,
  at timestamptz not null default clock_timestamp()
);

alter table reorganisation enable row level security;
-- The province's administrators see all plans and go on with what another agency's began.
create policy administer on reorganisation to mocban_app using ((select app.can('administer')) and app.administers(agency_id))
  with check ((select app.can('administer')) and app.administers(agency_id));
create policy worker on reorganisation to mocban_worker using (true) with check (true);
grant select, insert, update on reorganisation to mocban_app;
grant select, update on reorganisation to mocban_worker;
do $$ declare t text; begin
  foreach t in array array['reorganisation_operation', 'reorganisation_question', 'reorganisation_answer', 'reorganisation_placement',
                           'reorganisation_line', 'reorganisation_progress'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy of_plan on %I to mocban_app using (exists (select from reorganisation r where r.id = %I.reorganisation_id))
      with check (exists (select from reorganisation r where r.id = %I.reorganisation_id))', t, t, t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select on %I to mocban_app, mocban_worker', t);
  end loop;
end $$;
grant insert, update, delete on reorganisation_operation, reorganisation_answer, reorganisation_placement to mocban_app;
grant insert, update, delete on reorganisation_question to mocban_app, mocban_worker;
grant insert, delete on reorganisation_line to mocban_worker;
grant insert, update, delete on reorganisation_progress to mocban_worker;
grant delete on reorganisation_answer to mocban_worker;

alter table succession add foreign key (reorganisation_id) references reorganisation;
alter table post_succession add foreign key (reorganisation_id) references reorganisation;
