-- Training records asked for what is read of them. To read one person's record, or to write one line of a table, made the list of everybody whose record might be read: of the whole
-- province, for its administrators. What is made once a statement now is short, the units that one leads; the posts are asked of whom the record is.
-- The units below those that one leads, inside one agency; of another agency its top unit, where it stands directly below.
create function app.units_below_me() returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive below (unit_id, is_agency) as (
    -- Who acts for a leader within a scope of documents reads no records of people.
    select v.unit_id, v.is_agency from unit_version v where v.valid @> app.today() and not app.scoped() and app.leaders_of(v.parent_id) = any ((select app.principals())::uuid[])
    union
    select v.unit_id, v.is_agency from below b join unit_version v on v.parent_id = b.unit_id and v.valid @> app.today()
     where not b.is_agency and not v.is_agency
  )
  select coalesce(array_agg(unit_id), '{}') from below
$$;
-- The agency whose administrator one is.
create function app.administered_agency() returns uuid language sql stable as $$
  select case when app.can('administer') then app.agency() end
$$;
revoke all on function app.units_below_me, app.administered_agency from public;
grant execute on function app.units_below_me, app.administered_agency to mocban_app;

do $$ declare
  t text;
  -- Who holds, or will hold, such a post.
  holds text := 'exists (select from appointment x join position q on q.id = x.position_id where x.person_id = %I.person_id and x.valid && daterange((select app.today()), null) and ';
  administered text;
begin
  foreach t in array array['qualification', 'course_place'] loop
    administered := '(select app.administers_province()) or ' || format(holds, t) || 'q.agency_id = (select app.administered_agency()))';
    execute format('alter policy administered on %I using (%s) with check (%2$s)', t, administered);
    execute format('alter policy below_me on %I using (%s)', t, format(holds, t) || 'q.unit_id = any ((select app.units_below_me())::uuid[]))');
  end loop;
end $$;
drop function app.trained_where_i_administer;
drop function app.trained_below_me;

-- Of these people: whose record of training may who asks open, and of whom change? As the policies say, for what is no record yet.
-- Planned for whom it is asked of: for one person a plan for any number reads everybody's posts.
create or replace function app.trained_of(p_people uuid[]) returns table (person_id uuid, administered boolean)
language sql stable rows 20 security definer set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
  with asked as (select distinct p as id from unnest(p_people) p),
  posts as materialized (
    select a.id as person_id, q.unit_id, q.agency_id
      from asked a join appointment x on x.person_id = a.id and x.valid && daterange(app.today(), null) join position q on q.id = x.position_id
  ),
  mine as (
    select a.id from asked a where (select app.administers_province())
    union
    select p.person_id from posts p where p.agency_id = (select app.administered_agency())
  ),
  open as (
    select id from mine
    union
    select a.id from asked a where a.id = (select app.person())
    union
    select p.person_id from posts p where p.unit_id = any ((select app.units_below_me())::uuid[])
  )
  select o.id, o.id in (select m.id from mine m) from open o
$$;

-- A person's record shows what was withdrawn as well: an index of what stands alone had the table read through.
drop index qualification_person;
create index qualification_person on qualification (person_id);
