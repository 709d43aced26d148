-- Who asks is worked out at every request, and is hardly ever other than at the request before. What was found is kept, a row a standing, and holds as long as nothing
-- that it rests on has changed: every change of such a table is counted, in the transaction that makes it, so that whoever sees the change sees the count.

-- The sum counts. Whoever changes something adds to a row that nobody else is adding to, so that no change waits for another.
create table standing_change (
  id int primary key generated always as identity,
  n bigint not null
);
alter table standing_change enable row level security;

-- Only the owner's functions read and write it. After a crash it is empty, and filled by who asks next.
create unlogged table standing (
  person_id uuid not null,
  position_id uuid not null,
  -- Of who acts for nobody, all noughts.
  delegation_id uuid not null,
  -- The count when it was worked out, and from when to when no day begins, no delegation and nobody's belonging to a class begins or ends.
  changes bigint not null,
  holds tstzrange not null,
  full_name text not null, language text not null, position_title text not null, unit_id uuid not null, unit_name text not null, agency_id uuid not null, agency_name text not null,
  capabilities text[] not null, leads boolean not null, acting_for uuid, acting_for_name text,
  -- As the policies read them.
  agencies text not null, principals text not null, scoped text not null, scope_types text not null, scope_principals text not null,
  primary key (person_id, position_id, delegation_id)
) with (fillfactor = 70, toast_tuple_target = 8160);
alter table standing enable row level security;

create function app.note_standing_changed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  -- Once a transaction: from here on it keeps and uses no standing itself.
  if current_setting('app.standing_changed', true) = 'on' then return null; end if;
  perform set_config('app.standing_changed', 'on', true);
  update standing_change set n = n + 1 where id = (select c.id from standing_change c limit 1 for update skip locked);
  if not found then insert into standing_change (n) values (1); end if;
  return null;
end $$;
revoke all on function app.note_standing_changed from public;

-- All that app.work_out_standing reads. Always: also where rows are put in as a replica.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['position', 'unit_version', 'delegation', 'appointment', 'post_succession', 'succession', 'committee_member', 'confidentiality_member',
    'confidentiality_class', 'opening'] loop
    execute format('create trigger standing after insert or update or delete or truncate on %I for each statement execute function app.note_standing_changed()', v_table);
    execute format('alter table %I enable always trigger standing', v_table);
  end loop;
end $$;
-- Of people rows change that tell nothing new, at each signing in.
create trigger standing after update on person for each row when (old.* is distinct from new.*) execute function app.note_standing_changed();
create trigger standing_less after delete or truncate on person for each statement execute function app.note_standing_changed();
alter table person enable always trigger standing;
alter table person enable always trigger standing_less;

-- Who asks, from what is written of them (0168); nothing where they do not hold the post. All of it at one moment.
create function app.work_out_standing(p_person uuid, p_position uuid, p_delegation uuid)
returns standing language plpgsql stable security definer set search_path = public, app, pg_temp
set plan_cache_mode = force_generic_plan set enable_bitmapscan = off as $$
declare
  s standing;
  v_day date := app.today();
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
  v_next timestamptz;
