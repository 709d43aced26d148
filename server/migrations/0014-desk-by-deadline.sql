-- The desk shows what is due first, however much else waits: for who is asked, and for who waits.
create index handling_due on handling (holder, due_on) where ended_at is null and due_on is not null;
drop index handling_asked;
create index handling_asked on handling (asked_by, due_on, asked_at, id) where ended_at is null;
