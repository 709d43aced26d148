-- Who asks is worked out at every request (decision 17). A function in SQL that follows a line cannot be put into the query that calls it, and is parsed and
-- planned anew in each: five of them cost more than all that they found. In PL/pgSQL each connection keeps their plans. And what was found once is handed on.
-- `(valid @> day) is true` and `= any (array[…])` say the same as without, in words that the GiST indexes of the constraints do not understand: the planner takes
-- them for cheaper than they are. Lines are `union all`: what is told twice is left out in the end, and no table of tens of thousands of rows is made for four.

create or replace function app.stands_for(p_unit uuid, p_day date) returns uuid[] language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive line (id) as (
      select p_unit
      union all
      select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
    )
    select array_agg(id) from line);
end $$;
create or replace function app.stands_for_agencies(p_agency uuid, p_day date) returns uuid[] language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive line (id) as (
      select v.unit_id from unit_version v where v.agency_id = p_agency and (v.valid @> p_day) is true
      union all
      select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
    )
    select array_remove(array[p_agency], null) || array(
      select id from line where id <> p_agency and exists (select from unit_version v where v.unit_id = any (array[line.id]) and v.is_agency offset 0)));
end $$;
create or replace function app.successor_of(p_unit uuid, p_day date default app.today()) returns uuid language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive line (id, step) as (
      select p_unit, 0
      union all
      select s.successor_id, step + 1
        from line cross join lateral (select x.successor_id from succession x where x.unit_id = line.id and x.from_day <= p_day offset 0) s
    )
    select id from line order by step desc limit 1);
end $$;
create or replace function app.leaders_above(p_unit uuid) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  v_day date := app.today();
  v_unit uuid := app.successor_of(p_unit, v_day);
begin
  return (
    with recursive up (unit_id, parent_id, is_agency) as (
      select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = any (array[v_unit]) and (v.valid @> v_day) is true
      union all
      select v.* from up cross join lateral (
        select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = any (array[up.parent_id]) and (x.valid @> v_day) is true offset 0) v where not up.is_agency
    )
    select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up);
end $$;
-- What a unit was called, asked for each row of a list.
create or replace function app.unit_name(p_unit uuid, p_day date) returns text language plpgsql stable parallel safe as $$
begin
  if p_unit is null then return null; end if;
  return (select v.name from unit_version v where v.unit_id = any (array[p_unit])
    order by v.valid @> p_day desc, case when lower(v.valid) > p_day then lower(v.valid) - p_day else p_day - upper(v.valid) end limit 1);
end $$;

-- What posts stand for, of one post or of all that somebody holds: the posts they succeed; the units they are in and those above inside their agencies; the
-- committees on which the holder sits; and the classes of confidentiality to which one belongs by all these.
create function app.stand_for_posts(p_positions uuid[], p_day date) returns uuid[] language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive line (id) as (
      select unnest(p_positions)
      union all
      select s.position_id from line cross join lateral (select x.position_id from post_succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
    )
    select coalesce(array_agg(distinct id), '{}') from line);
end $$;
create function app.units_of_posts(p_positions uuid[], p_day date) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive up (unit_id, parent_id, is_agency) as (
      select v.* from position q cross join lateral (
        select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = any (array[q.unit_id]) and (x.valid @> p_day) is true offset 0) v where q.id = any (p_positions)
      union all
      select v.* from up cross join lateral (
        select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = any (array[up.parent_id]) and (x.valid @> p_day) is true offset 0) v where not up.is_agency
    ), line (id) as (
      select unnest(array(select distinct unit_id from up))
      union all
      select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
    )
    select coalesce(array_agg(distinct id), '{}') from line);
end $$;
create function app.committees_of_posts(p_person uuid, p_positions uuid[], p_day date) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with recursive line (id) as (
      select unnest(array(select m.unit_id from committee_member m where m.person_id = p_person and (m.valid @> p_day) is true)
        || array(select m.unit_id from committee_member m where m.position_id = any (p_positions) and (m.valid @> p_day) is true))
      union all
      select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
    )
    select coalesce(array_agg(distinct id), '{}') from line);
