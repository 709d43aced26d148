-- A document that takes the place of another (Decree 30/2020, Art. 18) takes the place of it in the recipient's book as well: whoever opens the one there is led to the
-- other. Related with the registration, however it is made, and no longer than it holds.
create function app.relate_replaced_there() returns trigger
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare v_replaces uuid;
begin
  select d.replaces_id into v_replaces from dispatch d where d.id = new.dispatch_id;
  if v_replaces is null then return null; end if;
  if old.incoming_id is not null then delete from document_relation where from_id = old.incoming_id and kind = 'replaces'; end if;
  insert into document_relation (from_id, to_id, kind)
    select new.incoming_id, y.incoming_id, 'replaces' from delivery y
     where new.incoming_id is not null and y.dispatch_id = v_replaces and y.incoming_id is not null
       and app.agency_now(y.recipient_agency_id) = app.agency_now(new.recipient_agency_id)
    on conflict do nothing;
  return null;
end $$;
revoke all on function app.relate_replaced_there from public;
create trigger relate_replaced_there after update of incoming_id on delivery
  for each row when (new.incoming_id is distinct from old.incoming_id) execute function app.relate_replaced_there();
