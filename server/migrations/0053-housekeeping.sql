-- What the nightly sweep takes away: nothing of it is anybody's record.
create policy worker on sign_in_failure to mocban_worker using (true);
grant select (last_at), delete on sign_in_failure to mocban_worker;