begin
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         -- In the order of the post, whatever the plan.
         case when d.id is null then q.capabilities
           else array(select c from unnest(q.capabilities) with ordinality k (c, n) where c = any (d.capabilities) order by n) end,
         q.leads, d.from_person_id, r.full_name, coalesce(d.scope_units, '{}'), coalesce(d.scope_types, '{}'), q.capabilities
    into s.person_id, s.full_name, s.language, s.position_id, s.position_title, s.unit_id, s.unit_name, s.agency_id, s.agency_name, s.capabilities, s.leads, s.acting_for,
         s.acting_for_name, v_scope_units, v_scope_types, v_held
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
  if not found then return null; end if;
  v_holder := coalesce(s.acting_for, s.person_id);
  v_posts := app.stand_for_posts(array[p_position], v_day);
  v_agencies := app.stands_for_agencies(s.agency_id, v_day);
  v_units := app.units_of_posts(array[p_position], v_day);
  v_committees := app.committees_of_posts(v_holder, array[p_position], v_day);
  v_classes := app.classes_by_lines(v_posts, v_units || v_committees, v_day);
  -- Who acts for another is never let into a class to which they do not belong themselves.
  if s.acting_for is not null and v_classes <> '{}' then
    v_classes := app.classes_among(v_classes, p_person, v_day);
  end if;
  -- The principals, as app.principals_by_lines says them with why each is one: the groups, those of them who belong to a class, and what was opened until a day.
  v_groups := array(select app.members_of(c) from unnest(v_committees) c);
  v_targets := v_holder || v_committees;
  if s.leads then
    v_groups := v_groups || array(select app.leaders_of(u) from unnest(app.stands_for(s.unit_id, v_day)) u);
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
  if s.acting_for is not null then v_principals := v_principals || p_person; end if;
  if v_classes <> '{}' then
    v_principals := v_principals || array(select app.classed(c, g) from unnest(v_classes) c cross join unnest(v_groups) g);
  end if;
  if v_scope_units <> '{}' then
    v_scope := array(select app.leaders_of(u) from unnest(v_scope_units) g cross join lateral unnest(app.stands_for(g, v_day)) u);
    v_scope := v_scope || array(select app.classed(c.id, l) from confidentiality_class c cross join unnest(v_scope) l where c.agency_id = any (v_agencies));
  end if;
  s.delegation_id := coalesce(p_delegation, '00000000-0000-0000-0000-000000000000');
  s.agencies := v_agencies::text;
  s.principals := v_principals::text;
  s.scoped := case when v_scope_units <> '{}' or v_scope_types <> '{}' then 'on' else '' end;
  s.scope_types := case when v_scope_types <> '{}' then v_scope_types::text else '' end;
  s.scope_principals := coalesce(v_scope::text, '');
  -- At what begins or ends in this very moment, nothing is kept: which side of it counts is the range's to say.
  select min(b.at) into v_next from (
    select (v_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as at
    union all select e.at from delegation d cross join lateral (values (lower(d.valid)), (upper(d.valid))) e (at) where d.id = p_delegation and e.at >= app.now()
    union all select e.at from confidentiality_member m cross join lateral (values (lower(m.valid)), (upper(m.valid))) e (at) where e.at >= app.now()) b;
  s.holds := tstzrange(app.now(), v_next);
  return s;
end $$;
revoke all on function app.work_out_standing from public;

create or replace function app.act_as(p_person uuid, p_position uuid, p_delegation uuid, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp
-- Every request begins with it: its plans are kept, not made anew for each post.
set plan_cache_mode = force_generic_plan as $$
declare
  s record;
  v_delegation uuid := coalesce(p_delegation, '00000000-0000-0000-0000-000000000000');
  v_changes bigint;
  v_set text;
begin
  v_set := set_config('app.now', coalesce(p_now::text, ''), true);
  if current_setting('app.standing_changed', true) = 'on' then
    select w.* into s from app.work_out_standing(p_person, p_position, p_delegation) w;
  else
    -- The count is read with or before what is worked out: what changes in between makes what is kept outdated, never the other way round.
    select k.*, c.n as now_changes into s from (select coalesce(sum(x.n), 0) as n from standing_change x) c
      left join standing k on k.person_id = p_person and k.position_id = p_position and k.delegation_id = v_delegation;
    if (s.changes = s.now_changes and s.holds @> app.now()) is not true then
      v_changes := s.now_changes;
      select w.* into s from app.work_out_standing(p_person, p_position, p_delegation) w;
      -- Two requests of one person keep it once, and neither waits for the other.
      if s.person_id is not null and not isempty(s.holds) and pg_try_advisory_xact_lock(6305, hashtext(concat(p_person, p_position, v_delegation))) then
        insert into standing as k values (s.person_id, s.position_id, s.delegation_id, v_changes, s.holds, s.full_name, s.language, s.position_title, s.unit_id, s.unit_name,
            s.agency_id, s.agency_name, s.capabilities, s.leads, s.acting_for, s.acting_for_name, s.agencies, s.principals, s.scoped, s.scope_types, s.scope_principals)
          on conflict on constraint standing_pkey do update set
            (changes, holds, full_name, language, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name,
             agencies, principals, scoped, scope_types, scope_principals)
            = (excluded.changes, excluded.holds, excluded.full_name, excluded.language, excluded.position_title, excluded.unit_id, excluded.unit_name, excluded.agency_id,
             excluded.agency_name, excluded.capabilities, excluded.leads, excluded.acting_for, excluded.acting_for_name, excluded.agencies, excluded.principals,
             excluded.scoped, excluded.scope_types, excluded.scope_principals);
      end if;
    end if;
  end if;
  if s.person_id is null then return; end if;
  person_id := s.person_id; full_name := s.full_name; language := s.language; position_id := s.position_id; position_title := s.position_title; unit_id := s.unit_id;
  unit_name := s.unit_name; agency_id := s.agency_id; agency_name := s.agency_name; capabilities := s.capabilities; leads := s.leads; acting_for := s.acting_for;
  acting_for_name := s.acting_for_name;
  -- One by one: a statement that sets them all is set up anew each time, an assignment is not.
  v_set := set_config('app.person', p_person::text, true);
  v_set := set_config('app.position', p_position::text, true);
  v_set := set_config('app.agency', agency_id::text, true);
  v_set := set_config('app.agencies', s.agencies, true);
  v_set := set_config('app.principals', s.principals, true);
  v_set := set_config('app.capabilities', capabilities::text, true);
  v_set := set_config('app.acting_for', coalesce(acting_for::text, ''), true);
  v_set := set_config('app.delegation', coalesce(p_delegation::text, ''), true);
  v_set := set_config('app.scoped', s.scoped, true);
  v_set := set_config('app.scope_types', s.scope_types, true);
  v_set := set_config('app.scope_principals', s.scope_principals, true);
  return next;
end $$;
