-- What arrives from another agency of the province rings at the recipient's clerks. They do not see the sender's record, so the act has an event of
-- its own on their side, without a record: only those whom it concerns read it.
create function app.tell_arrival() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into event (agency_id, kind, data, concerns)
    select new.recipient_agency_id, 'delivery.arrived',
      jsonb_build_object('deliveryId', new.id, 'sender', u.name, 'symbol', s.facts ->> 'symbol', 'abstract', s.facts ->> 'abstract', 'urgency', s.facts ->> 'urgency'),
      array[app.clerks_of(new.recipient_agency_id)]
    from dispatch s join unit_now u on u.id = new.sender_agency_id where s.id = new.dispatch_id;
  return null;
end $$;
create trigger tell_arrival after insert on delivery for each row
  when (new.recipient_agency_id is not null and new.status = '01') execute function app.tell_arrival();
