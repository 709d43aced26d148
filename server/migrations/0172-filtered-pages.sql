-- A list with filters, as the plain page (0133, 0170): its runs meet every document that who asks may see until a page is full, and by a delegation with a scope the
-- policies asked a function of each, twice. Found within one query; what is shown is asked of the policies.
create function app.newest_filtered(
  p_lists text[], p_at timestamptz, p_id uuid, p_most int, p_from timestamptz, p_to timestamptz,
  p_states text[], p_type text, p_urgency text, p_open boolean, p_late_before date, p_like text)
returns table (record_id uuid, at timestamptz)
language plpgsql stable security definer rows 100 set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
  v_at timestamptz := least(coalesce(p_at, 'infinity'), p_to);
  -- Up to an instant without a record of it: nothing lies at that instant itself.
  v_id uuid := case when p_at <= coalesce(p_to, 'infinity') then p_id when p_to is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else '00000000-0000-0000-0000-000000000000' end;
begin
  return query
  with found as materialized (
    select distinct on (m.at, m.record_id) m.record_id, m.at
      from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
        select a.record_id, a.at from audience a join document d on d.id = a.record_id
         where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (v_at, v_id)
           and (p_from is null or a.at >= p_from)
           and (p_states is null or d.state = any (p_states))
           and (p_type is null or d.type_code = p_type)
           and (p_urgency is null or d.urgency = p_urgency)
           and (not p_open or (d.finished_at is null and d.state not in ('cancelled', 'recalled', 'replaced')))
           and (p_late_before is null or (d.finished_at is null and d.due_on < p_late_before))
           and (p_like is null or unaccent(coalesce(d.symbol, '') || ' ' || d.abstract || ' ' || coalesce(d.issuer_name, '')) ilike unaccent(p_like))
           and (v_types is null or d.type_code = any (v_types))
           -- Asked of the document, so that it is asked after the filters.
           and case when v_scope is null or a.principal = any (v_scope) then true
                    when exists (select from audience s where s.record_id = d.id and s.principal = any (v_scope) offset 0) then true
                    else app.in_scope(d.id) end
         order by a.at desc, a.record_id desc limit p_most) m
     order by m.at desc, m.record_id desc limit p_most
  ), noted as materialized (
    select app.note_within(array_agg(f.record_id)) from found f
  )
  select f.record_id, f.at from found f cross join noted;
end $$;
