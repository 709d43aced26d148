-- A delegation limited to a unit holds for what the unit succeeds, too: a reorganisation leaves the rows by which that is known as they were.
do $$
declare
  v_was text := pg_get_functiondef('app.act_as(uuid, uuid, uuid, timestamptz)'::regprocedure);
  v_is text := replace(v_was, 'from unnest(v_units) u cross join lateral', 'from unnest(v_units) s cross join lateral unnest(app.stands_for(s, v_day)) u cross join lateral');
begin
  if v_is = v_was then raise exception 'app.act_as reads the scope in another way'; end if;
  execute v_is;
end $$;

-- The same condition, said so that the planner expects what is true of nearly every request: that all rows pass it.
alter policy mine on audience using (principal = any ((select app.principals())::uuid[])
  and case when (select app.scoped()) and not app.in_scope(record_id) then 1 else 0 end <> 1);
