-- Who asks is worked out at every request, and costs what it is asked with more than what it reads: a statement is set up each time, an expression of PL/pgSQL is kept.
-- The same standing as before (0131), found with fewer and smaller statements; what somebody has none of is not asked for.

-- Which of these classes somebody belongs to by any of their posts: by the posts themselves, which nearly always is the answer; their units and committees are looked
-- for only where that leaves one of the classes open. A deputy with twenty posts paid as much for those units as for all the rest.
create function app.classes_among(p_classes uuid[], p_person uuid, p_day date) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  v_positions uuid[] := array(select x.position_id from appointment x where x.person_id = any (array[p_person]) and (x.valid @> p_day) is true);
  v_found uuid[] := app.classes_by_lines(app.stand_for_posts(v_positions, p_day), '{}', p_day);
begin
  if not v_found @> p_classes then v_found := app.classes_by(p_person, v_positions, p_day); end if;
  return array(select c from unnest(p_classes) c where c = any (v_found));
end $$;

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
  v_held text[];
  v_groups uuid[];
  v_targets uuid[];
  v_principals uuid[];
  v_scope_units uuid[];
  v_scope_types text[];
  v_scope uuid[];
  v_set text;
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  v_day := app.today();
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         -- In the order of the post, whatever the plan.
         case when d.id is null then q.capabilities
           else array(select c from unnest(q.capabilities) with ordinality k (c, n) where c = any (d.capabilities) order by n) end,
         q.leads, d.from_person_id, r.full_name, coalesce(d.scope_units, '{}'), coalesce(d.scope_types, '{}'), q.capabilities
    into person_id, full_name, language, position_id, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name,
         v_scope_units, v_scope_types, v_held
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
    v_classes := app.classes_among(v_classes, p_person, v_day);
  end if;
  -- The principals, as app.principals_by_lines says them with why each is one: the groups, those of them who belong to a class, and what was opened until a day.
  v_groups := array(select app.members_of(c) from unnest(v_committees) c);
  v_targets := v_holder || v_committees;
  if leads then
    v_groups := v_groups || array(select app.leaders_of(u) from unnest(app.stands_for(unit_id, v_day)) u);
  end if;
  if v_held && array['register', 'number'] then
    v_groups := v_groups || array(select app.clerks_of(g) from unnest(v_agencies) g);
  end if;
  -- Administrators administer and see no content, not even what is open to the whole agency.
  if not v_held && array['administer'] then
    v_groups := v_groups || array(select app.everyone_of(g) from unnest(v_agencies) g);
    v_targets := v_targets || v_units;
  end if;
  v_principals := v_posts || v_holder || v_groups || array(select app.opened_to(o.target, o.last_day) from (
    select distinct x.target, x.last_day from opening x where x.target = any (v_targets) and x.last_day >= v_day and x.withdrawn_at is null) o);
  if acting_for is not null then v_principals := v_principals || p_person; end if;
  if v_classes <> '{}' then
    v_principals := v_principals || array(select app.classed(c, g) from unnest(v_classes) c cross join unnest(v_groups) g);
  end if;
  if v_scope_units <> '{}' then
    v_scope := array(select app.leaders_of(u) from unnest(v_scope_units) s cross join lateral unnest(app.stands_for(s, v_day)) u);
    v_scope := v_scope || array(select app.classed(c.id, l) from confidentiality_class c cross join unnest(v_scope) l where c.agency_id = any (v_agencies));
  end if;
  -- One by one: a statement that sets them all is set up anew each time, an assignment is not.
  v_set := set_config('app.person', p_person::text, true);
  v_set := set_config('app.position', p_position::text, true);
  v_set := set_config('app.agency', agency_id::text, true);
  v_set := set_config('app.agencies', v_agencies::text, true);
  v_set := set_config('app.principals', v_principals::text, true);
  v_set := set_config('app.capabilities', capabilities::text, true);
  v_set := set_config('app.acting_for', coalesce(acting_for::text, ''), true);
  v_set := set_config('app.delegation', coalesce(p_delegation::text, ''), true);
  v_set := set_config('app.scoped', case when v_scope_units <> '{}' or v_scope_types <> '{}' then 'on' else '' end, true);
  v_set := set_config('app.scope_types', case when v_scope_types <> '{}' then v_scope_types::text else '' end, true);
  v_set := set_config('app.scope_principals', coalesce(v_scope::text, ''), true);
  return next;
end $$;
