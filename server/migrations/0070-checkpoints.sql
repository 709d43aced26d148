-- What makes the trail proof against whoever holds the database: the address of each act, an encoding under the seal that covers every column, and
-- signed checkpoints over the heads of all chains.

-- Where the act came from, as the program saw it; null for what the program does by itself.
alter table event add column address inet;
alter table event alter column address set default nullif(current_setting('app.address', true), '')::inet;

-- Which encoding a seal was made over. What was sealed before there were addresses keeps its own.
alter table event_seal add column scheme smallint not null default 1 check (scheme in (1, 2));
alter table event_seal alter column scheme set default 2;
-- It stood under no hash, and what is not sealed is no evidence. Checkpoints tell when.
alter table event_seal drop column sealed_at;

-- Every column of the event, written so that no two events read alike: JSON tells null from empty and text from number, and moments are written by
-- JSON itself, with their microseconds, era and infinity, whatever the session's settings are.
create function app.event_text(e event, p_scheme smallint) returns text language sql stable parallel safe as $$
  select case
    when p_scheme = 1 and e.address is null then jsonb_build_array(
      e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.agency_id, e.person_id, e.position_id, e.acting_for, e.kind, e.record_id,
      e.record_list, e.data, e.concerns, e.request_id)
    when p_scheme = 2 then jsonb_build_array(
      e.id, e.at at time zone 'UTC', e.agency_id, e.person_id, e.position_id, e.acting_for, e.kind, e.record_id,
      e.record_list, e.data, e.concerns, e.request_id, e.address)
  end::text
$$;

drop function app.broken_seals();
drop function app.seal_link(bytea, bigint, event);
drop function app.event_digest(event);

-- The link of a chain: over the link before it, its own place and the whole event.
create function app.seal_link(p_previous bytea, p_seq bigint, e event, p_scheme smallint default 2) returns bytea language sql stable parallel safe as $$
  select sha256(p_previous || int8send(p_seq) || sha256(convert_to(app.event_text(e, p_scheme), 'UTF8')))
$$;
-- What the first link of an agency's chain goes on from.
create function app.seal_start(p_agency uuid) returns bytea language sql immutable strict parallel safe as $$ select sha256(uuid_send(p_agency)) $$;

-- What is wrong with the chains: nothing, where no row is answered. `upto` ends a run of links that are missing; `previous` and `hash` are those that
-- the event at this place must lead from and to, as far as the links beside it still tell.
create function app.broken_seals() returns table (agency_id uuid, seq bigint, upto bigint, event_id uuid, what text, previous bytea, hash bytea)
language sql stable set search_path = public, app, pg_temp as $$
  with linked as (
    select s.*, e.id as found, e as event, coalesce(lag(s.seq) over w, 0) as seq_before, coalesce(lag(s.hash) over w, app.seal_start(s.agency_id)) as hash_before,
      lead(s.seq) over w as seq_after, lead(s.previous) over w as hash_after
    from event_seal s left join event e on e.id = s.event_id
    window w as (partition by s.agency_id order by s.seq, s.event_id)
  ), bound as (
    select l.*, app.seal_link(l.previous, l.seq, l.event, l.scheme) as due, case when l.seq = l.seq_before + 1 then l.hash_before else l.previous end as from_hash,
      case when l.seq_after = l.seq + 1 then l.hash_after else l.hash end as to_hash
    from linked l
  ), judged as (
    select k.*,
      -- Not what was sealed; or sealed anew, so that the next link goes on from another one; or not from where its chain begins.
      k.found is not null and (k.hash is distinct from k.due or k.hash is distinct from k.to_hash or k.previous is distinct from k.from_hash) as odd
    from bound k
  ), fitting as (
    select j.*,
      -- The event leads from the link before it to the link after it: only its own seal was changed.
      case when j.odd then j.to_hash in (app.seal_link(j.from_hash, j.seq, j.event, 1::smallint), app.seal_link(j.from_hash, j.seq, j.event, 2::smallint)) end as fits
    from judged j
  ), checked as (
    select f.*, lead(f.fits) over (partition by f.agency_id order by f.seq, f.event_id) as next_fits from fitting f
  )
  select c.agency_id, c.seq_before + 1, c.seq - 1, null::uuid, 'link-missing', c.hash_before, c.previous from checked c where c.seq > c.seq_before + 1
  union all
  select c.agency_id, c.seq, c.seq, c.event_id, 'link-doubled', c.from_hash, c.to_hash from checked c where c.seq <= c.seq_before
  union all
  select c.agency_id, c.seq, c.seq, c.event_id, 'event-missing', c.from_hash, c.to_hash from checked c where c.found is null
  union all
  select c.agency_id, c.seq, c.seq, c.event_id, case when c.fits then 'seal-altered' else 'event-altered' end, c.from_hash, c.to_hash from checked c
   -- Where the next event leads from this link as it stands, it is the next seal that says otherwise; the same the other way round.
   where c.odd and not (c.hash is not distinct from c.due and (c.previous = c.from_hash or c.seq > 1) and (c.hash = c.to_hash or coalesce(c.next_fits, false)))
  union all
  -- An event stands in the chain of its own agency.
  select c.agency_id, c.seq, c.seq, c.event_id, 'event-altered', c.from_hash, c.to_hash
    from checked c where c.hash = c.due and c.hash = c.to_hash and c.agency_id <> coalesce((c.event).agency_id, '00000000-0000-0000-0000-000000000000')
