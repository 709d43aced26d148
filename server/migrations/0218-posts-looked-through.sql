-- A list of posts costs what is shown: it goes through the agencies in the order of the chart, as many as hold `p_posts` posts, and says where it stopped. `agencies` are those
-- from the place on in which who asks leads or administers; posts of the agency where the list goes on are not counted, some of them were shown.
create function app.staffed_agencies(p_day date, p_agency uuid, p_communes boolean, p_from int, p_from_id uuid, p_posts int, out agencies uuid[], out ordinal int, out name text, out more boolean)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  v_posts int := 0;
  v_one record;
begin
  agencies := '{}'; more := false;
  for v_one in
    select v.unit_id, v.ordinal, v.name from unit_version v
     where v.valid @> p_day and v.is_agency and (p_agency is null or v.unit_id = p_agency)
       and (p_communes is null or (v.kind in ('commune', 'ward')) = p_communes)
       and (p_from is null or (v.ordinal, v.unit_id) >= (p_from, p_from_id))
       and v.unit_id in (select u.agency_id from unit_version u where u.valid @> p_day and u.unit_id in (select app.staffed_units(p_day)))
     order by v.ordinal, v.unit_id
  loop
    if v_posts >= p_posts then more := true; return; end if;
    agencies := agencies || v_one.unit_id; ordinal := v_one.ordinal; name := v_one.name;
    if v_one.unit_id is distinct from p_from_id then
      v_posts := v_posts + (select count(*) from position q where q.agency_id = v_one.unit_id and q.valid @> p_day);
    end if;
  end loop;
end $$;
revoke all on function app.staffed_agencies from public;
grant execute on function app.staffed_agencies to mocban_app;

