-- The first page by a delegation with a scope: its runs read several rows for each that is shown in the end. They are asked for the scope within the query that finds
-- them, not by a function for each. What it answers is what the policy of `audience` lets through, and the page asks the policies of what it shows once more.

-- One page of the records that who asks sees, newest first: one ordered run of the index for each of their principals, merged.
create function app.newest_visible(p_lists text[], p_at timestamptz, p_id uuid, p_most int) returns table (record_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
  v_scoped boolean := app.scoped();
begin
  return query
  select distinct on (m.at, m.record_id) m.record_id, m.at
    from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
      select a.record_id, a.at from audience a
       where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (coalesce(p_at, 'infinity'), coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
         -- What is true of nearly every row is asked here; `app.in_scope` before a row is left out.
         and case when not v_scoped then true
                  when (v_scope is null or a.principal = any (v_scope)
                        or exists (select from audience s where s.record_id = a.record_id and s.principal = any (v_scope) offset 0))
                   and (v_types is null or exists (select from document d where d.id = a.record_id and d.type_code = any (v_types) offset 0)) then true
                  else app.in_scope(a.record_id) end
       order by a.at desc, a.record_id desc limit p_most) m
   order by m.at desc, m.record_id desc limit p_most;
end $$;
