-- The desk of a deputy: whether a step may be shown and is within the scope of the delegation was asked by a function for each row, of the step and of its document, for
-- each list and for the count. Now the steps are found in one query that asks it of its rows; what is shown of them is asked of the policies of its document once more,
-- which is what a step's own policy asks. And where the policies do ask, they ask a function that is cheaper to call.

-- What `app.in_scope` says of the record of a row of the audience by a scope of types, with one look-up whatever the answer; null where that leaves it open. In SQL, which
-- is called in half the time, and of one shape, so that its plan is kept.
create function app.row_in_scope(p_record uuid, p_principal uuid, p_scope uuid[], p_types text[]) returns boolean
language sql stable parallel safe cost 10 security definer set search_path = public, app, pg_temp as $$
  select case when d.type_code <> all (p_types) then false
              when p_scope = '{}' or p_principal = any (p_scope)
                or exists (select from audience a where a.record_id = p_record and a.principal = any (p_scope) offset 0) then true end
    from document d where d.id = p_record
$$;
-- What a function of the owner found to be within the scope is not asked again by the policies of the same statement, which sees the same rows: kept with the delegation
-- and the statement for which it holds. Whether who asks sees a record at all, the policies ask as ever.
create function app.note_within(p_records uuid[]) returns int language plpgsql volatile set search_path = public, app, pg_temp as $$
begin
  if app.scoped() then perform set_config('app.within', concat_ws('|', app.delegation(), statement_timestamp(), p_records::text), true); end if;
  return cardinality(p_records);
end $$;
revoke all on function app.note_within from public;
create function app.known_within() returns uuid[] language sql stable parallel safe as $$
  select case when starts_with(current_setting('app.within', true), concat_ws('|', app.delegation(), statement_timestamp(), '{'))
    then split_part(current_setting('app.within', true), '|', 3)::uuid[] else '{}' end
$$;

-- Who acts without a scope is asked nothing; a row that is itself of a unit of the scope needs no other to be known by.
alter policy mine on audience using (principal = any ((select app.principals())::uuid[])
  and case when not (select app.scoped()) or record_id = any ((select app.known_within())::uuid[]) then 0
           when (select app.scope_types()) is null then case when principal = any ((select app.scope())::uuid[]) or app.in_scope(record_id) then 0 else 1 end
           else case app.row_in_scope(record_id, principal, (select app.scope()), (select app.scope_types()))
                  when true then 0 when false then 1 else case when app.in_scope(record_id) then 0 else 1 end end end <> 1);
drop function app.row_in_scope(uuid, uuid, uuid[]);

-- An open step as its policy shows it to who asks. Read by functions of the owner alone.
create view app.open_step as
  select h.* from handling h
   where h.ended_at is null
     -- Whoever has a step sees its document by the same principal, as a rule.
     and case when h.holder = any ((select app.principals())::uuid[])
                and exists (select from audience a where a.record_id = h.document_id and a.principal = h.holder offset 0) then true
              else exists (select from audience a where a.record_id = h.document_id and a.principal = any ((select app.principals())::uuid[]) offset 0) end
     and case when not (select app.scoped()) then true
              when ((select app.scope_types()) is null
                    or exists (select from document d where d.id = h.document_id and d.type_code = any ((select app.scope_types())::text[]) offset 0))
               and ((select app.scope_principals()) is null
                    or exists (select from audience a where a.record_id = h.document_id and a.principal = any ((select app.scope_principals())::uuid[]) offset 0)) then true
              else app.in_scope(h.document_id) end;

-- What lies on the desk of who asks: each list as it is ordered, as far as it is shown. What is to do is read once, as far as it is counted; what of it is due is read
-- anew only where more lies there.
create function app.desk_steps(p_shown int, p_counted int, p_due date)
returns table (list text, place bigint, counted bigint, id uuid, document_id uuid, version int, role text, state text, unit_id uuid, position_id uuid, person_id uuid,
  asked_by uuid, asked_at timestamptz, instruction text, due_on date, seen_at timestamptz)
language plpgsql stable security definer rows 100 set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_principals uuid[] := app.principals();
  v_person uuid := app.person();
begin
  return query
  with to_do as materialized (
    select h.*, row_number() over (order by h.asked_at desc, h.id desc) as place
      from unnest(v_principals) p (id) cross join lateral (
        -- One ordered run for each principal, merged, so that it costs what is shown, not all that lies there.
        select s.* from app.open_step s where s.holder = p.id and s.role <> 'inform' and s.delivery_id is null
         order by s.asked_at desc, s.id desc limit p_counted + 1) h
     order by h.asked_at desc, h.id desc limit p_counted + 1
  ), counted as materialized (
    select count(*) as n, count(*) <= p_counted as complete from to_do
  ), due as (
    select h.* from to_do h where (select c.complete from counted c) and h.due_on <= p_due
    union all
    select h.*, 0 from unnest(v_principals) p (id) cross join lateral (
        select s.* from app.open_step s where s.holder = p.id and s.role <> 'inform' and s.delivery_id is null and s.due_on <= p_due
         order by s.due_on, s.asked_at, s.id limit p_shown) h
     where not (select c.complete from counted c)
  ), to_know as (
    select h.* from unnest(v_principals) p (id) cross join lateral (
        select s.* from app.open_step s where s.holder = p.id and s.role = 'inform' and s.delivery_id is null
         order by s.asked_at desc, s.id desc limit p_shown) h
  ), waiting as (
    -- What is late comes first, not what was asked last: that is what one asks after.
    select s.* from app.open_step s where s.asked_by = v_person and s.role <> 'inform' and not s.holder = any (v_principals)
     order by s.due_on nulls last, s.asked_at, s.id limit p_shown
  ), line as materialized (
    select 'toDo' as list, h.place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at from to_do h where h.place <= p_shown
    union all
    (select 'due', row_number() over (order by h.due_on, h.asked_at, h.id) as place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at
      from due h order by place limit p_shown)
    union all
    (select 'toKnow', row_number() over (order by h.asked_at desc, h.id desc) as place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at
      from to_know h order by place limit p_shown)
    union all
    select 'waiting', row_number() over (order by h.due_on nulls last, h.asked_at, h.id), h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at
      from waiting h
  ), noted as materialized (
    select app.note_within(array_agg(h.document_id)) from line h
  )
  select h.list, h.place, c.n, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at
    from line h cross join counted c cross join noted;
end $$;

-- The first page as before (0133), which notes what it found.
do $$
declare
  v_was text := pg_get_functiondef('app.newest_visible(text[], timestamptz, uuid, int)'::regprocedure);
  v_is text := replace(replace(v_was, 'return query
  select distinct on', 'return query
  with found as materialized (
  select distinct on'), 'limit p_most;
end', 'limit p_most
  ), noted as materialized (
    select app.note_within(array_agg(f.record_id)) from found f
  )
  select f.record_id, f.at from found f cross join noted;
end');
begin
  if v_is !~ 'found as materialized' or v_is !~ 'note_within' then raise exception 'app.newest_visible finds what is newest in another way'; end if;
  execute v_is;
end $$;
