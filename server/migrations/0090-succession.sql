-- Units end; what they held and what is kept of them is somebody's from that day. History is not rewritten: a record keeps the unit it was made in,
-- and whoever stands for the successor stands for the predecessor too.

-- A unit that has ended, and the one that has what it held. What was split has one heir for this, so that following it always ends in one unit.
create table succession (
  unit_id uuid primary key references unit,
  successor_id uuid not null references unit,
  from_day date not null,
  -- The plan by which it came about.
  reorganisation_id uuid,
  made_at timestamptz not null default app.now(),
  check (unit_id <> successor_id)
);
create index succession_successor on succession (successor_id);

-- The same for posts: who has a post's successor sees what was open to the post.
create table post_succession (
  position_id uuid primary key references position,
  successor_id uuid not null references position,
  from_day date not null,
  reorganisation_id uuid,
  made_at timestamptz not null default app.now(),
  check (position_id <> successor_id)
);
create index post_succession_successor on post_succession (successor_id);

-- An exchange code of earlier still reaches somebody for a time.
create table exchange_code_alias (
  code text not null check (code <> ''),
  unit_id uuid not null references unit,
  valid daterange not null check (not isempty(valid)),
  primary key (code, unit_id, valid),
  exclude using gist (code with =, valid with &&)
);
create index exchange_code_alias_unit on exchange_code_alias (unit_id);

do $$ declare t text; begin
  foreach t in array array['succession', 'post_succession', 'exchange_code_alias'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy signed_in on %I for select to mocban_app using ((select app.person()) is not null)', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select on %I to mocban_app', t);
    execute format('grant select, insert on %I to mocban_worker', t);
  end loop;
end $$;
-- A later plan may let an old code end sooner, or pass it on.
grant update on exchange_code_alias to mocban_worker;

-- A unit is succeeded once it is gone, by one that is there; nobody succeeds themselves, however long the way.
create function app.check_succession() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7401, 65);
  if exists (
    with recursive up (id) as (
      select new.successor_id union select s.successor_id from up join succession s on s.unit_id = up.id
    ) select from up where id = new.unit_id) then
    raise exception 'succession of %', new.unit_id using errcode = '23514', constraint = 'organisation.succession-cycle';
  end if;
  if exists (select from unit_version v where v.unit_id = new.unit_id and v.valid && daterange(new.from_day, null)) then
    raise exception 'succession of %', new.unit_id using errcode = '23514', constraint = 'organisation.succession-of-living';
  end if;
  if not exists (select from unit_version v where v.unit_id = new.successor_id and v.valid @> new.from_day) then
    raise exception 'succession of %', new.unit_id using errcode = '23514', constraint = 'organisation.successor-absent';
  end if;
  return null;
end $$;
create constraint trigger stands after insert or update on succession deferrable initially deferred
  for each row execute function app.check_succession();

create function app.check_post_succession() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7401, 65);
  if exists (
    with recursive up (id) as (
      select new.successor_id union select s.successor_id from up join post_succession s on s.position_id = up.id
    ) select from up where id = new.position_id) then
    raise exception 'succession of post %', new.position_id using errcode = '23514', constraint = 'organisation.succession-cycle';
  end if;
  if exists (select from position q where q.id = new.position_id and q.valid && daterange(new.from_day, null)) then
    raise exception 'succession of post %', new.position_id using errcode = '23514', constraint = 'organisation.succession-of-living';
  end if;
  return null;
end $$;
create constraint trigger stands after insert or update on post_succession deferrable initially deferred
  for each row execute function app.check_post_succession();

create index unit_version_unit on unit_version (unit_id, lower(valid));

-- Each unit as it is today; one that has ended as it was last, one that is to come as it will be first.
create view unit_known with (security_invoker = true) as
  select v.unit_id as id, v.kind, v.is_agency, v.agency_id, v.parent_id, v.name, v.short_name, v.abbreviation, v.name_en, v.name_ur, v.exchange_code,
         v.statistics_code, v.ordinal, case when upper(v.valid) <= app.today() then upper(v.valid) end as ended_on
    from unit_version v
   where v.valid @> app.today()
      or (upper(v.valid) <= app.today() and not exists (select from unit_version n where n.unit_id = v.unit_id and lower(n.valid) = upper(v.valid)))
      or (lower(v.valid) > app.today() and not exists (select from unit_version p where p.unit_id = v.unit_id and upper(p.valid) = lower(v.valid)));
grant select on unit_known to mocban_app, mocban_worker;

-- What a unit was called on a day; before its first day as then, after its last as then.
create function app.unit_name(p_unit uuid, p_day date) returns text language sql stable parallel safe as $$
  select v.name from unit_version v where v.unit_id = p_unit
   order by v.valid @> p_day desc, case when lower(v.valid) > p_day then lower(v.valid) - p_day else p_day - upper(v.valid) end limit 1
$$;
create function app.unit_name(p_unit uuid, p_at timestamptz) returns text language sql stable parallel safe as $$
  select app.unit_name(p_unit, (p_at at time zone 'Asia/Ho_Chi_Minh')::date)
$$;

-- Who has what a unit held: itself while it is there, else the end of the line of its successors.
create function app.successor_of(p_unit uuid, p_day date default app.today()) returns uuid language sql stable parallel safe as $$
  with recursive line (id, step) as (
    select p_unit, 0 union all select s.successor_id, step + 1 from line join succession s on s.unit_id = line.id and s.from_day <= p_day
  )
  select id from line order by step desc limit 1
$$;

-- A unit and all that it succeeds, directly or not.
create function app.stands_for(p_unit uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select p_unit union all select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select array_agg(id) from line
$$;
-- An agency and all the agencies that it or one of its units succeeds: one may have become another's division.
create function app.stands_for_agencies(p_agency uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select v.unit_id from unit_version v where v.agency_id = p_agency and v.valid @> p_day
    union all select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select array_remove(array[p_agency], null) || array(
    select id from line where id <> p_agency and exists (select from unit_version v where v.unit_id = line.id and v.is_agency))
$$;
-- A post and all that it succeeds.
create function app.stands_for_post(p_position uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select p_position union all select s.position_id from line join post_succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select array_agg(id) from line
$$;

-- The own agency and those it succeeds: whose records and registers are its own to read. What is new is written in the own name only.
create function app.agencies() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.agencies', true), '')::uuid[], app.stands_for_agencies(app.agency(), app.today()))
$$;

-- Whom an exchange code reaches on a day: whose it is, else the heir of whose it was, for as long as the old code holds.
create function app.unit_of_code(p_code text, p_day date default app.today()) returns uuid language sql stable parallel safe as $$
  select coalesce((select v.unit_id from unit_version v where v.exchange_code = p_code and v.valid @> p_day),
                  (select app.successor_of(x.unit_id, p_day) from exchange_code_alias x where x.code = p_code and x.valid @> p_day))
$$;
