-- "Who could see this on that day?" is answered from the database: what opened a record and what closed it stays known.

-- Since when a row opens its record; null for what is older than this column, which counts from the record's own time.
alter table audience add column since timestamptz;
alter table audience alter column since set default app.now();

-- Rows that opened a record once, and until when. Never changed.
create table audience_past (
  id bigint generated always as identity primary key,
  record_id uuid not null,
  principal uuid not null,
  reason text not null,
  since timestamptz not null,
  until timestamptz not null
);
create index audience_past_record on audience_past (record_id);
alter table audience_past enable row level security;
create policy worker on audience_past for select to mocban_worker using (true);
grant select on audience_past to mocban_worker;

create function app.keep_closed_audience() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into audience_past (record_id, principal, reason, since, until)
    select record_id, principal, reason, coalesce(since, least(at, app.now())), app.now() from closed;
  return null;
end $$;
create trigger kept after delete on audience referencing old table as closed for each statement execute function app.keep_closed_audience();

-- What a post stood for, and whether an account was open, before it was changed.
create table position_past (
  id bigint generated always as identity primary key,
  position_id uuid not null references position,
  unit_id uuid not null,
  agency_id uuid not null,
  leads boolean not null,
  capabilities text[] not null,
  valid daterange not null,
  until timestamptz not null
);
create index position_past_position on position_past (position_id, until);
alter table position_past enable row level security;
create policy worker on position_past for select to mocban_worker using (true);
grant select on position_past to mocban_worker;

create function app.keep_position() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into position_past (position_id, unit_id, agency_id, leads, capabilities, valid, until)
    values (old.id, old.unit_id, old.agency_id, old.leads, old.capabilities, old.valid, app.now());
  return null;
end $$;
create trigger kept after update on position for each row
  when ((old.unit_id, old.agency_id, old.leads, old.capabilities, old.valid) is distinct from (new.unit_id, new.agency_id, new.leads, new.capabilities, new.valid))
  execute function app.keep_position();

-- Each step is made once (the planner expects few rows and would make it again for every principal).
-- Everybody who could see a record at some moment of a day, in which post, for whom, and why: the answer that the policies would have given.
create function app.who_could_see(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable set search_path = public, app, pg_temp as $$
  with day as (
    select p_day::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
  ), opened as (
    select a.principal, a.reason, coalesce(a.since, least(a.at, app.now())) as since, null::timestamptz as until from audience a where a.record_id = p_record
    union all
    select a.principal, a.reason, a.since, a.until from audience_past a where a.record_id = p_record
  ), open as (
    select o.* from opened o, day where o.since < day.ends and (o.until is null or o.until > day.begins)
  ), post as (
    -- A post as it was: each earlier state of it until it was changed, then as it is.
    select q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, q.valid,
      coalesce((select max(p.until) from position_past p where p.position_id = q.id), '-infinity') as since, 'infinity'::timestamptz as until from position q
    union all
    select p.position_id, p.unit_id, p.agency_id, p.leads, p.capabilities, p.valid,
      lag(p.until, 1, '-infinity') over (partition by p.position_id order by p.until), p.until from position_past p
  ), holding as materialized (
    select x.person_id, x.position_id from appointment x where x.valid @> p_day
  ), held as materialized (
    select x.person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, null::uuid as acting_for, q.since, q.until
      from post q join holding x on x.position_id = q.id where q.valid @> p_day
    union all
    select d.to_person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, d.from_person_id,
      greatest(q.since, lower(d.valid)), least(q.until, upper(d.valid)) from delegation d
      join post q on q.id = d.from_position_id
      join holding x on x.person_id = d.from_person_id and x.position_id = q.id
     where q.valid @> p_day
  ), stood as materialized (
    -- The same as app.principals_of, on that day.
    select h.person_id, h.id as position_id, h.acting_for, h.since, h.until, p.principal from held h
    cross join lateral (
      select h.person_id as principal
      union all select h.acting_for where h.acting_for is not null
      union all select h.id
      union all select app.everyone_of(h.agency_id) where not h.capabilities && array['administer']
      union all select app.leaders_of(h.unit_id) where h.leads
      union all select app.clerks_of(h.agency_id) where h.capabilities && array['register', 'number']
      union all select app.members_of(m.unit_id) from committee_member m
        where m.valid @> p_day and (m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id)
    ) p
  )
  select s.person_id, s.position_id, s.acting_for, o.reason, min(o.since), case when bool_or(o.until is null) then null else max(o.until) end
    from day, stood s join open o on o.principal = s.principal
   -- At one and the same moment of the day: the record was open to the post, and the post was what it was.
   where greatest(s.since, o.since, day.begins) < least(s.until, o.until, day.ends) group by 1, 2, 3, 4
$$;
revoke all on function app.who_could_see from public;
grant execute on function app.who_could_see to mocban_worker;

-- The same for whoever audits: records on which somebody of the own agency has acted.
create function app.audited_sight(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.* from app.who_could_see(p_record, p_day) w
   where (select app.can('audit')) and exists (select from event e where e.record_id = p_record and e.agency_id = app.agency())
$$;
revoke all on function app.audited_sight from public;
grant execute on function app.audited_sight to mocban_app;
