-- Taking back the act one has just done, while nobody has acted on it.

-- A direction that was taken back stays in the trail; beside the document stand those in force.
alter table direction add column taken_back_at timestamptz;

-- An answer that was named on finishing is unnamed when the finishing is taken back.
create policy unrelate on document_relation for delete to mocban_app using (
  kind = 'answers' and exists (select from audience a where a.record_id = from_id offset 0) and exists (select from audience a where a.record_id = to_id offset 0));
grant delete on document_relation to mocban_app;

-- Closes a document again to those whom only these steps opened it to: asked by who calls, and taken back. Whoever sees it for another reason still
-- does: another step, the unit it was registered or drafted in, a task made from it.
create function app.close_to(p_document uuid, p_steps uuid[]) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from handling h where h.id = any (p_steps) and (h.document_id <> p_document or h.state <> 'recalled' or h.asked_by <> app.person())) then
    raise exception 'a document is closed only to whom one asked oneself' using errcode = '42501';
  end if;
  if exists (select from task k where k.origin_document_id = p_document) then return; end if;
  with step as (
    select h.id = any (p_steps) as undone, h.holder, h.person_id, app.leaders_above(h.unit_id) as leaders from handling h where h.document_id = p_document
  ), opened as (
    select undone, holder as principal from step union select undone, person_id from step union select undone, unnest(leaders) from step
  ), kept as (
    select principal from opened where not undone
    union select unnest(app.leaders_above(d.drafting_unit_id)) from document d where d.id = p_document
    union select unnest(app.leaders_above(q.unit_id)) from document d join position q on q.id = d.created_position where d.id = p_document
  )
  delete from audience a where a.record_id = p_document and a.reason in ('handles', 'directs', 'informed', 'leader-above')
    and a.principal in (select principal from opened where undone) and a.principal not in (select principal from kept where principal is not null);
end $$;
revoke all on function app.close_to from public;
grant execute on function app.close_to to mocban_app;

-- Takes back at the sender that a delivery was finished (06), when its recipient takes the finishing back: the delivery is as far as it was before, and
-- the sender's step that waits for it is open again. Where that had finished a document which itself came by a delivery, its sender is told in turn.
create function app.carry_reopened(p_incoming uuid) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_code text;
  v_agency text;
  v_finished boolean;
begin
  select * into d from delivery where incoming_id = p_incoming and status = '06' for update;
  if not found then return; end if;
  select coalesce((select s.code from delivery_status s where s.delivery_id = d.id and s.code in ('03', '04', '05') order by s.at desc limit 1), '03') into v_code;
  select name into v_agency from unit_now where id = d.recipient_agency_id;
  update delivery set status = v_code, status_at = app.now() where id = d.id;
  insert into delivery_status (delivery_id, code, by_agency_id, by_name) values (d.id, v_code, d.recipient_agency_id, v_agency);
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select d.sender_agency_id, app.person(), app.position(), 'document.delivery-reopened', d.document_id, s.travel,
      jsonb_build_object('deliveryId', d.id, 'code', v_code, 'recipient', v_agency),
      array_remove(array[app.clerks_of(d.sender_agency_id), s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set state = 'accepted', ended_at = null, end_note = null, version = version + 1 where delivery_id = d.id and state = 'done';
  if not found then return; end if;
  select state = 'finished' into v_finished from document where id = d.document_id;
  if app.refresh_state(d.document_id) <> 'finished' and v_finished then
    perform app.carry_reopened(d.document_id);
  end if;
end $$;
revoke all on function app.carry_reopened from public;

create function app.report_reopened(p_incoming uuid) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from document d join audience a on a.record_id = d.id
                  where d.id = p_incoming and d.agency_id = app.agency() and a.principal = any (app.principals())) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  perform app.carry_reopened(p_incoming);
end $$;
revoke all on function app.report_reopened from public;
grant execute on function app.report_reopened to mocban_app;
