-- The organisation as a thing in time: what a unit is called, whose it is and which seal it has is valid from-to, without overlap (0002) and
-- without hole; a unit stands under one that exists, never under itself, on every single day.

-- The words on the seal, and the certificate by which the police registered its specimen (Decree 99/2016, Art. 12 and 15).
alter table unit_version add column seal_text text;
alter table unit_version add column seal_certificate text;
-- The decision that founded a unit or a committee, and the regulations a committee works by, as people cite them: symbol and date.
alter table unit_version add column founded_by text;
alter table unit_version add column regulations text;

-- Somebody may be lent to another unit for a time; they keep their own post.
alter table appointment drop constraint appointment_kind_check;
alter table appointment add constraint appointment_kind check (kind in ('main', 'concurrent', 'acting', 'secondment'));
alter table appointment add column decision text not null default '';
alter table appointment add constraint appointment_some_day check (not isempty(valid));
alter table position add constraint position_some_day check (not isempty(valid));
alter table committee_member add constraint committee_member_some_day check (not isempty(valid));
-- A member sits once on a committee at a time, whatever the role; a committee has one head.
alter table committee_member add exclude using gist (unit_id with =, position_id with =, valid with &&) where (position_id is not null);
alter table committee_member add exclude using gist (unit_id with =, person_id with =, valid with &&) where (person_id is not null);
alter table committee_member add exclude using gist (unit_id with =, valid with &&) where (role = 'head');

-- Away for a time: the post stays theirs, others see that they are away.
create table leave (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  reason text not null default '',
  created_by uuid references person,
  created_at timestamptz not null default now(),
  exclude using gist (person_id with =, valid with &&)
);

-- The days on which a unit exists.
create function app.unit_days(p_unit uuid) returns datemultirange language sql stable as $$
  select coalesce(range_agg(v.valid), '{}') from unit_version v where v.unit_id = p_unit
$$;

-- What must hold for a unit on every day, in words; null where all is well. Looked at when a transaction ends, so that an act may go through
-- states that could not stand.
create function app.unit_fault(p_unit uuid) returns text language plpgsql stable set search_path = public, app, pg_temp as $$
declare
  days datemultirange := app.unit_days(p_unit);
begin
  if (select count(*) from unnest(days)) > 1 then return 'unit-hole'; end if;
  if exists (select from unit_version v where v.unit_id = p_unit and v.parent_id is not null and not app.unit_days(v.parent_id) @> v.valid)
    then return 'unit-parent-absent'; end if;
  if exists (select from unit_version v where v.unit_id = p_unit and not v.is_agency and not (
      select coalesce(range_agg(a.valid), '{}') from unit_version a where a.unit_id = v.agency_id and a.is_agency) @> v.valid)
    then return 'unit-agency-absent'; end if;
  -- A unit without legal standing belongs to the agency of the one above it.
  if exists (select from unit_version v join unit_version p on p.unit_id = v.parent_id and p.valid && v.valid
              where v.unit_id = p_unit and not v.is_agency and p.agency_id <> v.agency_id)
    then return 'unit-agency-other'; end if;
  if exists (
    with recursive up (unit_id, parent_id, valid) as (
      select v.unit_id, v.parent_id, v.valid from unit_version v where v.unit_id = p_unit
      union
      select p.unit_id, p.parent_id, p.valid * up.valid from up join unit_version p on p.unit_id = up.parent_id and p.valid && up.valid
       where up.parent_id <> p_unit
    )
    select from up where parent_id = p_unit) then return 'unit-cycle'; end if;
  if exists (select from unit_version c where c.parent_id = p_unit and not days @> c.valid) then return 'unit-has-children'; end if;
  if exists (select from unit_version c join unit_version v on v.unit_id = p_unit and v.valid && c.valid
              where c.parent_id = p_unit and not c.is_agency and c.agency_id <> v.agency_id) then return 'unit-agency-other'; end if;
  if exists (select from unit_version c where c.agency_id = p_unit and c.unit_id <> p_unit and not (
      select coalesce(range_agg(a.valid), '{}') from unit_version a where a.unit_id = p_unit and a.is_agency) @> c.valid)
    then return 'unit-agency-absent'; end if;
  -- Nobody holds a post in a unit that is gone; a post may have been drawn up before its unit's first day.
  if exists (select from position q where q.unit_id = p_unit and (isempty(days::datemultirange) or upper(days) is not null)
               and coalesce(upper(q.valid) > upper(days), true)) then return 'unit-has-posts'; end if;
  if exists (select from committee_member m where m.unit_id = p_unit and not (
      select coalesce(range_agg(v.valid), '{}') from unit_version v where v.unit_id = p_unit and v.kind = 'committee') @> m.valid)
    then return 'unit-has-members'; end if;
  return null;
