-- An agency to which a document is directed is told what is asked of it: to lead, to help, or to know. The sender's step says so, which stays with the sender; this is all of it that is told.
create function app.asked_as(p_delivery uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as $$
  select h.role from handling h join delivery y on y.id = h.delivery_id
   where h.delivery_id = p_delivery and y.recipient_agency_id = any (app.agencies()) order by h.asked_at desc limit 1
$$;
revoke all on function app.asked_as from public;
grant execute on function app.asked_as to mocban_app;
