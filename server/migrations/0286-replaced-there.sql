-- Why the sender asks for a delivery back: another document takes its place (Decree 30/2020, Art. 18), of which the recipient sees nothing but what was sent to them.
create index dispatch_replaces on dispatch (replaces_id) where replaces_id is not null;
create function app.replaced_by_sender(p_delivery uuid) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from delivery y where y.id = p_delivery and y.recipient_agency_id = any (app.agencies())
    and (exists (select from document d where d.id = y.document_id and d.state = 'replaced') or exists (select from dispatch n where n.replaces_id = y.dispatch_id)))
$$;
revoke all on function app.replaced_by_sender from public;
grant execute on function app.replaced_by_sender to mocban_app, mocban_worker;

-- What was given back since another took its place says so.
update document i set state = 'replaced' from delivery y
 where y.incoming_id = i.id and y.status = '15' and i.state = 'recalled'
   and (exists (select from document d where d.id = y.document_id and d.state = 'replaced') or exists (select from dispatch n where n.replaces_id = y.dispatch_id));
