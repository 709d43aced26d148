-- Who acted by a delegation that is over asks for that standing no more, and its row would stay for ever: a row that has not held for a day is nobody's.
create function app.forget_standings() returns void language sql volatile security definer set search_path = public, app, pg_temp as $$
  delete from standing where upper(holds) < now() - interval '1 day'
$$;
revoke all on function app.forget_standings from public;
grant execute on function app.forget_standings to mocban_worker;