end $$;
-- Today as of now, on another day as of its end.
create function app.classes_by_lines(p_positions uuid[], p_units uuid[], p_day date) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  v_at timestamptz := case when p_day = app.today() then app.now() else (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond' end;
begin
  return (select coalesce(array_agg(distinct m.class_id), '{}') from (
    select x.class_id from confidentiality_member x where x.position_id = any (p_positions) and (x.valid @> v_at) is true
    union all
    select x.class_id from confidentiality_member x where x.unit_id = any (p_units) and (x.valid @> v_at) is true) m);
end $$;
create or replace function app.classes_by(p_person uuid, p_positions uuid[], p_day date) returns uuid[] language plpgsql stable as $$
begin
  return app.classes_by_lines(app.stand_for_posts(p_positions, p_day),
    app.units_of_posts(p_positions, p_day) || app.committees_of_posts(p_person, p_positions, p_day), p_day);
end $$;

-- One post's, by the same.
create or replace function app.stands_for_post(p_position uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  select app.stand_for_posts(array[p_position], p_day)
$$;
create or replace function app.units_of(p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select app.units_of_posts(array[p_position], p_day)
$$;
create or replace function app.committees_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select app.committees_of_posts(p_person, array[p_position], p_day)
$$;

-- The principals of one holder of one post who belongs to these classes, with why each is one (0101), where it is known already what the post stands for.
create function app.principals_by_lines(
  p_person uuid, p_position uuid, p_day date, p_posts uuid[], p_agencies uuid[], p_units uuid[], p_committees uuid[], p_classes uuid[])
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  with post as materialized (
    select q.unit_id, q.leads, q.capabilities && array['register', 'number'] as keeps,
           -- Administrators administer and see no content, not even what is open to the whole agency.
           not q.capabilities && array['administer'] as reads
      from position q where q.id = p_position
  ), agency (id) as materialized (
    select unnest(p_agencies)
  ), committee (id) as materialized (
    select unnest(p_committees)
  ), grouped (principal, kind, unit_id) as materialized (
    select app.everyone_of(g.id), 'everyone', g.id from post q cross join agency g where q.reads
    union all select app.leaders_of(u.id), 'leaders', u.id from post q cross join lateral unnest(app.stands_for(q.unit_id, p_day)) u (id) where q.leads
    union all select app.clerks_of(g.id), 'clerks', g.id from post q cross join agency g where q.keeps
    union all select app.members_of(c.id), 'members', c.id from committee c
  ), target (id, unit_id) as (
    select p_person, null::uuid
    union all select u, u from post q cross join lateral unnest(p_units) u where q.reads
    union all select c.id, c.id from committee c
  )
  select p_person, 'person', null::uuid
  union all select p.id, 'position', q.unit_id from post q cross join lateral unnest(p_posts) p (id)
  union all select g.principal, g.kind, g.unit_id from grouped g
  union all select app.classed(c, g.principal), 'classed', g.unit_id from unnest(p_classes) c cross join grouped g
  union all select distinct app.opened_to(t.id, o.last_day), 'opened', t.unit_id from target t
    join opening o on o.target = t.id and o.last_day >= p_day and o.withdrawn_at is null
$$;
create or replace function app.principals_of(p_person uuid, p_position uuid, p_day date)
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  select r.principal, r.kind, r.unit_id from (
    select app.stands_for_post(p_position, p_day) as posts,
           app.stands_for_agencies((select q.agency_id from position q where q.id = p_position), p_day) as agencies,
           app.units_of(p_position, p_day) as units, app.committees_of(p_person, p_position, p_day) as committees offset 0) k
    cross join lateral app.principals_by_lines(p_person, p_position, p_day, k.posts, k.agencies, k.units, k.committees,
      app.classes_by_lines(k.posts, k.units || k.committees, p_day)) r
$$;
drop function app.principals_within(uuid, uuid, date, uuid[]);
drop function app.principals_among(uuid, uuid, date, uuid[], uuid[]);

create or replace function app.act_as(p_person uuid, p_position uuid, p_delegation uuid, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp
-- Every request begins with it: its plans are kept, not made anew for each post.
set plan_cache_mode = force_generic_plan set enable_bitmapscan = off as $$
declare
  v_day date;
  v_holder uuid;
  v_posts uuid[];
  v_units uuid[];
  v_committees uuid[];
  v_agencies uuid[];
  v_classes uuid[];
  v_principals uuid[];
  v_scope_units uuid[];
  v_scope_types text[];
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  v_day := app.today();
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         -- In the order of the post, whatever the plan.
         case when d.id is null then q.capabilities
           else array(select c from unnest(q.capabilities) with ordinality k (c, n) where c = any (d.capabilities) order by n) end,
         q.leads, d.from_person_id, r.full_name, coalesce(d.scope_units, '{}'), coalesce(d.scope_types, '{}')
    into person_id, full_name, language, position_id, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name,
         v_scope_units, v_scope_types
    from person h
    join position q on q.id = p_position and q.valid @> v_day
    join unit_version u on u.unit_id = any (array[q.unit_id]) and (u.valid @> v_day) is true
    join unit_version a on a.unit_id = any (array[q.agency_id]) and (a.valid @> v_day) is true
    left join delegation d on d.id = p_delegation and d.to_person_id = h.id and d.from_position_id = q.id and d.valid @> app.now()
    left join person r on r.id = d.from_person_id
   where h.id = p_person and h.active
     and case when p_delegation is null
       then exists (select from appointment x where x.person_id = any (array[h.id]) and x.position_id = any (array[q.id]) and (x.valid @> v_day) is true offset 0)
       else d.id is not null and exists (select from appointment x where x.person_id = any (array[d.from_person_id]) and x.position_id = any (array[q.id]) and (x.valid @> v_day) is true offset 0)
     end;
  if not found then return; end if;
  v_holder := coalesce(acting_for, person_id);
  v_posts := app.stand_for_posts(array[p_position], v_day);
  v_agencies := app.stands_for_agencies(agency_id, v_day);
  v_units := app.units_of_posts(array[p_position], v_day);
  v_committees := app.committees_of_posts(v_holder, array[p_position], v_day);
  v_classes := app.classes_by_lines(v_posts, v_units || v_committees, v_day);
  -- Who acts for another is never let into a class to which they do not belong themselves.
  if acting_for is not null and v_classes <> '{}' then
    v_classes := array(select unnest(v_classes) intersect select unnest(
      app.classes_by(p_person, array(select x.position_id from appointment x where x.person_id = any (array[p_person]) and (x.valid @> v_day) is true), v_day)));
  end if;
  select array_agg(distinct p.principal) into v_principals
    from (select r.principal from app.principals_by_lines(v_holder, p_position, v_day, v_posts, v_agencies, v_units, v_committees, v_classes) r
          union all select p_person) p;
  perform set_config('app.person', p_person::text, true), set_config('app.position', p_position::text, true),
          set_config('app.agency', agency_id::text, true), set_config('app.agencies', v_agencies::text, true),
          set_config('app.principals', v_principals::text, true),
          set_config('app.capabilities', capabilities::text, true), set_config('app.acting_for', coalesce(acting_for::text, ''), true),
          set_config('app.delegation', coalesce(p_delegation::text, ''), true),
          set_config('app.scoped', case when v_scope_units <> '{}' or v_scope_types <> '{}' then 'on' else '' end, true),
          set_config('app.scope_types', case when v_scope_types <> '{}' then v_scope_types::text else '' end, true),
          set_config('app.scope_principals', case when v_scope_units <> '{}' then (
            select array_agg(p)::text from unnest(v_scope_units) s cross join lateral unnest(app.stands_for(s, v_day)) u cross join lateral (
              select app.leaders_of(u) as p union all
              select app.classed(c.id, app.leaders_of(u)) from confidentiality_class c where c.agency_id = any (v_agencies)) l)
            else '' end, true);
  return next;
end $$;
