-- A list with a filter that little or nothing fits read all that who asks may see. Now one page looks at so many of the newest, fewer where words are compared, and says
-- how far back it looked; who wants to know goes on from there. What it costs is bounded by what somebody stands for, not by how much there is.
-- A row without a record says that everything since `at` was looked at, and nothing before. It is a whole minute, so that it tells nothing of a record: by a delegation
-- with a scope not all that was looked at may be known.
drop function app.newest_filtered;
create function app.look_back(
  p_lists text[], p_at timestamptz, p_id uuid, p_most int, p_from timestamptz, p_to timestamptz,
  p_states text[], p_type text, p_urgency text, p_open boolean, p_late_before date, p_like text)
returns table (record_id uuid, at timestamptz)
language plpgsql stable security definer rows 100 set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan set jit = off
  -- Runs of the index in their order, whatever is expected of them: anything else begins by reading all.
  set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
  v_like text := unaccent(p_like);
  v_at timestamptz := least(coalesce(p_at, 'infinity'), p_to);
  -- Up to an instant without a record of it: nothing lies at that instant itself.
  v_id uuid := case when p_at <= coalesce(p_to, 'infinity') then p_id when p_to is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else '00000000-0000-0000-0000-000000000000' end;
  v_from timestamptz := coalesce(p_from, '-infinity');
  v_until timestamptz;
  v_found int := 0;
  v_met int;
  v_window int;
begin
  foreach v_window in array array[500, 4000, case when p_like is null then 16000 else 4000 end] loop
    -- Where the window ends: of the index alone, whatever the filter asks.
    select date_trunc('minute', m.at) into v_until
      from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
        select a.at from audience a
         where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (v_at, v_id) and a.at >= v_from
         order by a.at desc, a.record_id desc limit v_window) m
     order by m.at desc offset v_window - 1 limit 1;
    return query
    with found as materialized (
      select distinct on (m.at, m.record_id) m.record_id, m.at
        from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
          select a.record_id, a.at from audience a
            -- Each document by its row of the audience: were it the other way round, all that fit the filter would be read, or all there are.
            cross join lateral (select from document d
               where d.id = a.record_id
                 and (p_states is null or d.state = any (p_states))
                 and (p_type is null or d.type_code = p_type)
                 and (p_urgency is null or d.urgency = p_urgency)
                 and (not p_open or (d.finished_at is null and d.state not in ('cancelled', 'recalled', 'replaced')))
                 and (p_late_before is null or (d.finished_at is null and d.due_on < p_late_before))
                 and (v_like is null or unaccent(coalesce(d.symbol, '') || ' ' || d.abstract || ' ' || coalesce(d.issuer_name, '')) ilike v_like)
                 and (v_types is null or d.type_code = any (v_types))
                 -- Asked of the document, so that it is asked after the filters.
                 and case when v_scope is null or a.principal = any (v_scope) then true
                          when exists (select from audience s where s.record_id = d.id and s.principal = any (v_scope) offset 0) then true
                          else app.in_scope(d.id) end
              offset 0) d
           where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (v_at, v_id) and a.at >= greatest(v_from, v_until)
           order by a.at desc, a.record_id desc limit p_most - v_found) m
       order by m.at desc, m.record_id desc limit p_most - v_found
    ), noted as materialized (
      select app.note_within(array_agg(f.record_id)) from found f
    )
    select f.record_id, f.at from found f cross join noted;
    get diagnostics v_met = row_count;
    v_found := v_found + v_met;
    if v_found >= p_most or v_until is null or v_until <= v_from then return; end if;
    v_at := v_until;
    v_id := '00000000-0000-0000-0000-000000000000';
  end loop;
  return query select null::uuid, v_until;
end $$;
