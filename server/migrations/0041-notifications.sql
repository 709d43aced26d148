-- The bell: what an act tells those concerned. An act's event is put in line in its own transaction; one notifier takes it from there, so that
-- nothing is told that did not commit and the numbers of notifications run in the order in which they can be seen.

create table notification_due (
  event_id uuid primary key references event,
  at timestamptz not null default clock_timestamp()
);
alter table notification_due enable row level security;
create policy worker on notification_due to mocban_worker using (true) with check (true);
grant select, insert, delete on notification_due to mocban_worker;

-- No NOTIFY here: it would make all committing writers wait for each other. The notifier looks five times a second.
create function app.put_notification_in_line() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into notification_due (event_id, at) values (new.id, new.at);
  return null;
end $$;
create trigger notification after insert on event for each row when (new.concerns <> '{}') execute function app.put_notification_in_line();

create table notification (
  -- The order in which the bell rings, and the place from which a broken stream goes on.
  seq bigint primary key generated always as identity,
  person_id uuid not null references person,
  event_id uuid not null references event,
  -- The principals through which it concerns the person.
  through uuid[] not null,
  -- What can be switched: one of the groups that modules declare.
  topic text not null,
  blocking boolean not null default false,
  bell boolean not null default true,
  mail text not null check (mail in ('now', 'digest', 'none')),
  mailed_at timestamptz,
  at timestamptz not null,
  read_at timestamptz,
  unique (person_id, event_id)
);
create index notification_bell on notification (person_id, seq desc) where bell;
create index notification_unread on notification (person_id) where bell and read_at is null;
create index notification_mail on notification (mail, person_id) where mailed_at is null and mail <> 'none';
alter table notification enable row level security;
-- One's own, and only while one may see the record it speaks of.
create policy own on notification to mocban_app using (
  person_id = (select app.person()) and exists (select from event e where e.id = notification.event_id
    and (e.record_id is null or exists (select from audience a where a.record_id = e.record_id offset 0))))
  with check (person_id = (select app.person()));
create policy worker on notification to mocban_worker using (true) with check (true);
grant select, update (read_at) on notification to mocban_app;
grant select, insert, update, delete on notification to mocban_worker;
-- An event without a record is read by those whom it concerns.
create policy concerned on event for select to mocban_app using (record_id is null and concerns && (select app.principals())::uuid[]);

create table notification_setting (
  person_id uuid not null references person,
  topic text not null,
  bell boolean not null,
  mail text not null check (mail in ('now', 'digest', 'none')),
  primary key (person_id, topic)
);
alter table notification_setting enable row level security;
create policy own on notification_setting to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on notification_setting for select to mocban_worker using (true);
grant select, insert, update, delete on notification_setting to mocban_app;
grant select on notification_setting to mocban_worker;

