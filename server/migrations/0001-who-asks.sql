-- Who asks travels with the transaction: `app.act_as` sets it, policies read it. A connection without an actor sees nothing.

create extension if not exists btree_gist;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

create schema app;

do $$ begin
  if not exists (select from pg_roles where rolname = 'mocban_app') then create role mocban_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'mocban_worker') then create role mocban_worker nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this server is migrating at the same moment
end $$;

grant usage on schema public, app to mocban_app, mocban_worker;

-- Identifiers are UUID version 7: they sort by time and do not tell how many records exist. PostgreSQL 15 has no function for it.
create function app.new_id() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- The moment of the act: the clock of the program where it sets one (tests), else the transaction's.
create function app.now() returns timestamptz language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())
$$;
-- Dates and register years are those of Vietnam, whatever the server's time zone.
create function app.today() returns date language sql stable parallel safe as $$
  select (app.now() at time zone 'Asia/Ho_Chi_Minh')::date
$$;

create function app.person() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.person', true), '')::uuid
$$;
create function app.position() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.position', true), '')::uuid
$$;
create function app.agency() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.agency', true), '')::uuid
$$;
create function app.principals() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.principals', true), ''), '{}')::uuid[]
$$;
create function app.can(capability text) returns boolean language sql stable parallel safe as $$
  select capability = any (coalesce(nullif(current_setting('app.capabilities', true), ''), '{}')::text[])
$$;

-- Principals that stand for a group of posts. A person's and a position's principal is its own id.
create function app.leaders_of(unit uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('leaders:' || unit)::uuid $$;
create function app.clerks_of(agency uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('clerks:' || agency)::uuid $$;
create function app.everyone_of(agency uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('everyone:' || agency)::uuid $$;
create function app.members_of(committee uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('members:' || committee)::uuid $$;
