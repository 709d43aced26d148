-- The plain page of a list, within the scope of a delegation that little fits, read all that who delegated may see. Now it looks back as a filter does (`app.look_back`), and says how far.
-- Within a scope that is less far: of each record that the scope itself does not show it is asked what it concerns.
do $$
declare
  v_was text := pg_get_functiondef('app.look_back(text[], timestamptz, uuid, int, timestamptz, timestamptz, text[], text, text, boolean, date, text)'::regprocedure);
  v_windows constant text := 'array[500, 4000, case when p_like is null then 16000 else 4000 end]';
  v_is text := replace(v_was, v_windows, format('case when app.scoped() then array[500, 2000, 2000] else %s end', v_windows));
begin
  if v_is = v_was then raise exception 'app.look_back looks back in another way'; end if;
  execute v_is;
end $$;

create or replace function app.newest_visible(p_lists text[], p_at timestamptz, p_id uuid, p_most int) returns table (record_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
begin
  if app.scoped() then
    return query select l.record_id, l.at from app.look_back(p_lists, p_at, p_id, p_most, null, null, null, null, null, false, null, null) l;
    return;
  end if;
  return query
  select distinct on (m.at, m.record_id) m.record_id, m.at
    from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
      select a.record_id, a.at from audience a
       where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (coalesce(p_at, 'infinity'), coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       order by a.at desc, a.record_id desc limit p_most) m
   order by m.at desc, m.record_id desc limit p_most;
end $$;
