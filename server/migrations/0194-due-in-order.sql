-- What is due is read in the order of its moment and then of its identifier. Documents issued by one act have one moment: without the identifier all that waits was read and sorted
-- for each lot that goes.
drop index exchange_message_due;
create index exchange_message_due on exchange_message (next_try_at, id) where state in ('waiting', 'sending');
