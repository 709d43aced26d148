-- How a document ended follows from its steps, as its state does: by what the last of them that led or directed was done with. So it is known whichever act brought the
-- end: also where the last open one was taken back or given back, and where another agency reported that it is done.
alter table handling add column finish_kind text check (finish_kind in ('answered', 'reported', 'filed'));

-- Steps that an end may still follow from, and ends that tell of none.
update handling h set finish_kind = coalesce(
    (select e.data ->> 'kind' from event e where e.record_id = h.document_id and e.kind = 'document.step-finished' and e.data ->> 'handlingId' = h.id::text
      and e.data ->> 'kind' in ('answered', 'reported', 'filed') order by e.id desc limit 1),
    case when h.delivery_id is not null then 'reported' end)
  from document d where d.id = h.document_id and d.travel = 'incoming' and d.finish_kind is null and h.state = 'done';
update document d set finish_kind = s.finish_kind, finish_note = nullif(s.end_note, '')
  from (select distinct on (h.document_id) h.document_id, h.finish_kind, h.end_note from handling h
         where h.state = 'done' and h.role in ('lead', 'present') order by h.document_id, h.ended_at desc) s
 where s.document_id = d.id and d.state = 'finished' and d.finish_kind is null;

-- As before (0270); what was taken back or replaced by its sender has ended, whatever its steps say.
create or replace function app.refresh_state(p_document uuid) returns text
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare v_state text;
begin
  perform from document d where d.id = p_document for no key update;
  update document d set version = version + 1, state = s.state,
    finished_at = case when s.state = 'finished' then coalesce(d.finished_at, app.now()) end,
    finish_kind = case when s.state = 'finished' then coalesce(d.finish_kind, s.done ->> 'kind') end,
    finish_note = case when s.state = 'finished' then case when d.finish_kind is null then s.done ->> 'note' else d.finish_note end end
  from (
    select case
      when bool_or(h.ended_at is null and h.role = 'lead' and h.state = 'accepted') then 'processing'
      when bool_or(h.ended_at is null and h.role = 'lead') then 'directed'
      when bool_or(h.ended_at is null and h.role = 'present') then 'presented'
      when bool_or(h.state = 'done' and h.role in ('lead', 'present')) then 'finished'
      else 'registered' end as state,
      (array_agg(jsonb_build_object('kind', h.finish_kind, 'note', nullif(h.end_note, '')) order by h.ended_at desc, h.id desc)
        filter (where h.state = 'done' and h.role in ('lead', 'present')))[1] as done
    from handling h where h.document_id = p_document
  ) s
  where d.id = p_document and d.travel = 'incoming' and d.state not in ('cancelled', 'recalled', 'replaced')
  returning d.state into v_state;
  return v_state;
end $$;

-- For what follows from an act in the same moment, and is read after it.
create function app.id_after() returns uuid language sql volatile parallel safe as $$
  select encode(overlay(uuid_send(app.new_id()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint + 1) from 3) from 1 for 6), 'hex')::uuid
$$;

-- As before (0130): what the recipient reports ends the sender's document as well where nothing else of it is open, which is an event of its own.
create or replace function app.carry_delivery_status(p_delivery uuid, p_code text, p_note text, p_at timestamptz default null) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_by uuid;
  v_name text;
  v_finished boolean;
begin
  select * into d from delivery where id = p_delivery for update;
  if p_code in ('15', '16') then
    if d.status <> '13' then return false; end if;
  elsif d.status in ('02', '06', '13', '15') or (d.status in ('01', '03', '04', '05') and p_code <= d.status) then
    return false;
  end if;
  v_by := app.agency_now(d.recipient_agency_id);
  v_name := coalesce(app.unit_name(v_by, app.today()), d.recipient_name);
  update delivery set status = p_code, status_at = app.now() where id = p_delivery;
  insert into delivery_status (delivery_id, at, code, by_agency_id, by_name, note)
    values (p_delivery, coalesce(p_at, clock_timestamp()), p_code, v_by, v_name, coalesce(p_note, '')) on conflict do nothing;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select app.agency_now(d.sender_agency_id), app.person(), app.position(), 'document.delivery-reported', d.document_id, s.travel,
      jsonb_build_object('deliveryId', p_delivery, 'code', p_code, 'note', coalesce(p_note, ''), 'recipient', v_name),
      array_remove(array[case when p_code in ('02', '06', '15', '16') then app.clerks_of(d.sender_agency_id) end, s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set
    state = case p_code when '06' then 'done' when '02' then 'returned' when '15' then 'recalled' else 'accepted' end,
    accepted_at = coalesce(accepted_at, app.now()),
    ended_at = case when p_code in ('02', '06', '15') then app.now() end,
    end_note = case when p_code in ('02', '06', '15') then p_note end,
    finish_kind = case when p_code = '06' then coalesce((select i.finish_kind from document i where i.id = d.incoming_id), 'reported') end,
    version = version + 1
    where delivery_id = p_delivery and ended_at is null;
  if found then
    select s.finished_at is not null into v_finished from document s where s.id = d.document_id;
    if app.refresh_state(d.document_id) = 'finished' then
      if not v_finished then
        insert into event (id, agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
          select app.id_after(), app.agency_now(d.sender_agency_id), app.person(), app.position(), 'document.finished', s.id, s.travel,
            jsonb_build_object('kind', s.finish_kind, 'note', coalesce(s.finish_note, '')), '{}'
            from document s where s.id = d.document_id;
      end if;
      perform app.carry_delivery_status(x.id, '06', p_note) from delivery x where x.incoming_id = d.document_id;
    end if;
  end if;
  return true;
end $$;
