-- The state of an incoming document follows from its steps. Two agencies that report at the same moment each end a step of their own: who waited for the
-- other must read the steps anew. So the document is locked first, by a statement of its own; the next one sees what the other left.
create or replace function app.refresh_state(p_document uuid) returns text
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare v_state text;
begin
  perform from document d where d.id = p_document for no key update;
  update document d set version = version + 1, state = s.state,
    finished_at = case when s.state = 'finished' then coalesce(d.finished_at, app.now()) end
  from (
    select case
      when bool_or(h.ended_at is null and h.role = 'lead' and h.state = 'accepted') then 'processing'
      when bool_or(h.ended_at is null and h.role = 'lead') then 'directed'
      when bool_or(h.ended_at is null and h.role = 'present') then 'presented'
      when bool_or(h.state = 'done' and h.role in ('lead', 'present')) then 'finished'
      else 'registered' end as state
    from handling h where h.document_id = p_document
  ) s
  where d.id = p_document and d.travel = 'incoming' and d.state <> 'cancelled'
  returning d.state into v_state;
  return v_state;
end $$;

-- Whoever stands for the sender today asks for what it sent (0091 said so, 0110 forgot), and the event is the agency's that stands for the recipient today.
create or replace function app.tell_recipient(p_delivery uuid, p_kind text, p_data jsonb) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare d delivery;
begin
  select * into d from delivery where id = p_delivery;
  if not found or d.sender_agency_id <> all (app.agencies()) or not app.sees(d.document_id) then
    raise exception 'not the sender' using errcode = '42501';
  end if;
  if d.recipient_agency_id is null then return; end if;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    values (app.agency_now(d.recipient_agency_id), app.person(), app.position(), p_kind, d.incoming_id, case when d.incoming_id is not null then 'incoming' end,
            p_data || jsonb_build_object('deliveryId', p_delivery), array[app.clerks_of(d.recipient_agency_id)]);
end $$;

-- Whatever was told of it before it came back to the clerk.
create or replace function app.arrival_waits_again(p_document uuid, p_reason text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  y delivery;
  v_name text;
begin
  if not exists (select from document d where d.id = p_document and d.travel = 'incoming' and d.state = 'cancelled' and d.agency_id = any (app.agencies()) and app.sees(d.id)) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  select * into y from delivery where incoming_id = p_document and status in ('03', '04', '05', '16') for update;
  if not found then return; end if;
  v_name := coalesce(app.unit_name(app.agency_now(y.recipient_agency_id), app.today()), y.recipient_name);
  update delivery set incoming_id = null, status = '01', status_at = app.now() where id = y.id;
  insert into delivery_status (delivery_id, code, by_agency_id, by_name, note) values (y.id, '01', app.agency_now(y.recipient_agency_id), v_name, p_reason);
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select app.agency_now(y.sender_agency_id), app.person(), app.position(), 'document.delivery-reported', y.document_id, s.travel,
      jsonb_build_object('deliveryId', y.id, 'code', '01', 'note', p_reason, 'recipient', v_name), array_remove(array[s.created_by], null)
      from document s where s.id = y.document_id;
  update handling set state = 'waiting', accepted_at = null, version = version + 1 where delivery_id = y.id and ended_at is null and state = 'accepted';
  if found then perform app.refresh_state(y.document_id); end if;
end $$;
