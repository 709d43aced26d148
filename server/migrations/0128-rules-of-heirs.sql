-- What a new agency takes over of its main predecessor when a reorganisation is carried out, and the seal that ends with an agency.
create policy worker on signature_rule to mocban_worker using (true) with check (true);
grant select, insert on signature_rule to mocban_worker;
create policy worker on signing_key to mocban_worker using (true) with check (true);
grant select (id, agency_id, ended_at), update (ended_at) on signing_key to mocban_worker;
