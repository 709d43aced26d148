-- How long a session may rest and last, and for how long who one is counts as just proven. The row `for_all` is the province's and binds every
-- agency; an agency's own may be stricter, never laxer. Without any: twelve hours, a week, one hour.
create table sign_in_rule (
  agency_id uuid primary key references unit,
  for_all boolean not null default false,
  idle_minutes integer not null check (idle_minutes between 5 and 720),
  absolute_hours integer not null check (absolute_hours between 1 and 168),
  fresh_minutes integer not null check (fresh_minutes between 1 and 720),
  changed_at timestamptz not null default now()
);
create unique index sign_in_rule_for_all on sign_in_rule (for_all) where for_all;
alter table sign_in_rule enable row level security;
create policy readable on sign_in_rule for select to mocban_app using ((select app.person()) is not null);
create policy administer on sign_in_rule to mocban_app
  using (agency_id = (select app.agency()) and (select app.can('administer')))
  with check (agency_id = (select app.agency()) and (select app.can('administer'))
    and (not for_all or exists (select from unit_now u where u.id = agency_id and u.kind = 'province')));
create policy sign_in on sign_in_rule for select to mocban_sign_in using (true);
create policy worker on sign_in_rule to mocban_worker using (true) with check (true);
grant select, insert, update, delete on sign_in_rule to mocban_app, mocban_worker;
grant select on sign_in_rule to mocban_sign_in;

create function app.sign_in_rule_of(p_agency uuid) returns table (idle_minutes integer, absolute_hours integer, fresh_minutes integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(min(r.idle_minutes), 720), coalesce(min(r.absolute_hours), 168), coalesce(min(r.fresh_minutes), 60)
    from sign_in_rule r where r.agency_id = p_agency or r.for_all
$$;
revoke all on function app.sign_in_rule_of from public;
grant execute on function app.sign_in_rule_of to mocban_app, mocban_sign_in;

-- When the person last proved who they are in this session, and how the session began.
alter table session add proved_at timestamptz not null default now();
alter table session add method text not null default 'password';
grant select (proved_at, method) on session to mocban_app;
grant update (proved_at) on session to mocban_app;

drop function app.act_as_session(bytea, timestamptz);
drop function app.read_session(bytea);
drop function app.session_of(bytea);

-- The session of a cookie while it lasts: rested no longer than its agency allows, begun no longer ago. No row otherwise.
create function app.live_session(p_token_hash bytea)
returns table (id uuid, person_id uuid, position_id uuid, delegation_id uuid, seen_at timestamptz, fresh boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.id, s.person_id, s.position_id, s.delegation_id, s.seen_at, s.proved_at > now() - make_interval(mins => r.fresh_minutes)
    from session s join position q on q.id = s.position_id cross join lateral app.sign_in_rule_of(q.agency_id) r
   where s.token_hash = p_token_hash and s.expires_at > now()
     and s.started_at > now() - make_interval(hours => r.absolute_hours)
     and s.seen_at > now() - make_interval(mins => r.idle_minutes)
$$;
revoke all on function app.live_session from public;

-- Who a cookie stands for.
create function app.read_session(p_token_hash bytea) returns table (person_id uuid, position_id uuid, delegation_id uuid, fresh boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.person_id, s.position_id, s.delegation_id, s.fresh from app.live_session(p_token_hash) s
$$;
revoke all on function app.read_session from public;
grant execute on function app.read_session to mocban_app;

-- From cookie to actor in one query: a request begins with it. `seen_at` is written at most every minute of rest, so that reading stays reading.
create function app.act_as_session(p_token_hash bytea, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text, fresh boolean
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  s record;
begin
  select * into s from app.live_session(p_token_hash);
  if s.id is null then return; end if;
  perform set_config('app.session', s.id::text, true);
  if s.seen_at < now() - interval '1 minute' then update session x set seen_at = now() where x.id = s.id; end if;
  return query select a.*, s.fresh from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now) a;
end $$;
revoke all on function app.act_as_session from public;
grant execute on function app.act_as_session to mocban_app;
