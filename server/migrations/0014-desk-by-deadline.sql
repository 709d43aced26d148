-- The desk shows what is due first, however much else waits.
create index handling_due on handling (holder, due_on) where ended_at is null and due_on is not null;
