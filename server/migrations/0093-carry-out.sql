-- What carrying out a reorganisation needs beyond what background work may do already.

-- Readers are served throughout; whoever writes waits. Taken all at once or not at all: a writer that holds one and wants another is let through first.
create function app.hold_writers() returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7401, 65);
  for attempt in 1..200 loop
    begin
      set local lock_timeout = '400ms';
      lock table unit_version, position, appointment, committee_member, delegation, document, draft, draft_recipient, handling, review, work_file, register,
        task, task_collaborator, delivery, event in share row exclusive mode;
      set local lock_timeout = 0;
      return;
    exception when lock_not_available or deadlock_detected then
      perform pg_sleep(0.05);
    end;
  end loop;
  raise exception 'writers do not make way' using errcode = '55P03';
end $$;
revoke all on function app.hold_writers from public;
grant execute on function app.hold_writers to mocban_worker;

-- Who waited meanwhile may act in a post that is no more: their act is refused whole when it would commit.
create function app.check_actor() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.position() is not null and not exists (select from position q where q.id = app.position() and q.valid @> app.today()) then
    raise exception 'the post of who acts has ended' using errcode = 'MB002';
  end if;
  return null;
end $$;
create constraint trigger actor_stands after insert on event deferrable initially deferred
  for each row when (new.position_id is not null) execute function app.check_actor();

-- What is open is passed on, and what was asked of two units that are one now is asked once.
grant delete on draft_recipient, task_collaborator, appointment to mocban_worker;
grant update on calendar_feed, begun_draft to mocban_worker;
grant insert, update on review_rule to mocban_worker;
grant insert on recorded_reading, numbering_rule, reminder_rule to mocban_worker;

create policy worker on service_account to mocban_worker using (true) with check (true);
grant select (person_id, agency_id, position_id), update (agency_id, position_id) on service_account to mocban_worker;
create policy worker on identity_provider to mocban_worker using (true) with check (true);
grant select (id, agency_id), update (agency_id) on identity_provider to mocban_worker;
grant select, insert on sign_in_rule to mocban_worker;
-- Sessions go on in the post that follows; whoever has none signs in anew.
grant select (id, person_id, position_id), update (position_id) on session to mocban_worker;
