-- What waits is looked for agency by agency: what waits for a way that is down is passed over, not read at every look.
drop index exchange_message_due;
-- Whatever goes out goes to an agency of the directory.
alter table exchange_message add constraint exchange_message_out check (direction = 'in' or outside_id is not null);
create index exchange_message_due on exchange_message (outside_id, next_try_at, id) where state in ('waiting', 'sending');
