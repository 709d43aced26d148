-- Since when mail can be sent. What rang before stood in the bell alone; it is not mailed all at once on the day that a mail server is set.
alter table installation add column mail_since timestamptz;
-- Where letters go out already, what waits for the next one does not get lost.
update installation set mail_since = created_at where exists (select from notification where mailed_at is not null);
create policy worker on installation for update to mocban_worker using (true) with check (true);
grant update (mail_since) on installation to mocban_worker;
