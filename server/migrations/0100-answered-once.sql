-- Who asks for rows of a table under a policy, and for those of one unit alone, must know the unit before: a function in the condition is asked again for
-- every row (the planner keeps an index from what may leak), a subquery once.
create or replace function app.agency_now(p_agency uuid) returns uuid language sql stable parallel safe as $$
  select coalesce((select v.agency_id from unit_version v where v.unit_id = (select app.successor_of(p_agency)) and v.valid @> app.today()), p_agency)
$$;
create or replace function app.leaders_above(p_unit uuid) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = (select app.successor_of(p_unit)) and v.valid @> app.today()
    union all
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> app.today() where not up.is_agency
  )
  select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up
$$;
-- The same where a group is turned into people: its agency is asked for once, not for each holder of a post in the province.
do $$
declare
  v_was text := pg_get_functiondef('app.notify_concerned(jsonb, int)'::regprocedure);
  v_is text := replace(replace(v_was, 'select app.successor_of(u.id) as id, g.kind, g.principal from unit u',
                                      'select app.successor_of(u.id) as id, app.agency_now(u.id) as agency_id, g.kind, g.principal from unit u'),
                       'app.agency_now(g.id)', 'g.agency_id');
begin
  if v_is = v_was then raise exception 'app.notify_concerned asks for groups in another way'; end if;
  execute v_is;
end $$;
