-- What every request pays before it does anything.

-- Whether a person holds the position is asked of that person's appointments. Without `offset 0` PostgreSQL, which cannot know how many appointments
-- are in force, reads all of them into a hash to answer for one: a request would cost more the more people there are.
do $$
declare
  v_was text := pg_get_functiondef('app.act_as(uuid, uuid, uuid, timestamptz)'::regprocedure);
  v_is text := replace(v_was, 'x.valid @> v_day)', 'x.valid @> v_day offset 0)');
begin
  if v_is = v_was then raise exception 'app.act_as asks for appointments in another way'; end if;
  execute v_is;
end $$;
