-- A registration made by mistake is cancelled; what was registered by it is not gone with it: the arrival waits again, to be registered in the right book or refused, and its
-- sender does not go on reading that it was registered.
create function app.arrival_waits_again(p_document uuid, p_reason text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  y delivery;
  v_name text;
begin
  if not exists (select from document d where d.id = p_document and d.travel = 'incoming' and d.state = 'cancelled' and d.agency_id = any (app.agencies()) and app.sees(d.id)) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  select * into y from delivery where incoming_id = p_document and status = '03' for update;
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
revoke all on function app.arrival_waits_again from public;
grant execute on function app.arrival_waits_again to mocban_app;