-- Turns the events in line into notifications: principals into today's people, never the actor, and only who may see the record.
-- `p_topics` is what modules declare: { event kind: { topic, blocking, mail } }.
create function app.notify_concerned(p_topics jsonb, p_most int)
returns table (seq bigint, person_id uuid, event_id uuid, through uuid[], topic text, blocking boolean, at timestamptz, bell boolean)
language plpgsql volatile as $$
#variable_conflict use_column
declare v_events uuid[];
begin
  -- One notifier at a time: what has a higher number was committed later.
  if not pg_try_advisory_xact_lock(6301, 41) then return; end if;
  with due as (delete from notification_due d where d.event_id in (select x.event_id from notification_due x order by x.at, x.event_id limit p_most) returning d.event_id)
    select array_agg(due.event_id) into v_events from due;
  if v_events is null then return; end if;
  return query
  with wanted as (
    select e.id, e.person_id as actor, e.record_id, c.principal from event e cross join lateral unnest(e.concerns) c (principal) where e.id = any (v_events)
  ), holder as materialized (
    select a.person_id, q.id as position_id, q.unit_id, q.agency_id, q.leads, q.capabilities
      from appointment a join position q on q.id = a.position_id and q.valid @> app.today() where a.valid @> app.today()
  ), groups as materialized (
    select u.id, g.kind, g.principal from unit u cross join lateral (values
      ('leaders', app.leaders_of(u.id)), ('clerks', app.clerks_of(u.id)), ('everyone', app.everyone_of(u.id)), ('members', app.members_of(u.id))) g (kind, principal)
      where g.principal in (select w.principal from wanted w)
  ), concerned as (
    select w.id, w.principal, p.id as person, null::uuid as position from wanted w join person p on p.id = w.principal
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join holder h on h.position_id = w.principal
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join groups g on g.principal = w.principal
      join holder h on case g.kind when 'leaders' then h.unit_id = g.id and h.leads
                                   when 'clerks' then h.agency_id = g.id and h.capabilities && array['register', 'number']
                                   when 'everyone' then h.agency_id = g.id and not h.capabilities && array['administer']
                                   else false end
    union all select w.id, w.principal, coalesce(m.person_id, h.person_id), h.position_id from wanted w join groups g on g.principal = w.principal and g.kind = 'members'
      join committee_member m on m.unit_id = g.id and m.valid @> app.today() left join holder h on h.position_id = m.position_id
  ), told as (
    select c.id, c.person, array_agg(distinct c.principal) as through
      from concerned c join person p on p.id = c.person and p.active join event e on e.id = c.id
     where c.person is distinct from e.person_id
       and (e.record_id is null or exists (
         select from holder h cross join lateral app.principals_of(h.person_id, h.position_id, app.today()) r (principal)
           join audience a on a.record_id = e.record_id and a.principal = r.principal
          where h.person_id = c.person))
     group by c.id, c.person
  )
  insert into notification as n (person_id, event_id, through, topic, blocking, bell, mail, at)
    select t.person, t.id, t.through, coalesce(k.kind ->> 'topic', 'other'), coalesce((k.kind ->> 'blocking')::boolean, false),
           coalesce(s.bell, true), coalesce(s.mail, k.kind ->> 'mail', 'digest'), e.at
      from told t join event e on e.id = t.id
      left join lateral (select p_topics -> e.kind as kind) k on true
      left join notification_setting s on s.person_id = t.person and s.topic = coalesce(k.kind ->> 'topic', 'other')
     where coalesce(s.bell, true) or coalesce(s.mail, 'digest') <> 'none'
     order by e.at, e.id
  on conflict do nothing
  returning n.seq, n.person_id, n.event_id, n.through, n.topic, n.blocking, n.at, n.bell;
end $$;
revoke all on function app.notify_concerned from public;
grant execute on function app.notify_concerned to mocban_worker;

-- The feed of deadlines for a calendar program, which cannot sign in: a secret in its address, of which only the hash is kept. Renewing it ends the old one.
create table calendar_feed (
  person_id uuid primary key references person,
  position_id uuid not null references position,
  token_hash text not null unique,
  renewed_at timestamptz not null default app.now(),
  read_at timestamptz
);
alter table calendar_feed enable row level security;
create policy own on calendar_feed to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy worker on calendar_feed to mocban_worker using (true) with check (true);
grant select, insert, update, delete on calendar_feed to mocban_app;
grant select, delete on calendar_feed to mocban_worker;
create function app.calendar_standing(p_token_hash text) returns table (person_id uuid, position_id uuid)
language sql volatile security definer set search_path = public, app, pg_temp as $$
  update calendar_feed f set read_at = app.now() where f.token_hash = p_token_hash returning f.person_id, f.position_id
$$;
revoke all on function app.calendar_standing from public;
grant execute on function app.calendar_standing to mocban_app;

-- What the program did on behalf of the person who asks (a search that found something, an export that is ready) is told to that person and nobody else.
create function app.tell_me(p_kind text, p_data jsonb) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  insert into event (agency_id, kind, data, concerns) select app.agency(), p_kind, p_data, array[app.person()] where app.person() is not null
$$;
revoke all on function app.tell_me from public;
grant execute on function app.tell_me to mocban_app;
