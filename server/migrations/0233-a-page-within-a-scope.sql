-- A deputy's plain page is full after few records, as a rule: those that each principal met last, as far as all of them were read, are asked first and in their order. Only where
-- they do not fill it is it looked for window by window (0211), which asks where each window ends and meets a record by every principal.
create or replace function app.newest_visible(p_lists text[], p_at timestamptz, p_id uuid, p_most int) returns table (record_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
  v_met int := 3 * p_most;
begin
  if app.scoped() then
    return query
    with met as materialized (
      select p.id as principal, l.list, m.record_id, m.at
        from unnest(v_principals) p (id) cross join unnest(p_lists) l (list) cross join lateral (
          select a.record_id, a.at from audience a
           where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (coalesce(p_at, 'infinity'), coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
           order by a.at desc, a.record_id desc limit v_met) m
    ), whole as materialized (
      select coalesce(max(r.at), '-infinity') as after from (select min(m.at) as at from met m group by m.principal, m.list having count(*) = v_met) r
    ), found as materialized (
      select n.record_id, n.at
        from (select m.record_id, m.at, bool_or(m.principal = any (v_scope)) as known from met m cross join whole w where m.at > w.after
               group by m.at, m.record_id order by m.at desc, m.record_id desc) n
        cross join lateral (
          select from document d
           where d.id = n.record_id
             and (v_types is null or d.type_code = any (v_types))
             and case when v_scope is null or n.known then true
                      when exists (select from audience s where s.record_id = d.id and s.principal = any (v_scope) offset 0) then true
                      else app.in_scope(d.id) end
          offset 0) d
       limit p_most
    ), noted as materialized (
      select app.note_within(array_agg(f.record_id)) as n from found f having count(*) = p_most or (select w.after from whole w) = '-infinity'
    )
    select f.record_id, f.at from found f cross join noted;
    if not found then
      return query select l.record_id, l.at from app.look_back(p_lists, p_at, p_id, p_most, null, null, null, null, null, false, null, null) l;
    end if;
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

-- What several windows found is all within; the last one's alone was kept, and the policies asked of the others again.
create or replace function app.note_within(p_records uuid[]) returns int language plpgsql volatile set search_path = public, app, pg_temp as $$
begin
  if app.scoped() then perform set_config('app.within', concat_ws('|', app.delegation(), statement_timestamp(), (app.known_within() || p_records)::text), true); end if;
  return cardinality(p_records);
end $$;
