-- Whether a task may be delivered, or be delivered again, depends on all its parts, also on those that another lead gave out and that who asks may not read; of them no
-- more is said than how many are open. And a part is opened again only while the whole is at work.
create function app.open_parts(p_task uuid) returns int
language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*)::int from task k where k.parent_id = p_task and k.closed_at is null and app.sees(p_task)
$$;
create function app.whole_is_delivered(p_part uuid) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare v_state text;
begin
  if not app.sees(p_part) then return false; end if;
  -- Whoever delivers it at this moment is waited for.
  select p.state into v_state from task p where p.id = (select k.parent_id from task k where k.id = p_part) for share;
  return coalesce(v_state in ('delivered', 'closed'), false);
end $$;
revoke all on function app.open_parts, app.whole_is_delivered from public;
grant execute on function app.open_parts, app.whole_is_delivered to mocban_app;
