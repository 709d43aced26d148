-- Lines of units and successions are followed link by link, each by its index. How many rows hold on a day the planner cannot know and guesses far too few, so
-- it read all units of the province, or all successions of a merger, to follow one line; `offset 0` keeps each link a look-up.

create or replace function app.stands_for(p_unit uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select p_unit
    union all select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select array_agg(id) from line
$$;
create or replace function app.stands_for_agencies(p_agency uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select v.unit_id from unit_version v where v.agency_id = p_agency and v.valid @> p_day
    union all select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select array_remove(array[p_agency], null) || array(
    select id from line where id <> p_agency and exists (select from unit_version v where v.unit_id = line.id and v.is_agency offset 0))
$$;
create or replace function app.stands_for_post(p_position uuid, p_day date) returns uuid[] language sql stable parallel safe as $$
  with recursive line (id) as (
    select p_position
    union all
    select s.position_id from line cross join lateral (select x.position_id from post_succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select array_agg(id) from line
$$;
create or replace function app.successor_of(p_unit uuid, p_day date default app.today()) returns uuid language sql stable parallel safe as $$
  with recursive line (id, step) as (
    select p_unit, 0
    union all
    select s.successor_id, step + 1
      from line cross join lateral (select x.successor_id from succession x where x.unit_id = line.id and x.from_day <= p_day offset 0) s
  )
  select id from line order by step desc limit 1
$$;
create or replace function app.leaders_above(p_unit uuid) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = (select app.successor_of(p_unit)) and v.valid @> app.today()
    union all
    select v.* from up cross join lateral (
      select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = up.parent_id and x.valid @> app.today() offset 0) v where not up.is_agency
  )
  select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up
$$;

create or replace function app.units_of(p_position uuid, p_day date) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.* from position q cross join lateral (
      select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = q.unit_id and x.valid @> p_day offset 0) v where q.id = p_position
    union all
    select v.* from up cross join lateral (
      select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = up.parent_id and x.valid @> p_day offset 0) v where not up.is_agency
  ), line (id) as (
    select unit_id from up
    union select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select coalesce(array_agg(id), '{}') from line
$$;
create or replace function app.committees_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  with recursive line (id) as (
    select m.unit_id from committee_member m where m.valid @> p_day and (m.person_id = p_person or m.position_id = p_position)
    union select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select coalesce(array_agg(id), '{}') from line
$$;
create or replace function app.classes_by(p_person uuid, p_positions uuid[], p_day date) returns uuid[] language sql stable as $$
  with recursive post (id) as (
    select unnest(p_positions)
    union
    select s.position_id from post cross join lateral (select x.position_id from post_succession x where x.successor_id = post.id and x.from_day <= p_day offset 0) s
  ), up (unit_id, parent_id, is_agency) as (
    select v.* from position q cross join lateral (
      select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = q.unit_id and x.valid @> p_day offset 0) v where q.id = any (p_positions)
    union
    select v.* from up cross join lateral (
      select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = up.parent_id and x.valid @> p_day offset 0) v where not up.is_agency
  ), line (id) as (
    select unit_id from up
    union select m.unit_id from committee_member m where m.valid @> p_day and (m.person_id = p_person or m.position_id = any (p_positions))
    union select s.unit_id from line cross join lateral (select x.unit_id from succession x where x.successor_id = line.id and x.from_day <= p_day offset 0) s
  )
  select coalesce(array_agg(distinct m.class_id), '{}') from (
    select x.class_id, x.valid from unnest(p_positions || array(select id from post)) p (id) join confidentiality_member x on x.position_id = p.id
    union all select x.class_id, x.valid from line join confidentiality_member x on x.unit_id = line.id) m
   where m.valid @> case when p_day = app.today() then app.now() else (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond' end
$$;
create index committee_member_person on committee_member (person_id) where person_id is not null;
create index committee_member_position on committee_member (position_id) where position_id is not null;

-- Whether a record is within the scope of a delegation (0080), asked for every row that a deputy reads: with two look-ups and nothing else.
create or replace function app.in_scope(p_record uuid) returns boolean language plpgsql stable parallel safe cost 1 security definer set search_path = public, app, pg_temp as $$
declare
  v_principals uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
begin
  if v_principals is not null then
    perform from audience a where a.record_id = p_record and a.principal = any (v_principals);
    if not found then return false; end if;
  end if;
  if v_types is null then return true; end if;
  perform from document d where d.id = p_record and d.type_code = any (v_types);
  if found then return true; end if;
  perform from document d where d.id = p_record;
  if found then return false; end if;
  perform from audience a where a.record_id = p_record and a.list in ('incoming', 'outgoing', 'internal');
  return found;
end $$;

-- Search asks the same of all candidates at once: the words are met with the scope's principals already, the types stand in the documents.
do $$
declare
  v_was text := pg_get_functiondef((select p.oid from pg_proc p where p.proname = 'search' and p.pronamespace = 'app'::regnamespace));
  v_is text := replace(replace(replace(replace(v_was,
    'if app.scoped() then v_filter := v_filter || '' and app.in_scope(s.document_id)''; end if;',
    'if v_types is not null then
    v_filter := v_filter || format('' and exists (select from document d where d.id = s.document_id and d.type_code = any (%L::text[]) offset 0)'', v_types);
  end if;
  if v_scope is not null and p_recall is null then
    v_filter := v_filter || format('' and exists (select from audience a where a.record_id = s.document_id and a.principal = any (%L::uuid[]) offset 0)'', v_scope);
  end if;'),
    'v_principals uuid[] := app.principals();',
    'v_principals uuid[] := app.principals();
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();'),
    'and (not app.scoped() or app.in_scope(i.id)) offset 0) w',
    'and (v_scope is null or exists (select from audience a where a.record_id = i.id and a.principal = any (v_scope) offset 0)) offset 0) w'),
    'join document d on d.id = w.document_id;',
    'join document d on d.id = w.document_id and (v_types is null or d.type_code = any (v_types));');
begin
  if v_is ~ 'in_scope' or v_is !~ 'v_types is null or d.type_code' then raise exception 'app.search asks for the scope in another way'; end if;
  execute v_is;
end $$;
