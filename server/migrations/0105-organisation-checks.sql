-- What must hold of the organisation is looked at once for a transaction, over all that it touched, not once for each row: a reorganisation touches
-- thousands of units and posts. It stays as strict, and is still looked at when the transaction ends.

-- What the transactions that are running have touched, until they are looked at. Written and read by the triggers below alone.
create unlogged table organisation_touched (
  transaction xid8 not null default pg_current_xact_id(),
  what text not null check (what in ('unit', 'appointment', 'post', 'succession', 'post-succession')),
  id uuid not null,
  primary key (transaction, what, id)
);
alter table organisation_touched enable row level security;

-- What is wrong with any of these units on any day, the first fault of each; where all is well, nothing.
create function app.unit_faults(p_units uuid[]) returns table (unit_id uuid, fault text) language sql stable set search_path = public, app, pg_temp as $$
  with recursive touched as materialized (
    select distinct t.id from unnest(p_units) t (id)
  ), own as materialized (
    select v.* from touched t join unit_version v on v.unit_id = t.id
  ), known as materialized (
    select k.id, coalesce(range_agg(v.valid), '{}') as days, coalesce(range_agg(v.valid) filter (where v.is_agency), '{}') as agency_days,
           coalesce(range_agg(v.valid) filter (where v.kind = 'committee'), '{}') as committee_days
      from (select id from touched union select parent_id from own where parent_id is not null union select agency_id from own) k
      left join unit_version v on v.unit_id = k.id group by k.id
  ), up (start, parent_id, valid) as (
    select o.unit_id, o.parent_id, o.valid from own o where o.parent_id is not null
    union
    select up.start, p.parent_id, p.valid * up.valid from up join unit_version p on p.unit_id = up.parent_id and p.valid && up.valid
     where up.parent_id <> up.start and p.parent_id is not null
  ), faults (id, ordinal, fault) as (
    select k.id, 1, 'unit-hole' from touched t join known k using (id) where (select count(*) from unnest(k.days)) > 1
    union all
    select o.unit_id, 2, 'unit-parent-absent' from own o join known k on k.id = o.parent_id where not k.days @> o.valid
    union all
    select o.unit_id, 3, 'unit-agency-absent' from own o join known k on k.id = o.agency_id where not o.is_agency and not k.agency_days @> o.valid
    union all
    -- A unit without legal standing belongs to the agency of the one above it.
    select o.unit_id, 4, 'unit-agency-other' from own o join unit_version p on p.unit_id = o.parent_id and p.valid && o.valid
     where not o.is_agency and p.agency_id <> o.agency_id
    union all
    select up.start, 5, 'unit-cycle' from up where up.parent_id = up.start
    union all
    select k.id, 6, 'unit-has-children' from touched t join known k using (id) join unit_version c on c.parent_id = k.id where not k.days @> c.valid
    union all
    select o.unit_id, 7, 'unit-agency-other' from own o join unit_version c on c.parent_id = o.unit_id and c.valid && o.valid
     where not c.is_agency and c.agency_id <> o.agency_id
    union all
    select k.id, 8, 'unit-agency-absent' from touched t join known k using (id) join unit_version c on c.agency_id = k.id and c.unit_id <> k.id
     where not k.agency_days @> c.valid
    union all
    -- Nobody holds a post in a unit that is gone; a post may have been drawn up before its unit's first day.
    select k.id, 9, 'unit-has-posts' from touched t join known k using (id) join position q on q.unit_id = k.id
     where (isempty(k.days) or upper(k.days) is not null) and coalesce(upper(q.valid) > upper(k.days), true)
    union all
    select k.id, 10, 'unit-has-members' from touched t join known k using (id) join committee_member m on m.unit_id = k.id
     where not k.committee_days @> m.valid
  )
  select distinct on (f.id) f.id, f.fault from faults f order by f.id, f.ordinal
$$;
create or replace function app.unit_fault(p_unit uuid) returns text language sql stable set search_path = public, app, pg_temp as $$
  select f.fault from app.unit_faults(array[p_unit]) f
$$;

