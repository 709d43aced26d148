-- What was written to a file as the holder of a post, or in somebody's place, is fetched while who asked for it still stands there, or in the post that followed.
create function app.still_stands(p_position uuid, p_delegation uuid) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (
    select from app.standings_of(app.person()) s
     where s.delegation_id is not distinct from p_delegation and s.position_id in (p_position, app.successor_of_post(p_position, app.today())))
$$;
revoke all on function app.still_stands from public;
grant execute on function app.still_stands to mocban_app;
alter policy own on export using (person_id = (select app.person()) and app.still_stands(position_id, delegation_id));
