-- A document's state follows from its steps: registered (nobody has it), presented (a leader has it), directed (asked of somebody),
-- processing (somebody accepted), finished (nothing that had to be directed or led is open). Derived, so anybody's act may refresh it.
create function app.refresh_state(p_document uuid) returns text
language sql volatile security definer set search_path = public, app, pg_temp as $$
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
  returning d.state
$$;
revoke all on function app.refresh_state from public;
grant execute on function app.refresh_state to mocban_app, mocban_worker;

-- Carries a status to the sender of a delivery: to the delivery, to the step that waits for it, and as an event on the sender's record. Where that
-- finishes a document which itself came by a delivery, its sender is told in turn. Answers false where the status says nothing new
-- (codes 01-06 only go forward; 02 and 06 end).
create function app.carry_delivery_status(p_delivery uuid, p_code text, p_note text) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_agency text;
begin
  select * into d from delivery where id = p_delivery for update;
  if p_code in ('15', '16') then
    if d.status <> '13' then return false; end if;
  elsif d.status in ('02', '06', '13', '15') or (d.status in ('01', '03', '04', '05') and p_code <= d.status) then
    return false;
  end if;
  select name into v_agency from unit_now where id = d.recipient_agency_id;
  update delivery set status = p_code, status_at = app.now() where id = p_delivery;
  insert into delivery_status (delivery_id, code, by_agency_id, by_name, note) values (p_delivery, p_code, d.recipient_agency_id, v_agency, coalesce(p_note, ''));
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select d.sender_agency_id, app.person(), app.position(), 'document.delivery-reported', d.document_id, s.travel,
      jsonb_build_object('deliveryId', p_delivery, 'code', p_code, 'note', coalesce(p_note, ''), 'recipient', v_agency),
      array_remove(array[case when p_code in ('02', '06', '15', '16') then app.clerks_of(d.sender_agency_id) end, s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set
    state = case p_code when '06' then 'done' when '02' then 'returned' when '15' then 'recalled' else 'accepted' end,
    accepted_at = coalesce(accepted_at, app.now()),
    ended_at = case when p_code in ('02', '06', '15') then app.now() end,
    end_note = case when p_code in ('02', '06', '15') then p_note end,
    version = version + 1
    where delivery_id = p_delivery and ended_at is null;
  if found and app.refresh_state(d.document_id) = 'finished' then
    perform app.carry_delivery_status(x.id, '06', p_note) from delivery x where x.incoming_id = d.document_id;
  end if;
  return true;
end $$;
revoke all on function app.carry_delivery_status from public;

-- What the recipient reports; they see nothing of what it changes at the sender's.
create function app.report_delivery(p_delivery uuid, p_code text, p_note text) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from delivery d where d.id = p_delivery and d.recipient_agency_id = app.agency()
     and (app.clerks_of(d.recipient_agency_id) = any (app.principals())
          or exists (select from audience a where a.record_id = d.incoming_id and a.principal = any (app.principals())))) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  return app.carry_delivery_status(p_delivery, p_code, p_note);
end $$;
revoke all on function app.report_delivery from public;
grant execute on function app.report_delivery to mocban_app;
