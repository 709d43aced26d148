-- A work file is closed when its matter is done, its tasks too, also those that who closes it may not see: of them no more is said than how many are open.
create function app.open_tasks_in_work_file(p_work_file uuid) returns int
language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*)::int from work_file_record r join task k on k.id = r.record_id
   where r.work_file_id = p_work_file and k.closed_at is null and app.sees(p_work_file)
$$;
revoke all on function app.open_tasks_in_work_file from public;
grant execute on function app.open_tasks_in_work_file to mocban_app;
