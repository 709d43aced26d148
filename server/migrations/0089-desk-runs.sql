-- The desk takes what is to know from one ordered run for each principal, past all that is to do.
create index handling_to_know on handling (holder, asked_at desc, id desc) where ended_at is null and role = 'inform';
