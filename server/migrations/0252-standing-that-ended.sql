-- The standing in which a session lasts may end before the session: a delegation that is over, a post that somebody else holds since this morning. What ended and when, and the
-- own post in which the session may go on: one that asks for no more than the session proved. No row where the standing holds, where nothing own is left, or for a token.
create function app.standing_ended(p_token_hash bytea, p_now timestamptz)
returns table (session_id uuid, by_delegation boolean, from_name text, title text, ended_at timestamptz, own_id uuid, own_title text)
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  return query
    select s.id, s.delegation_id is not null, f.full_name, q.title, least(upper(d.valid), held.until), own.id, own.title
      from app.live_session(p_token_hash) s
      join session x on x.id = s.id and x.scopes is null
      join person h on h.id = s.person_id and h.active
      join position q on q.id = s.position_id
      left join delegation d on d.id = s.delegation_id
      left join person f on f.id = d.from_person_id
      left join lateral (
        select max(upper(a.valid))::timestamp at time zone 'Asia/Ho_Chi_Minh' as until from appointment a
         where a.person_id = coalesce(d.from_person_id, s.person_id) and a.position_id = s.position_id having bool_and(upper(a.valid) <= app.today())) held on true
      join lateral (
        select o.id, o.title from app.standings_of(s.person_id) t join position o on o.id = t.position_id
         where t.delegation_id is null and (not o.second_factor or x.second_factor or x.method = 'demonstration') order by t.ordinal, o.title limit 1) own on true
     where not exists (select from app.standings_of(s.person_id) t where t.position_id = s.position_id and t.delegation_id is not distinct from s.delegation_id);
end $$;
revoke all on function app.standing_ended from public;
grant execute on function app.standing_ended to mocban_app;

-- The session goes on in the own post. Only when its person has read why: what their page still sends as whom it was is refused until then, and done in no other post.
create function app.go_on_in_own_post(p_token_hash bytea, p_now timestamptz) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  update session x set position_id = e.own_id, delegation_id = null from app.standing_ended(p_token_hash, p_now) e where x.id = e.session_id
$$;
revoke all on function app.go_on_in_own_post from public;
grant execute on function app.go_on_in_own_post to mocban_app;
