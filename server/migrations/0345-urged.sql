-- Who directed or assigned something, or follows it, urges those who hold it, with a sentence. The step and the task say by whom and how they were urged last; that it was
-- done each time stands in the trail.
alter table handling
  add column urged_at timestamptz, add column urged_by uuid references person, add column urged_for uuid references person, add column urged_text text,
  add check ((urged_at is null) = (urged_by is null) and (urged_at is null) = (urged_text is null) and (urged_for is null or urged_by is not null));
alter table task
  add column urged_at timestamptz, add column urged_by uuid references person, add column urged_for uuid references person, add column urged_text text,
  add check ((urged_at is null) = (urged_by is null) and (urged_at is null) = (urged_text is null) and (urged_for is null or urged_by is not null));

-- Another agency is urged by the delivery with which it was asked: its clerks while it waits to be registered, then whoever holds it there, and whoever asked for what
-- lies with an agency further on, which answers to them. The sentence is written into that agency's own trail.
create function app.urge_recipient(p_delivery uuid, p_text text) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  y delivery;
  v_concerns uuid[];
  v_sender text;
begin
  select * into y from delivery where id = p_delivery;
  if not found or y.sender_agency_id <> all (app.agencies()) or not app.sees(y.document_id) then
    raise exception 'not the sender' using errcode = '42501';
  end if;
  if y.recipient_agency_id is null or y.status in ('02', '06', '13', '15') then return; end if;
  v_sender := coalesce(y.sender_name, app.unit_name(app.agency_now(y.sender_agency_id), app.now()));
  if y.incoming_id is null then
    insert into event (agency_id, person_id, position_id, acting_for, kind, data, concerns)
      select app.agency_now(y.recipient_agency_id), app.person(), app.position(), app.acting_for(), 'delivery.urged',
        jsonb_build_object('deliveryId', y.id, 'sender', v_sender, 'symbol', s.facts ->> 'symbol', 'abstract', s.facts ->> 'abstract', 'text', p_text), array[app.clerks_of(y.recipient_agency_id)]
        from dispatch s where s.id = y.dispatch_id;
    return;
  end if;
  with urged as (
    update handling h set urged_at = app.now(), urged_by = app.person(), urged_for = app.acting_for(), urged_text = p_text
     where h.document_id = y.incoming_id and h.ended_at is null and h.role <> 'inform'
    returning case when h.delivery_id is null then h.holder else h.asked_by end as whom
  ) select array_agg(distinct whom) into v_concerns from urged;
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, concerns)
    select app.agency_now(y.recipient_agency_id), app.person(), app.position(), app.acting_for(), 'document.urged', d.id, d.travel,
      jsonb_build_object('deliveryId', y.id, 'sender', v_sender, 'text', p_text), coalesce(v_concerns, array[app.clerks_of(y.recipient_agency_id)])
      from document d where d.id = y.incoming_id;
end $$;
revoke all on function app.urge_recipient from public;
grant execute on function app.urge_recipient to mocban_app;

-- The desk (0170) says it too.
create or replace view app.open_step as
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

drop function app.desk_steps(int, int, date);
create function app.desk_steps(p_shown int, p_counted int, p_due date)
returns table (list text, place bigint, counted bigint, id uuid, document_id uuid, version int, role text, state text, unit_id uuid, position_id uuid, person_id uuid,
  asked_by uuid, asked_at timestamptz, instruction text, due_on date, seen_at timestamptz, urged_at timestamptz, urged_by uuid, urged_for uuid, urged_text text)
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
    select 'toDo' as list, h.place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at, h.urged_at, h.urged_by, h.urged_for, h.urged_text from to_do h where h.place <= p_shown
    union all
    (select 'due', row_number() over (order by h.due_on, h.asked_at, h.id) as place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at, h.urged_at, h.urged_by, h.urged_for, h.urged_text
      from due h order by place limit p_shown)
    union all
    (select 'toKnow', row_number() over (order by h.asked_at desc, h.id desc) as place, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at, h.urged_at, h.urged_by, h.urged_for, h.urged_text
      from to_know h order by place limit p_shown)
    union all
    select 'waiting', row_number() over (order by h.due_on nulls last, h.asked_at, h.id), h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at, h.urged_at, h.urged_by, h.urged_for, h.urged_text
      from waiting h
  ), noted as materialized (
    select app.note_within(array_agg(h.document_id)) from line h
  )
  select h.list, h.place, c.n, h.id, h.document_id, h.version, h.role, h.state, h.unit_id, h.position_id, h.person_id, h.asked_by, h.asked_at, h.instruction, h.due_on, h.seen_at, h.urged_at, h.urged_by, h.urged_for, h.urged_text
    from line h cross join counted c cross join noted;
end $$;
