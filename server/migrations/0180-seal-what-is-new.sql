-- What is new is sealed every few seconds. The question what is new was asked in the order of agencies, and of a plan that also had to answer "since ever": it read all
-- events that there are, each time. Asked in the order of their identifiers it reads those since the one that is named, and the next batch begins where this one ended.
drop function app.seal_events(uuid, int);
create function app.seal_events(p_since uuid, p_limit int) returns table (sealed int, latest uuid) language plpgsql volatile set search_path = public, app, pg_temp as $$
declare
  v_agency uuid;
  v_seq bigint;
  v_hash bytea;
  v_previous bytea;
  e event;
begin
  sealed := 0;
  perform pg_advisory_xact_lock(6303, 1);
  for e in
    select x.* from (
      select n.id from event n
       where n.id > p_since and not exists (select from event_seal s where s.event_id = n.id and s.event_id > p_since) order by n.id limit p_limit) new
      join event x on x.id = new.id
    order by x.agency_id, x.id
  loop
    if v_agency is distinct from coalesce(e.agency_id, '00000000-0000-0000-0000-000000000000') then
      v_agency := coalesce(e.agency_id, '00000000-0000-0000-0000-000000000000');
      select s.seq, s.hash into v_seq, v_hash from event_seal s where s.agency_id = v_agency order by s.seq desc limit 1;
      if not found then
        v_seq := 0;
        v_hash := app.seal_start(v_agency);
      end if;
    end if;
    v_previous := v_hash;
    v_seq := v_seq + 1;
    v_hash := app.seal_link(v_previous, v_seq, e);
    insert into event_seal (agency_id, seq, event_id, previous, hash) values (v_agency, v_seq, e.id, v_previous, v_hash);
    sealed := sealed + 1;
    latest := greatest(latest, e.id);
  end loop;
  return next;
end $$;
revoke all on function app.seal_events from public;
grant execute on function app.seal_events to mocban_worker;
