-- Who asks is worked out at the beginning of every request: what that costs, every request costs.

-- The same principals. Joining a uuid to a text calls for a stable function, which keeps these from being put into the queries that use them: each was then
-- a query of its own.
create or replace function app.leaders_of(unit uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('leaders:' || unit::text)::uuid $$;
create or replace function app.clerks_of(agency uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('clerks:' || agency::text)::uuid $$;
create or replace function app.everyone_of(agency uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('everyone:' || agency::text)::uuid $$;
create or replace function app.members_of(committee uuid) returns uuid language sql immutable strict parallel safe as $$ select md5('members:' || committee::text)::uuid $$;
create or replace function app.classed(class uuid, principal uuid) returns uuid language sql immutable strict parallel safe as $$
  select md5('classed:' || class::text || ':' || principal::text)::uuid
$$;
create or replace function app.opened_to(target uuid, last_day date) returns uuid language sql immutable strict parallel safe as $$
  select md5('opened:' || target::text || ':' || (last_day - date '2000-01-01')::text)::uuid
$$;

-- Nobody gets at bytes by knowing their hash (0004): the refusal says what it is, so that it can be told among statements that travel together.
create or replace function app.must_read_file() returns trigger language plpgsql as $$
begin
  if not exists (select from file f where f.sha256 = new.sha256) then
    raise exception 'no such file for the one who attaches it' using errcode = '42501', constraint = 'file.unreadable';
  end if;
  return new;
end $$;

-- The rule of a session and the session of a cookie as before (0060), without a wall around them that keeps them from being part of the query that asks.
create function app.rule_over(p_agency uuid) returns table (idle_minutes integer, absolute_hours integer, fresh_minutes integer) language sql stable as $$
  select coalesce(min(r.idle_minutes), 720), coalesce(min(r.absolute_hours), 168), coalesce(min(r.fresh_minutes), 60)
    from sign_in_rule r where r.agency_id = p_agency or r.for_all
$$;
create function app.lasting_session(p_token_hash bytea)
returns table (id uuid, person_id uuid, position_id uuid, delegation_id uuid, seen_at timestamptz, fresh boolean, scopes text[]) language sql stable as $$
  select s.id, s.person_id, s.position_id, s.delegation_id, s.seen_at, s.proved_at > now() - make_interval(mins => r.fresh_minutes), s.scopes
    from session s join position q on q.id = s.position_id cross join lateral app.rule_over(q.agency_id) r
   where s.token_hash = p_token_hash and s.expires_at > now()
     and s.started_at > now() - make_interval(hours => r.absolute_hours)
     and s.seen_at > now() - make_interval(mins => r.idle_minutes)
$$;
create or replace function app.sign_in_rule_of(p_agency uuid) returns table (idle_minutes integer, absolute_hours integer, fresh_minutes integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select * from app.rule_over(p_agency)
$$;
create or replace function app.live_session(p_token_hash bytea)
returns table (id uuid, person_id uuid, position_id uuid, delegation_id uuid, seen_at timestamptz, fresh boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.id, s.person_id, s.position_id, s.delegation_id, s.seen_at, s.fresh from app.lasting_session(p_token_hash) s
$$;

-- The classes to which somebody belongs by any of these posts (0091: by one). What they stand for is found once, not for every member of every class.
create function app.classes_by(p_person uuid, p_positions uuid[], p_day date) returns uuid[] language sql stable as $$
  with recursive post (id) as (
    select unnest(p_positions) union select s.position_id from post join post_succession s on s.successor_id = post.id and s.from_day <= p_day
  ), up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from position q join unit_version v on v.unit_id = q.unit_id and v.valid @> p_day where q.id = any (p_positions)
    union
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> p_day where not up.is_agency
  ), line (id) as (
    select unit_id from up
    union select m.unit_id from committee_member m where m.valid @> p_day and (m.person_id = p_person or m.position_id = any (p_positions))
    union select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select coalesce(array_agg(distinct m.class_id), '{}') from confidentiality_member m
   where m.valid @> case when p_day = app.today() then app.now() else (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond' end
     and (m.position_id = any (array(select id from post)) or m.unit_id = any (array(select id from line)))
$$;
create or replace function app.classes_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select app.classes_by(p_person, array[p_position], p_day)
$$;

-- As before (0091), where it is known already which agencies the post stands for.
create function app.principals_among(p_person uuid, p_position uuid, p_day date, p_classes uuid[], p_agencies uuid[])
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  with post as materialized (
    select q.id, q.unit_id, q.leads, q.capabilities && array['register', 'number'] as keeps,
           -- Administrators administer and see no content, not even what is open to the whole agency.
           not q.capabilities && array['administer'] as reads
      from position q where q.id = p_position
  ), committee as materialized (
    select unnest(app.committees_of(p_person, p_position, p_day)) as id
  ), grouped (principal, kind, unit_id) as materialized (
    select app.everyone_of(g.id), 'everyone', g.id from post q cross join lateral unnest(p_agencies) g (id) where q.reads
    union all select app.leaders_of(u.id), 'leaders', u.id from post q cross join lateral unnest(app.stands_for(q.unit_id, p_day)) u (id) where q.leads
    union all select app.clerks_of(g.id), 'clerks', g.id from post q cross join lateral unnest(p_agencies) g (id) where q.keeps
    union all select app.members_of(c.id), 'members', c.id from committee c
  ), target (id, unit_id) as (
    select p_person, null::uuid
    union all select u, u from post q cross join lateral unnest(app.units_of(q.id, p_day)) u where q.reads
    union all select c.id, c.id from committee c
  )
  select p_person, 'person', null::uuid
  union all select p.id, 'position', q.unit_id from post q cross join lateral unnest(app.stands_for_post(q.id, p_day)) p (id)
  union all select g.principal, g.kind, g.unit_id from grouped g
  union all select app.classed(c, g.principal), 'classed', g.unit_id from unnest(p_classes) c cross join grouped g
  union all select distinct app.opened_to(t.id, o.last_day), 'opened', t.unit_id from target t
    join opening o on o.target = t.id and o.last_day >= p_day and o.withdrawn_at is null
$$;
create or replace function app.principals_within(p_person uuid, p_position uuid, p_day date, p_classes uuid[])
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  select * from app.principals_among(p_person, p_position, p_day, p_classes,
    (select app.stands_for_agencies(q.agency_id, p_day) from position q where q.id = p_position))
$$;

do $$
declare
  v_was text := pg_get_functiondef('app.act_as(uuid, uuid, uuid, timestamptz)'::regprocedure);
  v_is text := replace(replace(v_was,
    'app.principals_within(coalesce(acting_for, person_id), p_position, v_day, v_classes)',
    'app.principals_among(coalesce(acting_for, person_id), p_position, v_day, v_classes, v_agencies)'),
    'select unnest(app.classes_of(p_person, x.position_id, v_day)) from appointment x where x.person_id = p_person and x.valid @> v_day offset 0)',
    'select unnest(app.classes_by(p_person, array(select x.position_id from appointment x where x.person_id = p_person and x.valid @> v_day), v_day)))');
begin
  if v_is !~ 'principals_among' or v_is !~ 'classes_by' then raise exception 'app.act_as works out who asks in another way'; end if;
  execute v_is;
  v_was := pg_get_functiondef('app.act_as_session(bytea, timestamptz)'::regprocedure);
  v_is := replace(replace(replace(replace(v_was, 'from app.live_session(p_token_hash)', 'from app.lasting_session(p_token_hash)'),
    'select x.scopes into v_scopes from session x where x.id = s.id;', 'v_scopes := s.scopes;'),
    -- In the order of the post, whatever the plan.
    'array(select unnest(a.capabilities) intersect select unnest(v_scopes))',
    'array(select c from unnest(a.capabilities) with ordinality k (c, n) where c = any (v_scopes) order by n)'),
    'SET search_path', 'SET plan_cache_mode TO force_generic_plan SET search_path');
  if v_is ~ 'live_session' or v_is ~ 'x\.scopes' or v_is ~ 'intersect' then raise exception 'app.act_as_session reads the session in another way'; end if;
  execute v_is;
end $$;