-- The first thing that is wrong with what was touched: the constraint's name, and which.
create function app.organisation_fault(p_what text, p_ids uuid[]) returns table (fault text, id uuid)
language plpgsql stable set search_path = public, app, pg_temp as $$
begin
  case p_what
    when 'unit' then
      return query select f.fault, f.unit_id from app.unit_faults(p_ids) f limit 1;
    -- Nobody holds a post on a day on which it does not exist.
    when 'appointment' then
      return query select 'post-absent', x.id from appointment x join position q on q.id = x.position_id where x.id = any (p_ids) and not q.valid @> x.valid limit 1;
    when 'post' then
      return query select 'post-held', q.id from position q join appointment x on x.position_id = q.id where q.id = any (p_ids) and not q.valid @> x.valid limit 1;
    -- A unit is succeeded once it is gone, by one that is there; nobody succeeds themselves, however long the way.
    when 'succession' then
      return query
        with recursive up (start, id) as (
          select s.unit_id, s.successor_id from succession s where s.unit_id = any (p_ids)
          union select up.start, s.successor_id from up join succession s on s.unit_id = up.id
        ) select 'succession-cycle', up.start from up where up.id = up.start limit 1;
      return query
        select 'succession-of-living', s.unit_id from succession s join unit_version v on v.unit_id = s.unit_id and v.valid && daterange(s.from_day, null)
         where s.unit_id = any (p_ids) limit 1;
      return query
        select 'successor-absent', s.unit_id from succession s
         where s.unit_id = any (p_ids) and not exists (select from unit_version v where v.unit_id = s.successor_id and v.valid @> s.from_day) limit 1;
    when 'post-succession' then
      return query
        with recursive up (start, id) as (
          select s.position_id, s.successor_id from post_succession s where s.position_id = any (p_ids)
          union select up.start, s.successor_id from up join post_succession s on s.position_id = up.id
        ) select 'succession-cycle', up.start from up where up.id = up.start limit 1;
      return query
        select 'succession-of-living', s.position_id from post_succession s join position q on q.id = s.position_id and q.valid && daterange(s.from_day, null)
         where s.position_id = any (p_ids) limit 1;
  end case;
end $$;
revoke all on function app.unit_faults, app.organisation_fault from public;

-- Fires for each row that was noted, when the transaction ends (or at once, where constraints are immediate); the first looks at all of them.
create function app.check_touched() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  touched record;
  found_fault record;
begin
  if not exists (select from organisation_touched t where t.transaction = new.transaction and t.what = new.what and t.id = new.id) then return null; end if;
  -- One act on the organisation at a time gets to its end: two that are each right could make a circle together.
  perform pg_advisory_xact_lock(7401, 65);
  for touched in
    with gone as (delete from organisation_touched t where t.transaction = new.transaction returning t.what, t.id)
    select gone.what, array_agg(gone.id) as ids from gone group by gone.what order by array_position(array['unit', 'appointment', 'post'], gone.what)
  loop
    select f.* into found_fault from app.organisation_fault(touched.what, touched.ids) f limit 1;
    if found then
      raise exception '% %: %', touched.what, found_fault.id, found_fault.fault using errcode = '23514', constraint = 'organisation.' || found_fault.fault;
    end if;
  end loop;
  return null;
end $$;
create constraint trigger stands after insert on organisation_touched deferrable initially deferred
  for each row execute function app.check_touched();

-- Each statement notes what it touched: argument 1 says as what, argument 2 by which column.
create function app.note_touched() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    execute format('insert into organisation_touched (what, id) select distinct %L, r.%I from rows_before r on conflict do nothing', tg_argv[0], tg_argv[1]);
  end if;
  if tg_op <> 'DELETE' then
    execute format('insert into organisation_touched (what, id) select distinct %L, r.%I from rows_after r on conflict do nothing', tg_argv[0], tg_argv[1]);
  end if;
  return null;
end $$;

do $$
declare
  kept record;
  event text;
begin
  for kept in select * from (values
    ('unit_version', 'unit', 'unit_id', 'stands', array['insert', 'update', 'delete']),
    ('position', 'unit', 'unit_id', 'stands', array['insert', 'update']),
    ('committee_member', 'unit', 'unit_id', 'stands', array['insert', 'update']),
    ('appointment', 'appointment', 'id', 'held', array['insert', 'update']),
    ('position', 'post', 'id', 'held', array['update']),
    ('succession', 'succession', 'unit_id', 'stands', array['insert', 'update']),
    ('post_succession', 'post-succession', 'position_id', 'stands', array['insert', 'update'])) k (on_table, what, by_column, named, events)
  loop
    execute format('drop trigger %I on %I', kept.named, kept.on_table);
    foreach event in array kept.events loop
      execute format('create trigger %I after %s on %I referencing %s for each statement execute function app.note_touched(%L, %L)',
        kept.named || '_' || event, event, kept.on_table,
        case event when 'insert' then 'new table as rows_after' when 'delete' then 'old table as rows_before'
                   else 'old table as rows_before new table as rows_after' end,
        kept.what, kept.by_column);
    end loop;
  end loop;
end $$;
drop function app.check_unit(), app.check_post(), app.check_succession(), app.check_post_succession();

-- Who acts is looked at where somebody acts: what the program does by itself has no actor, and a reorganisation writes hundreds of thousands of events.
drop trigger actor_stands on event;
create constraint trigger actor_stands after insert on event deferrable initially deferred
  for each row when (new.position_id is not null and app.position() is not null) execute function app.check_actor();