end $$;

-- One act on the organisation at a time gets to its end: two that are each right could make a circle together.
create function app.check_unit() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  fault text;
  changed uuid[];
  one uuid;
begin
  perform pg_advisory_xact_lock(7401, 65);
  changed := array[case when tg_op <> 'INSERT' then old.unit_id end, case when tg_op <> 'DELETE' then new.unit_id end];
  foreach one in array changed loop
    continue when one is null;
    fault := app.unit_fault(one);
    if fault is not null then
      raise exception 'unit %: %', one, fault using errcode = '23514', constraint = 'organisation.' || fault;
    end if;
  end loop;
  return null;
end $$;
create constraint trigger stands after insert or update or delete on unit_version deferrable initially deferred
  for each row execute function app.check_unit();
create constraint trigger stands after insert or update on position deferrable initially deferred
  for each row execute function app.check_unit();
create constraint trigger stands after insert or update on committee_member deferrable initially deferred
  for each row execute function app.check_unit();

-- Nobody holds a post on a day on which it does not exist.
create function app.check_post() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7401, 65);
  if tg_table_name = 'appointment' then
    if exists (select from appointment x join position q on q.id = x.position_id where x.id = new.id and not q.valid @> x.valid) then
      raise exception 'appointment %', new.id using errcode = '23514', constraint = 'organisation.post-absent';
    end if;
  elsif exists (select from position q join appointment x on x.position_id = q.id where q.id = new.id and not q.valid @> x.valid) then
    raise exception 'position %', new.id using errcode = '23514', constraint = 'organisation.post-held';
  end if;
  return null;
end $$;
create constraint trigger held after insert or update on appointment deferrable initially deferred
  for each row execute function app.check_post();
create constraint trigger held after update on position deferrable initially deferred
  for each row execute function app.check_post();

-- The chart opens branch by branch, on any day.
create index unit_version_children on unit_version (parent_id, ordinal);
create index leave_person on leave (person_id);
create index delegation_from on delegation (from_person_id);

-- An administrator works in their own agency; the province's in all of them.
create function app.administers(p_agency uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.can('administer') and (p_agency = app.agency()
    or exists (select from unit_version v where v.unit_id = app.agency() and v.valid @> app.today() and v.kind = 'province'))
$$;

alter table leave enable row level security;
create policy signed_in on leave for select to mocban_app using ((select app.person()) is not null);
create policy administer on leave to mocban_app using ((select app.can('administer'))) with check ((select app.can('administer')));
create policy worker on leave to mocban_worker using (true) with check (true);
grant select, insert, update on leave to mocban_app, mocban_worker;
-- What an administrator writes is of the agencies they administer.
alter policy administer on unit_version using ((select app.can('administer')) and app.administers(agency_id))
  with check ((select app.can('administer')) and app.administers(agency_id));
alter policy administer on position using ((select app.can('administer')) and app.administers(agency_id))
  with check ((select app.can('administer')) and app.administers(agency_id));

-- From the top of the chart down to a unit on a day, without itself; of a unit that is not there, as it stood last.
create function app.unit_path(p_unit uuid, p_day date) returns jsonb language sql stable as $$
  with recursive up (unit_id, name, parent_id, depth) as (
    (select v.unit_id, v.name, v.parent_id, 0 from unit_version v where v.unit_id = p_unit
      order by v.valid @> p_day desc, upper(v.valid) desc nulls first limit 1)
    union all
    select p.unit_id, p.name, p.parent_id, up.depth + 1 from up join unit_version p on p.unit_id = up.parent_id and p.valid @> p_day where up.depth < 30
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', unit_id, 'name', name) order by depth desc) filter (where depth > 0), '[]') from up
$$;