-- Of these people: whose record of training may who asks open, and of whom change? As app.trained_below_me and app.trained_where_i_administer say of all.
create function app.trained_of(p_people uuid[]) returns table (person_id uuid, administered boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive asked as (select distinct p as id from unnest(p_people) p),
  posts as materialized (
    select a.id as person_id, q.unit_id, q.agency_id
      from asked a join appointment x on x.person_id = a.id and x.valid && daterange(app.today(), null) join position q on q.id = x.position_id
  ),
  above (person_id, unit_id, parent_id, is_agency) as (
    select p.person_id, v.unit_id, v.parent_id, v.is_agency from posts p join unit_version v on v.unit_id = p.unit_id and v.valid @> app.today()
    union
    select b.person_id, v.unit_id, v.parent_id, v.is_agency from above b join unit_version v on v.unit_id = b.parent_id and v.valid @> app.today()
     where not b.is_agency and not v.is_agency
  ),
  mine as (
    select a.id from asked a where (select app.administers_province())
    union
    select p.person_id from posts p where p.agency_id = (select case when app.can('administer') then app.agency() end)
  ),
  open as (
    select id from mine
    union
    select a.id from asked a where a.id = (select app.person())
    union
    select b.person_id from above b where not (select app.scoped()) and app.leaders_of(b.parent_id) = any ((select app.principals())::uuid[])
  )
  select o.id, o.id in (select m.id from mine m) from open o
$$;
revoke all on function app.trained_of from public;
grant execute on function app.trained_of to mocban_app;

-- Of some agencies, of one person, or of some posts.
drop function app.staffing;
create function app.staffing(p_day date, p_agencies uuid[] default null, p_person uuid default null, p_posts uuid[] default null)
returns table (
  position_id uuid, unit_id uuid, agency_id uuid, requirement_id uuid, fields text[], least_level text, certificates text[],
  person_id uuid, held_as text, known boolean, lacks_field boolean, lacks_level boolean, lacks text[], lapsed text[], main_holders integer, posts_held integer
) language sql stable security definer set search_path = public, app, pg_temp
  -- Planned for what is asked each time: a plan for any day and any agency takes ten times as long.
  set plan_cache_mode = force_custom_plan set jit = off as $$
  with mine as materialized (select app.staffed_units(p_day) as unit_id),
  posts as materialized (
    select q.id, q.unit_id, q.agency_id, q.title, u.name as unit_name, u.kind as unit_kind, a.kind as agency_kind
      from position q
      join unit_version u on u.unit_id = q.unit_id and u.valid @> p_day
      join unit_version a on a.unit_id = q.agency_id and a.valid @> p_day
     where q.valid @> p_day and (p_agencies is null or q.agency_id = any (p_agencies)) and (p_posts is null or q.id = any (p_posts))
       and (q.unit_id in (select m.unit_id from mine m) or p_person = app.person())
       and (p_person is null or q.id in (select x.position_id from appointment x where x.person_id = p_person and x.valid @> p_day))
       -- A post in which another system acts needs no training.
       and not exists (select from appointment x join person h on h.id = x.person_id and h.service where x.position_id = q.id)
  ),
  -- Posts that are called alike go by the same rules: there are far fewer of these than posts.
  kinds as materialized (
    select title, unit_name, unit_kind, agency_kind, lower(title collate "und-x-icu") as title_low, lower(unit_name collate "und-x-icu") as unit_low
      from (select distinct title, unit_name, unit_kind, agency_kind from posts) k
  ),
  rules as materialized (
    select r.id, r.agency_id, r.title_pattern, r.unit_pattern, r.unit_kinds, app.like_pattern(r.title_pattern) as title_like, app.like_pattern(r.unit_pattern) as unit_like
      from staffing_requirement r where r.position_id is null and r.valid @> p_day
  ),
  ruled as materialized (
    select k.*, r.id as rule_id, r.agency_id as rule_agency,
           row_number() over (order by r.agency_id is null, r.unit_pattern = '', length(r.title_pattern) desc, r.id desc) as place
      from kinds k join rules r on k.title_low like r.title_like and k.unit_low like r.unit_like
       and (r.unit_kinds = '{}' or k.unit_kind = any (r.unit_kinds) or k.agency_kind = any (r.unit_kinds))
  ),
  chosen as materialized (
    select distinct on (p.id) p.id, coalesce(own.id, c.rule_id) as requirement_id
      from posts p
      left join staffing_requirement own on own.position_id = p.id and own.valid @> p_day
      left join ruled c on own.id is null and (c.title, c.unit_name, c.unit_kind, c.agency_kind) = (p.title, p.unit_name, p.unit_kind, p.agency_kind)
       and (c.rule_agency is null or c.rule_agency = p.agency_id)
     order by p.id, c.place
  ),
  held as materialized (
    select p.id as position_id, x.person_id, x.kind, count(*) filter (where x.kind = 'main') over (partition by p.id) as mains
      from posts p join appointment x on x.position_id = p.id and x.valid @> p_day
  ),
  -- Of everybody in question: how many posts of their own, main or besides it.
  numbers as materialized (
    select x.person_id, count(distinct x.position_id) as posts
      from appointment x where x.person_id in (select h.person_id from held h) and x.valid @> p_day and x.kind in ('main', 'concurrent')
     group by x.person_id
  ),
  papers as materialized (
    select q.person_id, q.field_code, q.level, q.certificate_code, q.valid @> p_day as stands, k.covers
      from qualification q left join certificate_kind k on k.code = q.certificate_code
     where q.person_id in (select h.person_id from held h) and q.withdrawn_at is null and lower(q.valid) <= p_day
  ),
  certified as materialized (
    select p.person_id, coalesce(array_agg(distinct c.code) filter (where p.stands), '{}') as standing, array_agg(distinct c.code) as ever
      from papers p cross join lateral unnest(p.covers || p.certificate_code) c (code) where p.certificate_code is not null group by p.person_id
  ),
  graded as materialized (
    select h.position_id, h.person_id, count(p.person_id) > 0 as known,
           coalesce(bool_or(p.field_code is not null and (r.fields = '{}' or p.field_code = any (r.fields) or left(p.field_code, 2) = any (r.fields))), false) as in_field,
           coalesce(bool_or(p.field_code is not null and (r.fields = '{}' or p.field_code = any (r.fields) or left(p.field_code, 2) = any (r.fields))
                            and app.level_rank(p.level) >= coalesce(app.level_rank(r.least_level), 0)), false) as at_level
      from held h join chosen c on c.id = h.position_id left join staffing_requirement r on r.id = c.requirement_id
      left join papers p on p.person_id = h.person_id
     group by h.position_id, h.person_id
  )
  select p.id, p.unit_id, p.agency_id, r.id, coalesce(r.fields, '{}'), r.least_level, coalesce(r.certificates, '{}'),
         h.person_id, h.kind, coalesce(g.known, false),
         h.person_id is not null and coalesce(r.fields, '{}') <> '{}' and not g.in_field,
         h.person_id is not null and r.least_level is not null and (r.fields = '{}' or g.in_field) and not g.at_level,
         case when h.person_id is null or r.certificates <@ s.standing then '{}' else
           array(select c from unnest(r.certificates) c where c <> all (coalesce(s.standing, '{}'))) end,
         case when r.certificates <@ s.standing or not r.certificates && coalesce(s.ever, '{}') then '{}' else
           array(select c from unnest(r.certificates) c where c <> all (coalesce(s.standing, '{}')) and c = any (s.ever)) end,
         coalesce(h.mains, 0)::int, coalesce(n.posts, 0)::int
    from posts p
    join chosen c on c.id = p.id
    left join staffing_requirement r on r.id = c.requirement_id
    left join held h on h.position_id = p.id
    left join graded g on g.position_id = h.position_id and g.person_id = h.person_id
    left join certified s on s.person_id = h.person_id
    left join numbers n on n.person_id = h.person_id
$$;
revoke all on function app.staffing from public;
grant execute on function app.staffing to mocban_app;
-- To compile these takes far longer than to run them.
alter function app.staffing_courses set jit = off;
alter function app.staffed_units set jit = off;
alter function app.trained_of set jit = off;
