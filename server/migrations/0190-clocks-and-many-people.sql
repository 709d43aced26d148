-- What a clock that ran ahead has begun or seen ends when the clock is set right: rested and begun are counted from the present, and what lies ahead of it would last
-- for as long as the clock was wrong. A clock that is set back by a little, as clocks are, ends nothing. Who proved themselves then proves themselves once more.
create or replace function app.lasting_session(p_token_hash bytea)
returns table (id uuid, person_id uuid, position_id uuid, delegation_id uuid, seen_at timestamptz, fresh boolean, scopes text[]) language sql stable as $$
  select s.id, s.person_id, s.position_id, s.delegation_id, s.seen_at,
      s.proved_at > now() - make_interval(mins => r.fresh_minutes) and s.proved_at < now() + interval '5 minutes', s.scopes
    from session s join position q on q.id = s.position_id cross join lateral app.rule_over(q.agency_id) r
   where s.token_hash = p_token_hash and s.expires_at > now()
     and s.started_at > now() - make_interval(hours => r.absolute_hours) and s.started_at < now() + interval '5 minutes'
     and s.seen_at > now() - make_interval(mins => r.idle_minutes) and s.seen_at < now() + interval '5 minutes'
$$;

-- People by a part of their name: a rare one by its letters, a common one in the order of names until there are enough. The policies of people let everybody who is signed in
-- read all of them, and would keep the indexes from being asked.
-- The name without marks is kept: to make it again of each person that is looked at costs more than the looking.
alter table person add column bare_name text not null generated always as (app.bare(full_name)) stored;
create index person_called on person (bare_name, id) where active and not service;
create index person_called_part on person using gin (bare_name gin_trgm_ops) where active and not service;
create index position_leads on position (id) where leads;
create function app.people_called(p_part text, p_most int) returns setof uuid language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if app.person() is null then return; end if;
  -- Planned for the letters that are asked for.
  return query execute format('select id from person where active and not service and bare_name like %L order by bare_name, id limit %s',
    '%' || replace(replace(replace(app.bare(p_part), '\', '\\'), '%', '\%'), '_', '\_') || '%', p_most);
end $$;
revoke all on function app.people_called from public;
grant execute on function app.people_called to mocban_app;

-- Between two days only those changed posts who began or ended one after the first and until the second.
create index appointment_begins on appointment (lower(valid));
create index appointment_ends on appointment (upper(valid));
create function app.people_moved(p_one date, p_other date) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select x.person_id from appointment x
   where lower(x.valid) > least(p_one, p_other) and lower(x.valid) <= greatest(p_one, p_other) and (select app.person()) is not null
  union
  select x.person_id from appointment x
   where upper(x.valid) > least(p_one, p_other) and upper(x.valid) <= greatest(p_one, p_other) and (select app.person()) is not null
$$;
revoke all on function app.people_moved from public;
grant execute on function app.people_moved to mocban_app;
