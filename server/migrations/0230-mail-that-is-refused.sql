-- A letter that the mail server refuses for its address is tried again after a pause, and the others go on.
alter table notification add column mail_after timestamptz;
