-- When a standing ended that somebody had: the delegation, or their time in the post. No row for a delegation that was another's; no moment where it has not ended.
create function app.standing_over(p_person uuid, p_position uuid, p_delegation uuid)
returns table (by_delegation boolean, from_name text, title text, ended_at timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.id is not null, f.full_name, q.title, least(upper(d.valid), held.until)
    from position q
    left join delegation d on d.id = p_delegation and d.to_person_id = p_person and d.from_position_id = q.id
    left join person f on f.id = d.from_person_id
    left join lateral (
      select max(upper(a.valid))::timestamp at time zone 'Asia/Ho_Chi_Minh' as until from appointment a
       where a.person_id = coalesce(d.from_person_id, p_person) and a.position_id = q.id having bool_and(upper(a.valid) <= app.today())) held on true
   where q.id = p_position and (p_delegation is null or d.id is not null)
$$;
revoke all on function app.standing_over from public;

-- Of the one who asks.
create function app.own_standing_over(p_position uuid, p_delegation uuid)
returns table (by_delegation boolean, from_name text, title text, ended_at timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.* from app.standing_over(app.person(), p_position, p_delegation) o where o.ended_at <= app.now()
$$;
revoke all on function app.own_standing_over from public;
grant execute on function app.own_standing_over to mocban_app;

-- As before (0252), by it.
create or replace function app.standing_ended(p_token_hash bytea, p_now timestamptz)
returns table (session_id uuid, by_delegation boolean, from_name text, title text, ended_at timestamptz, own_id uuid, own_title text)
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  return query
    select s.id, o.by_delegation, o.from_name, o.title, o.ended_at, own.id, own.title
      from app.live_session(p_token_hash) s
      join session x on x.id = s.id and x.scopes is null
      join person h on h.id = s.person_id and h.active
      cross join lateral app.standing_over(s.person_id, s.position_id, s.delegation_id) o
      join lateral (
        select p.id, p.title from app.standings_of(s.person_id) t join position p on p.id = t.position_id
         where t.delegation_id is null and (not p.second_factor or x.second_factor or x.method = 'demonstration') order by t.ordinal, p.title limit 1) own on true
     where not exists (select from app.standings_of(s.person_id) t where t.position_id = s.position_id and t.delegation_id is not distinct from s.delegation_id);
end $$;
