-- Events are sealed shortly after they are written: each agency's in one chain, every link hashed over the one before it and the whole event.
-- No writer waits for a chain. Changing, removing or reordering a sealed event breaks its chain; rewriting the chain itself is found by
-- whoever holds a later checkpoint (agency, place, hash) outside this database.
create table event_seal (
  -- The nil UUID for acts of no agency.
  agency_id uuid not null,
  seq bigint not null check (seq > 0),
  event_id uuid not null unique,
  previous bytea not null,
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, seq)
);
alter table event_seal enable row level security;
create policy worker on event_seal to mocban_worker using (true) with check (true);
create policy audit on event_seal for select to mocban_app using ((select app.can('audit')) and agency_id = (select app.agency()));
grant select, insert on event_seal to mocban_worker;
grant select on event_seal to mocban_app;

-- Every column of the event, written so that no two events read alike.
create function app.event_digest(e event) returns bytea language sql immutable parallel safe as $$
  select sha256(convert_to(jsonb_build_array(
    e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.agency_id, e.person_id, e.position_id, e.acting_for, e.kind, e.record_id,
    e.record_list, e.data, e.concerns, e.request_id)::text, 'UTF8'))
$$;

create function app.seal_link(p_previous bytea, p_seq bigint, e event) returns bytea language sql immutable parallel safe as $$
  select sha256(p_previous || int8send(p_seq) || app.event_digest(e))
$$;

-- Seals events that are not sealed yet, oldest first in each agency; answers how many. `p_since` spares looking at what was sealed long ago:
-- identifiers begin with their time. One sealer at a time.
create function app.seal_events(p_since uuid, p_limit int) returns int language plpgsql volatile set search_path = public, app, pg_temp as $$
declare
  e event;
  v_agency uuid;
  v_seq bigint;
  v_hash bytea;
  v_previous bytea;
  v_count int := 0;
begin
  perform pg_advisory_xact_lock(6303, 1);
  for e in
    select x.* from event x where (p_since is null or x.id >= p_since) and not exists (select from event_seal s where s.event_id = x.id)
    order by x.agency_id, x.id limit p_limit
  loop
    if v_agency is distinct from coalesce(e.agency_id, '00000000-0000-0000-0000-000000000000') then
      v_agency := coalesce(e.agency_id, '00000000-0000-0000-0000-000000000000');
      select s.seq, s.hash into v_seq, v_hash from event_seal s where s.agency_id = v_agency order by s.seq desc limit 1;
      if not found then
        v_seq := 0;
        v_hash := sha256(uuid_send(v_agency));
      end if;
    end if;
    v_previous := v_hash;
    v_seq := v_seq + 1;
    v_hash := app.seal_link(v_previous, v_seq, e);
    insert into event_seal (agency_id, seq, event_id, previous, hash) values (v_agency, v_seq, e.id, v_previous, v_hash);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
revoke all on function app.seal_events from public;
grant execute on function app.seal_events to mocban_worker;

-- What is wrong with the chains: nothing, where no row is answered.
create function app.broken_seals() returns table (agency_id uuid, seq bigint, event_id uuid, what text)
language sql stable set search_path = public, app, pg_temp as $$
  select * from (
    select s.agency_id, s.seq, s.event_id,
      case
        when s.seq <> coalesce(lag(s.seq) over w, 0) + 1 then 'link-missing'
        when s.previous <> coalesce(lag(s.hash) over w, sha256(uuid_send(s.agency_id))) then 'chain-broken'
        when e.id is null then 'event-missing'
        when s.hash <> app.seal_link(s.previous, s.seq, e) then 'event-altered'
      end as what
    from event_seal s left join event e on e.id = s.event_id
    window w as (partition by s.agency_id order by s.seq)
  ) checked where what is not null
$$;
revoke all on function app.broken_seals from public;
grant execute on function app.broken_seals to mocban_worker;
