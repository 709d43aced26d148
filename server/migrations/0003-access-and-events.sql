-- Who may see a record: a few rows a record, kept beside it. `reason` answers "why do I see this?".
create table audience (
  record_id uuid not null,
  principal uuid not null,
  -- Which list the record appears in: incoming, outgoing, internal, task, work-file, …
  list text not null,
  reason text not null,
  -- The record's place in lists that run by time; the same in all rows of a record.
  at timestamptz not null,
  primary key (record_id, principal)
);
-- Lists start here: one ordered run for each principal of the person who asks, merged.
create index audience_lists on audience (principal, list, at desc, record_id desc);

alter table audience enable row level security;
create policy mine on audience for select to mocban_app using (principal = any ((select app.principals())::uuid[]));
create policy worker on audience to mocban_worker using (true) with check (true);
grant select on audience to mocban_app;
grant select, insert, update, delete on audience to mocban_worker;

-- The only way by which the program widens an audience: for a new record, or by someone who sees it already.
create function app.grant_audience(p_record uuid, p_list text, p_at timestamptz, p_principals uuid[], p_reasons text[])
returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if session_user <> 'mocban_worker' and exists (select from audience a where a.record_id = p_record offset 0)
     and not exists (select from audience a where a.record_id = p_record and a.principal = any (app.principals())) then
    raise exception 'the audience of a record is widened only by someone who sees it' using errcode = '42501';
  end if;
  insert into audience (record_id, principal, list, reason, at)
    select p_record, p.principal, p_list, p.reason, p_at
    from unnest(p_principals, p_reasons) as p (principal, reason) where p.principal is not null
    on conflict (record_id, principal) do nothing;
end $$;
revoke all on function app.grant_audience from public;
grant execute on function app.grant_audience to mocban_app, mocban_worker;

-- The leaders of a unit and of every unit above it inside its agency.
create function app.leaders_above(p_unit uuid) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = p_unit and v.valid @> app.today()
    union all
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> app.today() where not up.is_agency
  )
  select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up
$$;

-- One act, one event: audit trail, activity feed, source of notifications and outbox in one. Append only: nobody is granted update or delete.
create table event (
  id uuid primary key default app.new_id(),
  at timestamptz not null default app.now(),
  agency_id uuid references unit,
  person_id uuid references person,
  position_id uuid references position,
  acting_for uuid references person,
  -- <record>.<act in the past>: document.registered, task.returned
  kind text not null,
  record_id uuid,
  record_list text,
  -- What is needed to tell the act in words; never file contents or secrets.
  data jsonb not null default '{}',
  -- Who should be told, as principals; the notifier turns them into people.
  concerns uuid[] not null default '{}',
  request_id text
);
create index event_record on event (record_id, id) where record_id is not null;
create index event_person on event (person_id, id);
create index event_agency on event (agency_id, id);

alter table event enable row level security;
create policy of_my_records on event for select to mocban_app using (exists (select from audience a where a.record_id = event.record_id offset 0));
create policy my_own on event for select to mocban_app using (person_id = (select app.person()));
create policy audit on event for select to mocban_app using ((select app.can('audit')) and agency_id = (select app.agency()));
create policy act on event for insert to mocban_app with check (person_id = (select app.person()));
create policy worker on event to mocban_worker using (true) with check (true);
grant select, insert on event to mocban_app, mocban_worker;

-- The answer of a creating request by its Idempotency-Key: a repeated request gets the same answer and does nothing.
create table idempotency (
  person_id uuid not null references person,
  key text not null check (length(key) between 8 and 100),
  route text not null,
  body_hash text not null,
  status smallint not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_at on idempotency (at);
alter table idempotency enable row level security;
create policy own on idempotency to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on idempotency to mocban_worker using (true) with check (true);
grant select, insert on idempotency to mocban_app;
grant select, delete on idempotency to mocban_worker;

-- Bytes by their SHA-256; the bytes themselves lie in the file store. Who may read them is decided by what refers to them.
create table file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  stored_at timestamptz not null default now()
);
-- Who brought the bytes themselves: they may read them before any record refers to them.
create table file_brought (
  sha256 text not null references file,
  person_id uuid not null references person,
  at timestamptz not null default now(),
  primary key (sha256, person_id)
);
alter table file_brought enable row level security;
create policy own on file_brought for select to mocban_app using (person_id = (select app.person()));
create policy worker on file_brought to mocban_worker using (true) with check (true);
grant select on file_brought to mocban_app;
grant select, insert on file_brought to mocban_worker;
alter table file enable row level security;
create policy brought on file for select to mocban_app using (exists (select from file_brought b where b.sha256 = file.sha256));
create policy worker on file to mocban_worker using (true) with check (true);
grant select on file to mocban_app;
grant select, insert on file to mocban_worker;

-- Records bytes that the program has just stored for the person who asks. Called by the program after it computed the hash itself.
create function app.add_file(p_sha256 text, p_size bigint, p_media_type text) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  insert into file (sha256, size, media_type) values (p_sha256, p_size, p_media_type) on conflict (sha256) do nothing;
  insert into file_brought (sha256, person_id) select p_sha256, app.person() where app.person() is not null on conflict do nothing;
$$;
revoke all on function app.add_file from public;
grant execute on function app.add_file to mocban_app, mocban_worker;
