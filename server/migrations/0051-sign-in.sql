-- Passwords and sessions. A role of its own signs people in; the program's role can neither read a password's hash nor make a session.

do $$ begin
  if not exists (select from pg_roles where rolname = 'mocban_sign_in') then create role mocban_sign_in nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this server is migrating at the same moment
end $$;
grant usage on schema public, app to mocban_sign_in;

create table credential (
  person_id uuid primary key references person,
  -- Argon2id, with its parameters and salt.
  password_hash text not null,
  changed_at timestamptz not null default now()
);

create table session (
  id uuid primary key default app.new_id(),
  -- SHA-256 of the cookie's random value: whoever reads the table cannot sign in with it.
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references person,
  position_id uuid not null references position,
  delegation_id uuid references delegation,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  device text not null default '',
  address text not null default ''
);
create index session_person on session (person_id, seen_at desc);

-- Failed attempts by address and name together: somebody who attacks a name from elsewhere slows down only themselves.
-- The row with the empty name counts all names of an address.
create table sign_in_failure (
  address text not null,
  user_name text not null,
  failures integer not null,
  last_at timestamptz not null,
  wait_until timestamptz not null,
  primary key (address, user_name)
);

-- What this data is: a demonstration, or somebody's work. Whoever loads a demonstration writes it in the transaction that does.
create table installation (
  one boolean primary key default true check (one),
  demonstration text not null default 'none' check (demonstration in ('none', 'loaded')),
  created_at timestamptz not null default now()
);
insert into installation default values;

do $$ declare t text; begin
  foreach t in array array['credential', 'session', 'sign_in_failure', 'installation'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['credential', 'session', 'sign_in_failure'] loop
    execute format('create policy sign_in on %I to mocban_sign_in using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to mocban_sign_in', t);
  end loop;
  foreach t in array array['person', 'position', 'appointment', 'delegation'] loop
    execute format('create policy sign_in on %I for select to mocban_sign_in using (true)', t);
    execute format('grant select on %I to mocban_sign_in', t);
  end loop;
end $$;
create policy readable on installation for select to mocban_app, mocban_worker using (true);
grant select on installation to mocban_app, mocban_worker;

-- One's own sessions; never the token.
create policy own on session to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
grant select (id, person_id, position_id, delegation_id, started_at, seen_at, expires_at, device, address) on session to mocban_app;
grant update (position_id, delegation_id), delete on session to mocban_app;
create policy worker on session to mocban_worker using (true);
grant select (id, expires_at, seen_at), delete on session to mocban_worker;

create function app.session_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.session', true), '')::uuid
$$;

-- A session ends twelve hours after it was last used, and a week after it began.
create function app.session_of(p_token_hash bytea) returns session
language sql stable security definer set search_path = public, app, pg_temp as $$
  select s from session s where s.token_hash = p_token_hash and s.expires_at > now() and s.seen_at > now() - interval '12 hours'
$$;
revoke all on function app.session_of from public;

-- Who a cookie stands for.
create function app.read_session(p_token_hash bytea) returns table (person_id uuid, position_id uuid, delegation_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.person_id, s.position_id, s.delegation_id from app.session_of(p_token_hash) s where s.id is not null
$$;
revoke all on function app.read_session from public;
grant execute on function app.read_session to mocban_app;

-- From cookie to actor in one query: a request begins with it. `seen_at` is written at most every five minutes, so that reading stays reading.
create function app.act_as_session(p_token_hash bytea, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  s session := app.session_of(p_token_hash);
begin
  if s.id is null then return; end if;
  perform set_config('app.session', s.id::text, true);
  if s.seen_at < now() - interval '5 minutes' then update session x set seen_at = now() where x.id = s.id; end if;
  return query select * from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now);
end $$;
revoke all on function app.act_as_session from public;
grant execute on function app.act_as_session to mocban_app;

-- What a person may act in on a day: own posts, then those delegated.
create function app.standings_of(p_person uuid)
returns table (position_id uuid, delegation_id uuid, ordinal int) language sql stable security definer set search_path = public, app, pg_temp as $$
  select q.id, null::uuid, (case x.kind when 'main' then 0 when 'acting' then 100 else 200 end) + (case when q.leads then 0 else 20 end) + q.rank
    from appointment x join position q on q.id = x.position_id
    where x.person_id = p_person and x.valid @> app.today() and q.valid @> app.today()
  union all
  select d.from_position_id, d.id, 1000
    from delegation d join position q on q.id = d.from_position_id
    where d.to_person_id = p_person and d.valid @> app.now() and q.valid @> app.today()
      and exists (select from appointment x where x.person_id = d.from_person_id and x.position_id = q.id and x.valid @> app.today())
$$;
revoke all on function app.standings_of from public;
grant execute on function app.standings_of to mocban_sign_in, mocban_app;