$$;
revoke all on function app.broken_seals from public;
grant execute on function app.broken_seals to mocban_worker;

create or replace function app.seal_events(p_since uuid, p_limit int) returns int language plpgsql volatile set search_path = public, app, pg_temp as $$
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
        v_hash := app.seal_start(v_agency);
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

-- A moment of the whole trail: the Merkle root over the heads of all chains, numbered, naming the checkpoint before it, and signed with a key that is
-- not in the database. The statement is what was signed, byte for byte.
create table checkpoint (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  statement text not null,
  signature bytea not null check (length(signature) = 64),
  key_id text not null,
  -- Ed25519, as SubjectPublicKeyInfo.
  public_key bytea not null
);
-- The heads that moved since the checkpoint before; those of a checkpoint are for each agency the latest up to it.
create table checkpoint_head (
  agency_id uuid not null,
  number bigint not null references checkpoint,
  seq bigint not null check (seq > 0),
  hash bytea not null check (length(hash) = 32),
  primary key (agency_id, number)
);
create index checkpoint_head_number on checkpoint_head (number);

alter table checkpoint enable row level security;
create policy audit on checkpoint for select to mocban_app using ((select app.can('audit')));
create policy worker on checkpoint to mocban_worker using (true) with check (true);
alter table checkpoint_head enable row level security;
create policy audit on checkpoint_head for select to mocban_app using ((select app.can('audit')) and agency_id = (select app.agency()));
create policy worker on checkpoint_head to mocban_worker using (true) with check (true);
grant select on checkpoint, checkpoint_head to mocban_app;
grant select, insert on checkpoint, checkpoint_head to mocban_worker;

-- The leaf of a head in the tree. The zero tells leaves from inner nodes (RFC 6962, 2.1).
create function app.checkpoint_leaf(p_agency uuid, p_seq bigint, p_hash bytea) returns bytea language sql immutable strict parallel safe as $$
  select sha256('\x00'::bytea || uuid_send(p_agency) || int8send(p_seq) || p_hash)
$$;

-- The heads that a checkpoint stands over, in the order of their leaves; found by one look-up an agency however many checkpoints there are.
create function app.heads_at(p_number bigint) returns table (agency_id uuid, seq bigint, hash bytea)
language sql stable set search_path = public, app, pg_temp as $$
  with recursive agency (id) as (
    (select x.agency_id from checkpoint_head x order by x.agency_id limit 1)
    union all
    select (select x.agency_id from checkpoint_head x where x.agency_id > a.id order by x.agency_id limit 1) from agency a where a.id is not null
  )
  select a.id, h.seq, h.hash from agency a
  cross join lateral (select x.seq, x.hash from checkpoint_head x where x.agency_id = a.id and x.number <= p_number order by x.number desc limit 1) h
  order by a.id
$$;
revoke all on function app.heads_at from public;
grant execute on function app.heads_at to mocban_worker;

-- The leaves of a checkpoint, for whoever audits: with them an agency's head is proven to stand under the root, and they tell nothing of other agencies.
create function app.checkpoint_leaves(p_number bigint) returns table (leaf bytea, mine boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.checkpoint_leaf(h.agency_id, h.seq, h.hash), h.agency_id = app.agency() from app.heads_at(p_number) h where (select app.can('audit'))
$$;
revoke all on function app.checkpoint_leaves from public;
grant execute on function app.checkpoint_leaves to mocban_app;
