-- What every creating request pays for being answered once.

-- The plan that a connection keeps is made when it is first asked, and that may be when next to nothing is kept (a new installation, the morning after the sweep): then
-- reading all of it looks cheapest, and is what every request does from there on until the statistics are made again. A registration spent more on this than on its rows.
alter function app.kept_answer(uuid, text) set enable_seqscan = off;

-- Only the sweep asks by time, and the rows lie in its order: ranges of them do, and cost a writer nothing.
drop index idempotency_at;
create index idempotency_at on idempotency using brin (at);
