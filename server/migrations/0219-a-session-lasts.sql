-- Said once, for what begins a request and for the list of one's sessions: neither rested nor grown too old, and none that a clock began which ran ahead (0190).
create function app.lasts(p_expires timestamptz, p_started timestamptz, p_seen timestamptz, p_absolute_hours integer, p_idle_minutes integer) returns boolean language sql stable as $$
  select p_expires > now() and p_started > now() - make_interval(hours => p_absolute_hours) and p_started < now() + interval '5 minutes'
     and p_seen > now() - make_interval(mins => p_idle_minutes) and p_seen < now() + interval '5 minutes'
$$;
create or replace function app.lasting_session(p_token_hash bytea)
returns table (id uuid, person_id uuid, position_id uuid, delegation_id uuid, seen_at timestamptz, fresh boolean, scopes text[]) language sql stable as $$
  select s.id, s.person_id, s.position_id, s.delegation_id, s.seen_at,
      s.proved_at > now() - make_interval(mins => r.fresh_minutes) and s.proved_at < now() + interval '5 minutes', s.scopes
    from session s join position q on q.id = s.position_id cross join lateral app.rule_over(q.agency_id) r
   where s.token_hash = p_token_hash and app.lasts(s.expires_at, s.started_at, s.seen_at, r.absolute_hours, r.idle_minutes)
$$;
