-- What is the own agency's to read and to carry on is so for the agencies it succeeds; and what is addressed to one that has ended reaches its heir.

-- Who has what a post held.
create function app.successor_of_post(p_position uuid, p_day date default app.today()) returns uuid language sql stable parallel safe as $$
  with recursive line (id, step) as (
    select p_position, 0 union all select s.successor_id, step + 1 from line join post_succession s on s.position_id = line.id and s.from_day <= p_day
  )
  select id from line order by step desc limit 1
$$;
-- The agency that acts for one today: itself, or the agency of its heir.
create function app.agency_now(p_agency uuid) returns uuid language sql stable parallel safe as $$
  select coalesce((select v.agency_id from unit_version v where v.unit_id = app.successor_of(p_agency) and v.valid @> app.today()), p_agency)
$$;
-- What a unit of then is called today, itself or who has what it held; null where that is no other name.
create function app.now_called(p_unit uuid, p_at timestamptz) returns text language sql stable parallel safe as $$
  select nullif(app.unit_name(app.successor_of(p_unit), app.today()), app.unit_name(p_unit, p_at))
$$;
create function app.unit_short_name(p_unit uuid, p_at timestamptz) returns text language sql stable parallel safe as $$
  select v.short_name from unit_version v where v.unit_id = p_unit
   order by v.valid @> (p_at at time zone 'Asia/Ho_Chi_Minh')::date desc, v.valid desc limit 1
$$;
-- The words on a unit's seal on a day.
create function app.seal_text(p_unit uuid, p_at timestamptz) returns text language sql stable parallel safe as $$
  select v.seal_text from unit_version v where v.unit_id = p_unit and v.valid @> (p_at at time zone 'Asia/Ho_Chi_Minh')::date
$$;

-- The leaders of a unit and of every unit above it inside its agency; of one that has ended, those of its heir.
create or replace function app.leaders_above(p_unit uuid) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = app.successor_of(p_unit) and v.valid @> app.today()
    union all
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> app.today() where not up.is_agency
  )
  select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up
$$;
-- The unit that who asks leads in the position they act in, and the units below it inside the agency, each with what it succeeds.
create or replace function app.units_led() returns uuid[] language sql stable as $$
  with recursive below (unit_id, agency_id) as (
    select q.unit_id, q.agency_id from position q where q.id = app.position() and q.leads
    union
    select v.unit_id, v.agency_id from below b join unit_version v on v.parent_id = b.unit_id and v.agency_id = b.agency_id and v.valid @> app.today()
  ), line (id) as (
    select unit_id from below union select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= app.today()
  )
  select coalesce(array_agg(id), '{}') from line
$$;

-- Registers, arrivals and the proofs of the predecessors' acts.
alter policy of_agency on register using (
  agency_id = any ((select app.agencies())::uuid[])
  and ((select app.can('register')) or (select app.can('number')) or (select app.can('audit')) or (select app.can('issue'))));
alter policy audit on event_seal using ((select app.can('audit')) and agency_id = any ((select app.agencies())::uuid[]));
alter policy audit on checkpoint_head using ((select app.can('audit')) and agency_id = any ((select app.agencies())::uuid[]));
create or replace function app.checkpoint_leaves(p_number bigint) returns table (leaf bytea, mine boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.checkpoint_leaf(h.agency_id, h.seq, h.hash), h.agency_id = any (app.agencies()) from app.heads_at(p_number) h where (select app.can('audit'))
$$;
create or replace view audit_event with (security_barrier = true) as
  select id, at, agency_id, person_id, position_id, acting_for, kind, record_id, record_list, app.audited(kind, data) as data, request_id, address
  from event where (select app.can('audit')) and agency_id = any ((select app.agencies())::uuid[]);
create or replace function app.audited_records(p_ids uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.id, coalesce(d.symbol, d.number::text) from document d
   where d.id = any (p_ids) and d.agency_id = any (app.agencies()) and (select app.can('audit'))
  union all
  select w.id, w.code from work_file w where w.id = any (p_ids) and w.agency_id = any (app.agencies()) and (select app.can('audit'))
$$;
create or replace function app.audited_symbol(p_symbol text) returns uuid[]
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from document d
   where (select app.can('audit')) and d.agency_id = any (app.agencies()) and d.symbol is not null
     and lower(replace(d.symbol, ' ', '')) = lower(replace(p_symbol, ' ', ''))
$$;
-- What must be answered for when read stays so: by the rule of the agency whose document it was, and by that of whoever reads it now.
create or replace function app.note_reading(p_document uuid, p_request text) returns void language sql volatile as $$
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, request_id)
  select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.read', d.id, d.travel, p_request
    from document d
    cross join lateral (select min(r.every_minutes) as minutes from recorded_reading r
      where r.type_code = d.type_code
        and (r.agency_id is null or r.agency_id = d.agency_id or (r.agency_id = app.agency() and d.agency_id = any (app.agencies())))) rule
   where d.id = p_document and rule.minutes is not null
     and not exists (select from event e where e.record_id = d.id and e.person_id = app.person() and e.kind = 'document.read'
       and e.at > app.now() - make_interval(mins => rule.minutes))
$$;
alter policy of_mine on recorded_reading using (
  (select app.person()) is not null and (agency_id is null or agency_id = any ((select app.agencies())::uuid[])));

-- What is sent between agencies: the heirs take part in their predecessors' places, and are named as what they are today.
create or replace function app.carry_delivery_status(p_delivery uuid, p_code text, p_note text) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_by uuid;
  v_name text;
begin
  select * into d from delivery where id = p_delivery for update;
  if p_code in ('15', '16') then
    if d.status <> '13' then return false; end if;
  elsif d.status in ('02', '06', '13', '15') or (d.status in ('01', '03', '04', '05') and p_code <= d.status) then
    return false;
  end if;
  v_by := app.agency_now(d.recipient_agency_id);
  v_name := app.unit_name(v_by, app.today());
  update delivery set status = p_code, status_at = app.now() where id = p_delivery;
  insert into delivery_status (delivery_id, code, by_agency_id, by_name, note) values (p_delivery, p_code, v_by, v_name, coalesce(p_note, ''));
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select app.agency_now(d.sender_agency_id), app.person(), app.position(), 'document.delivery-reported', d.document_id, s.travel,
      jsonb_build_object('deliveryId', p_delivery, 'code', p_code, 'note', coalesce(p_note, ''), 'recipient', v_name),
      array_remove(array[case when p_code in ('02', '06', '15', '16') then app.clerks_of(d.sender_agency_id) end, s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set
    state = case p_code when '06' then 'done' when '02' then 'returned' when '15' then 'recalled' else 'accepted' end,
    accepted_at = coalesce(accepted_at, app.now()),
    ended_at = case when p_code in ('02', '06', '15') then app.now() end,
    end_note = case when p_code in ('02', '06', '15') then p_note end,
    version = version + 1
    where delivery_id = p_delivery and ended_at is null;
  if found and app.refresh_state(d.document_id) = 'finished' then
    perform app.carry_delivery_status(x.id, '06', p_note) from delivery x where x.incoming_id = d.document_id;
  end if;
  return true;
end $$;
create or replace function app.carry_reopened(p_incoming uuid) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_code text;
  v_by uuid;
  v_name text;
  v_finished boolean;
begin
  select * into d from delivery where incoming_id = p_incoming and status = '06' for update;
  if not found then return; end if;
  select coalesce((select s.code from delivery_status s where s.delivery_id = d.id and s.code in ('03', '04', '05') order by s.at desc limit 1), '03') into v_code;
  v_by := app.agency_now(d.recipient_agency_id);
  v_name := app.unit_name(v_by, app.today());
  update delivery set status = v_code, status_at = app.now() where id = d.id;
  insert into delivery_status (delivery_id, code, by_agency_id, by_name) values (d.id, v_code, v_by, v_name);
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select app.agency_now(d.sender_agency_id), app.person(), app.position(), 'document.delivery-reopened', d.document_id, s.travel,
      jsonb_build_object('deliveryId', d.id, 'code', v_code, 'recipient', v_name),
      array_remove(array[app.clerks_of(d.sender_agency_id), s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set state = 'accepted', ended_at = null, end_note = null, version = version + 1 where delivery_id = d.id and state = 'done';
  if not found then return; end if;
  select state = 'finished' into v_finished from document where id = d.document_id;
  if app.refresh_state(d.document_id) <> 'finished' and v_finished then
    perform app.carry_reopened(d.document_id);
  end if;
end $$;
create or replace function app.tell_arrival() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into event (agency_id, kind, data, concerns)
    select app.agency_now(new.recipient_agency_id), 'delivery.arrived',
      jsonb_build_object('deliveryId', new.id, 'sender', app.unit_name(new.sender_agency_id, app.today()), 'symbol', s.facts ->> 'symbol',
        'abstract', s.facts ->> 'abstract', 'urgency', s.facts ->> 'urgency'),
      array[app.clerks_of(new.recipient_agency_id)]
    from dispatch s where s.id = new.dispatch_id;
  return null;
end $$;

-- As before (0041); who stands for a unit or a post that has ended is told in its place.
create or replace function app.notify_concerned(p_topics jsonb, p_most int)
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
    select app.successor_of(u.id) as id, g.kind, g.principal from unit u cross join lateral (values
      ('leaders', app.leaders_of(u.id)), ('clerks', app.clerks_of(u.id)), ('everyone', app.everyone_of(u.id)), ('members', app.members_of(u.id))) g (kind, principal)
      where g.principal in (select w.principal from wanted w)
  ), post as materialized (
    select q.id as principal, app.successor_of_post(q.id) as id from position q where q.id in (select w.principal from wanted w)
  ), concerned as (
    select w.id, w.principal, p.id as person, null::uuid as position from wanted w join person p on p.id = w.principal
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join post q on q.principal = w.principal join holder h on h.position_id = q.id
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join groups g on g.principal = w.principal
      join holder h on case g.kind when 'leaders' then h.unit_id = g.id and h.leads
                                   when 'clerks' then h.agency_id = app.agency_now(g.id) and h.capabilities && array['register', 'number']
                                   when 'everyone' then h.agency_id = app.agency_now(g.id) and not h.capabilities && array['administer']
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
create or replace function app.calendar_standing(p_token_hash text) returns table (person_id uuid, position_id uuid)
language sql volatile security definer set search_path = public, app, pg_temp as $$
  update calendar_feed f set read_at = app.now() where f.token_hash = p_token_hash returning f.person_id, app.successor_of_post(f.position_id)
$$;
create or replace function app.audited_sight(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.* from app.who_could_see(p_record, p_day) w
   where (select app.can('audit')) and exists (select from event e where e.record_id = p_record and e.agency_id = any (app.agencies()))
$$;

-- What waits for an agency, its heir's clerks take.
alter policy recipient_clerks on delivery using (
  recipient_agency_id = any ((select app.agencies())::uuid[]) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[])
  and not (select app.scoped()) and incoming_id is null);
alter policy recipient_takes on delivery using (
  recipient_agency_id = any ((select app.agencies())::uuid[]) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[])
  and not (select app.scoped()));
create or replace function app.report_delivery(p_delivery uuid, p_code text, p_note text) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from delivery d where d.id = p_delivery and d.recipient_agency_id = any (app.agencies())
     and (app.clerks_of(d.recipient_agency_id) = any (app.principals()) or app.sees(d.incoming_id))) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  return app.carry_delivery_status(p_delivery, p_code, p_note);
end $$;
create or replace function app.report_reopened(p_incoming uuid) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from document d where d.id = p_incoming and d.agency_id = any (app.agencies()) and app.sees(d.id)) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  perform app.carry_reopened(p_incoming);
end $$;
create or replace function app.tell_recipient(p_delivery uuid, p_kind text, p_data jsonb) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare d delivery;
begin
  select * into d from delivery where id = p_delivery;
  if not found or d.sender_agency_id <> all (app.agencies()) or not app.sees(d.document_id) then
    raise exception 'not the sender' using errcode = '42501';
  end if;
  if d.recipient_agency_id is null then return; end if;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    values (app.agency_now(d.recipient_agency_id), app.person(), app.position(), p_kind, d.incoming_id, case when d.incoming_id is not null then 'incoming' end,
            p_data || jsonb_build_object('deliveryId', p_delivery), array[app.clerks_of(d.recipient_agency_id)]);
end $$;

-- Whoever answers for a record of the own agency (0082) does so for those of the agencies it succeeds, and in the place of the post before.
create or replace function app.answers_for(p_record uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.sees(p_record) and (app.acting_for() is null or app.can('direct') or app.can('assign')) and (
    exists (select from document d where d.id = p_record and d.agency_id = any (app.agencies()) and (
      d.travel <> 'incoming' and (d.created_by = app.person() or d.created_position = any (app.principals()))
      or exists (select from handling h where h.document_id = d.id and h.role in ('present', 'lead') and h.ended_at is null and h.holder = any (app.principals()))))
    or exists (select from task t where t.id = p_record and t.agency_id = any (app.agencies())
      and (t.holder = any (app.principals()) or t.assigned_by = app.person() or t.assigned_position = any (app.principals())))
    or exists (select from work_file w where w.id = p_record and w.agency_id = any (app.agencies()) and w.responsible_id = any (app.principals()))
    or exists (select from position q cross join lateral unnest(app.stands_for(q.unit_id, app.today())) u (id) cross join lateral (
        select app.leaders_of(u.id) as id union all
        select app.classed(c.id, app.leaders_of(u.id)) from confidentiality_class c where c.agency_id = any (app.agencies())) l
      join audience a on a.record_id = p_record and a.principal = l.id
     where q.id = app.position() and q.leads and a.principal = any (app.principals())
       and (exists (select from document d where d.id = p_record and d.agency_id = any (app.agencies()))
         or exists (select from task t where t.id = p_record and t.agency_id = any (app.agencies()))
         or exists (select from work_file w where w.id = p_record and w.agency_id = any (app.agencies())))))
$$;

create or replace function app.registered_it(p_record uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.sees(p_record) and exists (select from document d where d.id = p_record and d.travel = 'incoming' and d.state = 'registered'
    and (d.created_by = app.person() or d.created_position = any (app.principals())))
$$;
-- What follows from a record of an agency before keeps its class.
create or replace function app.classify(p_record uuid, p_class uuid) returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_old uuid;
begin
  if p_class is not null and not exists (select from confidentiality_class c where c.id = p_class and c.agency_id = any (app.agencies()) and c.active) then
    raise exception 'no such class in the agency' using errcode = '42501';
  end if;
  if not exists (select from audience a where a.record_id = p_record) then
    if p_class is not null then insert into record_class (record_id, class_id, set_by) values (p_record, p_class, app.person()); end if;
    return;
  end if;
  if not (app.answers_for(p_record) or app.registered_it(p_record)) then
    raise exception 'a record is classed by whoever answers for it' using errcode = '42501';
  end if;
  select c.class_id into v_old from record_class c where c.record_id = p_record for update;
  if v_old is not distinct from p_class then return; end if;
  if p_class is null then delete from record_class where record_id = p_record;
  else
    insert into record_class (record_id, class_id, set_by) values (p_record, p_class, app.person())
      on conflict (record_id) do update set class_id = excluded.class_id, set_by = excluded.set_by, set_at = app.now();
  end if;
  -- Who has a part of their own, though a group had brought it to them first.
  insert into audience (record_id, principal, list, reason, at)
    select distinct on (part.principal) p_record, part.principal, a.list, part.reason, a.at
      from (select a.list, a.at from audience a where a.record_id = p_record limit 1) a cross join (
        select h.holder as principal, case h.role when 'present' then 'directs' when 'inform' then 'informed' else 'handles' end as reason
          from handling h where h.document_id = p_record and h.state <> 'recalled'
        union all select r.holder, 'reviews' from review r where r.document_id = p_record and r.state <> 'later'
        union all select d.position_id, 'directs' from direction d where d.document_id = p_record
        union all select t.holder, 'assigned' from task t where t.id = p_record) part
    -- A group that has a part of its own (a unit whose leaders are to act) has it beside the row that closes.
    on conflict (record_id, principal) do update set reason = excluded.reason where audience.reason in ('leader-above', 'clerk', 'opened');
  with grouped (plain) as (
    select app.leaders_of(u.id) from unit u union all select app.clerks_of(u.id) from unit u
    union all select app.everyone_of(u.id) from unit u union all select app.members_of(u.id) from unit u
  ), closed as (
    delete from audience a using grouped g
     where a.record_id = p_record and a.reason in ('leader-above', 'clerk', 'opened') and a.principal = app.in_class(v_old, g.plain, a.reason)
    returning g.plain, a.list, a.reason, a.at
  )
  insert into audience (record_id, principal, list, reason, at)
    select p_record, app.in_class(p_class, c.plain, c.reason), c.list, c.reason, c.at from closed c on conflict (record_id, principal) do nothing;
end $$;

-- The classes of an agency that has ended are known in its heir, whose administrators say who belongs.
alter policy of_agency on confidentiality_class using (agency_id = any ((select app.agencies())::uuid[]));
alter policy administer on confidentiality_class using (agency_id = any ((select app.agencies())::uuid[]) and (select app.can('administer')))
  with check (agency_id = any ((select app.agencies())::uuid[]) and (select app.can('administer')));
alter policy administer on confidentiality_member
  using ((select app.can('administer')) and exists (select from confidentiality_class c where c.id = class_id and c.agency_id = any ((select app.agencies())::uuid[])))
  with check ((select app.can('administer')) and exists (select from confidentiality_class c where c.id = class_id and c.agency_id = any ((select app.agencies())::uuid[])));

-- A post's unit and those above it inside its agency, on a day, with all that they succeed.
create or replace function app.units_of(p_position uuid, p_day date) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from position q join unit_version v on v.unit_id = q.unit_id and v.valid @> p_day where q.id = p_position
    union all
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> p_day where not up.is_agency
  ), line (id) as (
    select unit_id from up union select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select coalesce(array_agg(id), '{}') from line
$$;
-- The committees on which a person or the post they hold sits, with all that they succeed.
create or replace function app.committees_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  with recursive line (id) as (
    select m.unit_id from committee_member m where m.valid @> p_day and (m.person_id = p_person or m.position_id = p_position)
    union select s.unit_id from line join succession s on s.successor_id = line.id and s.from_day <= p_day
  )
  select coalesce(array_agg(id), '{}') from line
$$;
create or replace function app.classes_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct m.class_id), '{}') from confidentiality_member m
   where m.valid @> case when p_day = app.today() then app.now() else (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond' end
     and (m.position_id = any (app.stands_for_post(p_position, p_day))
       or m.unit_id = any (app.units_of(p_position, p_day) || app.committees_of(p_person, p_position, p_day)))
$$;

-- The principals of one holder of one post on one day who belongs to these classes, with why each is one: as before (0080), and the same for what the unit,
-- the agency, the post and the committee succeed.
create or replace function app.principals_within(p_person uuid, p_position uuid, p_day date, p_classes uuid[])
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  with post as materialized (
    select q.id, q.unit_id, q.leads, q.capabilities && array['register', 'number'] as keeps,
           -- Administrators administer and see no content, not even what is open to the whole agency.
           not q.capabilities && array['administer'] as reads,
           app.stands_for_agencies(q.agency_id, p_day) as agencies
      from position q where q.id = p_position
  ), committee as materialized (
    select unnest(app.committees_of(p_person, p_position, p_day)) as id
  ), grouped (principal, kind, unit_id) as materialized (
    select app.everyone_of(g.id), 'everyone', g.id from post q cross join lateral unnest(q.agencies) g (id) where q.reads
    union all select app.leaders_of(u.id), 'leaders', u.id from post q cross join lateral unnest(app.stands_for(q.unit_id, p_day)) u (id) where q.leads
    union all select app.clerks_of(g.id), 'clerks', g.id from post q cross join lateral unnest(q.agencies) g (id) where q.keeps
    union all select app.members_of(c.id), 'members', c.id from committee c
  ), target (id, unit_id) as (
    select p_person, null::uuid
    union all select u, u from post q cross join lateral unnest(app.units_of(q.id, p_day)) u where q.reads
    union all select c.id, c.id from committee c
  )
  select p_person, 'person', null::uuid
  union all select p.id, 'position', q.unit_id from post q cross join lateral unnest(app.stands_for_post(q.id, p_day)) p (id)
  union all select g.principal, g.kind, g.unit_id from grouped g
  union all select app.classed(c, g.principal), 'classed', g.unit_id from unnest(p_classes) c cross join grouped g
  union all select distinct app.opened_to(t.id, o.last_day), 'opened', t.unit_id from target t
    join opening o on o.target = t.id and o.last_day >= p_day and o.withdrawn_at is null
$$;

create or replace function app.act_as(p_person uuid, p_position uuid, p_delegation uuid, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp
-- Every request begins with it: its plans are kept, not made anew for each post.
set plan_cache_mode = force_generic_plan as $$
declare
  v_day date;
  v_principals uuid[];
  v_agencies uuid[];
  v_classes uuid[];
  v_units uuid[];
  v_types text[];
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  v_day := app.today();
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         case when d.id is null then q.capabilities else array(select unnest(q.capabilities) intersect select unnest(d.capabilities)) end,
         q.leads, d.from_person_id, r.full_name, coalesce(d.scope_units, '{}'), coalesce(d.scope_types, '{}')
    into person_id, full_name, language, position_id, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name,
         v_units, v_types
    from person h
    join position q on q.id = p_position and q.valid @> v_day
    join unit_version u on u.unit_id = q.unit_id and u.valid @> v_day
    join unit_version a on a.unit_id = q.agency_id and a.valid @> v_day
    left join delegation d on d.id = p_delegation and d.to_person_id = h.id and d.from_position_id = q.id and d.valid @> app.now()
    left join person r on r.id = d.from_person_id
   where h.id = p_person and h.active
     and case when p_delegation is null
       then exists (select from appointment x where x.person_id = h.id and x.position_id = q.id and x.valid @> v_day offset 0)
       else d.id is not null and exists (select from appointment x where x.person_id = d.from_person_id and x.position_id = q.id and x.valid @> v_day offset 0)
     end;
  if not found then return; end if;
  v_agencies := app.stands_for_agencies(agency_id, v_day);
  v_classes := app.classes_of(coalesce(acting_for, person_id), p_position, v_day);
  -- Who acts for another is never let into a class to which they do not belong themselves.
  if acting_for is not null and v_classes <> '{}' then
    v_classes := array(select unnest(v_classes) intersect
      select unnest(app.classes_of(p_person, x.position_id, v_day)) from appointment x where x.person_id = p_person and x.valid @> v_day offset 0);
  end if;
  select array_agg(distinct p.principal) into v_principals
    from (select * from app.principals_within(coalesce(acting_for, person_id), p_position, v_day, v_classes)
          union all select p_person, 'person', null) p;
  perform set_config('app.person', p_person::text, true), set_config('app.position', p_position::text, true),
          set_config('app.agency', agency_id::text, true), set_config('app.agencies', v_agencies::text, true),
          set_config('app.principals', v_principals::text, true),
          set_config('app.capabilities', capabilities::text, true), set_config('app.acting_for', coalesce(acting_for::text, ''), true),
          set_config('app.delegation', coalesce(p_delegation::text, ''), true),
          set_config('app.scoped', case when v_units <> '{}' or v_types <> '{}' then 'on' else '' end, true),
          set_config('app.scope_types', case when v_types <> '{}' then v_types::text else '' end, true),
          set_config('app.scope_principals', case when v_units <> '{}' then (
            select array_agg(p)::text from unnest(v_units) s cross join lateral unnest(app.stands_for(s, v_day)) u cross join lateral (
              select app.leaders_of(u) as p union all
              select app.classed(c.id, app.leaders_of(u)) from confidentiality_class c where c.agency_id = any (v_agencies)) l)
            else '' end, true);
  return next;
end $$;

-- A service account that may not register loses the clerks' view, of classed records and of the agencies before too.
create or replace function app.act_as_session(p_token_hash bytea, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text, fresh boolean
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  s record;
  a record;
  v_scopes text[];
begin
  select * into s from app.live_session(p_token_hash);
  if s.id is null then return; end if;
  perform set_config('app.session', s.id::text, true);
  if s.seen_at < now() - interval '1 minute' then update session x set seen_at = now() where x.id = s.id; end if;
  select x.scopes into v_scopes from session x where x.id = s.id;
  if v_scopes is null then
    return query select b.*, s.fresh from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now) b;
    return;
  end if;
  select * into a from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now);
  if a.person_id is null then return; end if;
  a.capabilities := array(select unnest(a.capabilities) intersect select unnest(v_scopes));
  perform set_config('app.capabilities', a.capabilities::text, true);
  if not a.capabilities && array['register', 'number'] then
    perform set_config('app.principals', array(select unnest(app.principals()) except (
      select app.clerks_of(g) from unnest(app.agencies()) g union all
      select app.classed(c.id, app.clerks_of(g)) from unnest(app.agencies()) g cross join confidentiality_class c where c.agency_id = any (app.agencies())))::text, true);
  end if;
  return query select a.person_id, a.full_name, a.language, a.position_id, a.position_title, a.unit_id, a.unit_name, a.agency_id, a.agency_name,
                      a.capabilities, a.leads, a.acting_for, a.acting_for_name, s.fresh;
end $$;

-- As before (0081), with what each post, unit, agency and committee succeeded on that day.
create or replace function app.who_could_see(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable set search_path = public, app, pg_temp as $$
  with recursive day as (
    select p_day::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
  ), opened as (
    select a.principal, a.reason, coalesce(a.since, least(a.at, app.now())) as since, null::timestamptz as until from audience a where a.record_id = p_record
    union all
    select a.principal, a.reason, a.since, a.until from audience_past a where a.record_id = p_record
  ), open as (
    select o.* from opened o, day where o.since < day.ends and (o.until is null or o.until > day.begins)
  ), line (heir, id, since) as (
    -- Whom each unit succeeded, directly or not, and since when this stands here.
    select s.successor_id, s.unit_id, s.made_at from succession s where s.from_day <= p_day
    union select s.successor_id, l.id, greatest(l.since, s.made_at) from line l join succession s on s.unit_id = l.heir and s.from_day <= p_day
  ), agency_line as materialized (
    -- An agency succeeds what its units succeed, where that was an agency.
    select v.agency_id as heir, l.id, min(l.since) as since from line l join unit_version v on v.unit_id = l.heir and v.valid @> p_day
     where l.id <> v.agency_id and exists (select from unit_version o where o.unit_id = l.id and o.is_agency) group by 1, 2
  ), post_line (heir, id, since) as (
    select s.successor_id, s.position_id, s.made_at from post_succession s where s.from_day <= p_day
    union select s.successor_id, l.id, greatest(l.since, s.made_at) from post_line l join post_succession s on s.position_id = l.heir and s.from_day <= p_day
  ), post as (
    -- A post as it was: each earlier state of it until it was changed, then as it is.
    select q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, q.valid,
      coalesce((select max(p.until) from position_past p where p.position_id = q.id), '-infinity') as since, 'infinity'::timestamptz as until from position q
    union all
    select p.position_id, p.unit_id, p.agency_id, p.leads, p.capabilities, p.valid,
      lag(p.until, 1, '-infinity') over (partition by p.position_id order by p.until), p.until from position_past p
  ), holding as materialized (
    select x.person_id, x.position_id from appointment x where x.valid @> p_day
  ), term as materialized (
    select o.target, o.principal from opening o where o.record_id = p_record and p_day between o.first_day and o.last_day
  ), below (root, unit_id, since) as (
    -- Who belongs to a unit belongs to those above it inside its agency, and who belongs to a unit's heir to the unit.
    select t.target, t.target, '-infinity'::timestamptz from term t
    union select m.unit_id, m.unit_id, '-infinity' from confidentiality_member m where m.unit_id is not null
    union select b.root, x.unit_id, greatest(b.since, x.since) from below b join (
      select v.parent_id as of, v.unit_id, '-infinity'::timestamptz as since from unit_version v where v.valid @> p_day and not v.is_agency
      union all select s.unit_id, s.successor_id, s.made_at from succession s where s.from_day <= p_day) x on x.of = b.unit_id
  ), held as materialized (
    select x.person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, null::uuid as acting_for, q.since, q.until,
           '{}'::uuid[] as scope_units, '{}'::text[] as scope_types
      from post q join holding x on x.position_id = q.id where q.valid @> p_day
    union all
    select d.to_person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, d.from_person_id,
      greatest(q.since, lower(d.valid)), least(q.until, upper(d.valid)), d.scope_units, d.scope_types from delegation d
      join post q on q.id = d.from_position_id
      join holding x on x.person_id = d.from_person_id and x.position_id = q.id
     where q.valid @> p_day
  ), seat as materialized (
    -- Who sits on a committee sits on those it succeeds.
    select m.person_id, m.position_id, m.unit_id, '-infinity'::timestamptz as since from committee_member m where m.valid @> p_day
    union all
    select m.person_id, m.position_id, l.id, l.since from committee_member m join line l on l.heir = m.unit_id where m.valid @> p_day
  ), belongs as materialized (
    -- Who belonged to a class in which of their posts, and when.
    select m.class_id, x.person_id, x.position_id, lower(m.valid) as since, coalesce(upper(m.valid), 'infinity') as until
      from confidentiality_member m join holding x on x.position_id = m.position_id
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), l.since), coalesce(upper(m.valid), 'infinity')
      from confidentiality_member m join post_line l on l.id = m.position_id join holding x on x.position_id = l.heir
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), q.since, b.since), least(coalesce(upper(m.valid), 'infinity'), q.until)
      from confidentiality_member m join below b on b.root = m.unit_id join post q on q.unit_id = b.unit_id and q.valid @> p_day join holding x on x.position_id = q.id
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), c.since), coalesce(upper(m.valid), 'infinity')
      from confidentiality_member m join seat c on c.unit_id = m.unit_id
      join holding x on x.person_id = c.person_id or x.position_id = c.position_id
  ), part as materialized (
    -- Of which groups each is in their post.
    select h.*, g.kind, g.of, g.since as part_since from held h cross join lateral (
      select 'everyone' as kind, h.agency_id as of, h.since where not h.capabilities && array['administer']
      union all select 'leaders', h.unit_id, h.since where h.leads
      union all select 'clerks', h.agency_id, h.since where h.capabilities && array['register', 'number']
      union all select 'members', m.unit_id, greatest(h.since, m.since) from seat m
        where m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id) g
  ), heirs as materialized (
    select k.kind, l.heir, l.id, l.since from line l cross join (values ('leaders')) k (kind)
    union all select k.kind, l.heir, l.id, l.since from agency_line l cross join (values ('everyone'), ('clerks')) k (kind)
  ), grouped as materialized (
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id, g.since, g.until,
           case g.kind when 'everyone' then app.everyone_of(g.of) when 'leaders' then app.leaders_of(g.of) when 'clerks' then app.clerks_of(g.of)
                       else app.members_of(g.of) end as principal
      from (
        select p.person_id, p.id, p.acting_for, p.scope_units, p.scope_types, p.agency_id, p.until, p.kind, p.of, p.part_since as since from part p
        union all
        select p.person_id, p.id, p.acting_for, p.scope_units, p.scope_types, p.agency_id, p.until, p.kind, l.id, greatest(p.part_since, l.since)
          from part p join heirs l on l.kind = p.kind and l.heir = p.of) g
  ), stood as materialized (
    -- The same as app.act_as and app.principals_within, on that day.
    select h.person_id, h.id as position_id, h.acting_for, h.scope_units, h.scope_types, h.agency_id, greatest(h.since, p.since) as since, h.until, p.principal
      from held h cross join lateral (
      select h.person_id as principal, h.since
      union all select h.acting_for, h.since where h.acting_for is not null
      union all select h.id, h.since
      union all select t.principal, h.since from term t where t.target = coalesce(h.acting_for, h.person_id)
      union all select t.principal, m.since from term t join seat m on m.unit_id = t.target
        where m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id
      union all select t.principal, b.since from term t join below b on b.root = t.target and b.unit_id = h.unit_id
        where not h.capabilities && array['administer']
    ) p
    union all
    select h.person_id, h.id, h.acting_for, h.scope_units, h.scope_types, h.agency_id, greatest(h.since, l.since), h.until, l.id
      from held h join post_line l on l.heir = h.id
    union all
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id, g.since, g.until, g.principal from grouped g
    union all
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id,
           greatest(g.since, b.since, own.since), least(g.until, b.until, own.until), app.classed(b.class_id, g.principal)
      from grouped g join belongs b on b.person_id = coalesce(g.acting_for, g.person_id) and b.position_id = g.id
      left join belongs own on g.acting_for is not null and own.person_id = g.person_id and own.class_id = b.class_id
     where g.acting_for is null or own.person_id is not null
  )
  select s.person_id, s.position_id, s.acting_for, o.reason, min(o.since), case when bool_or(o.until is null) then null else max(o.until) end
    from day, stood s join open o on o.principal = s.principal
   -- At one and the same moment of the day: the record was open to the post, and the post was what it was.
   where greatest(s.since, o.since, day.begins) < least(s.until, o.until, day.ends)
     -- And within what was delegated.
     and (s.scope_types = '{}' or exists (select from document d where d.id = p_record and d.type_code = any (s.scope_types)))
     and (s.scope_units = '{}' or exists (
       select from open w join (select unnest(s.scope_units) as id, '-infinity'::timestamptz as since
                                union all select l.id, l.since from line l where l.heir = any (s.scope_units)) u
            on w.principal = app.leaders_of(u.id)
          or w.principal in (select app.classed(c.id, app.leaders_of(u.id)) from confidentiality_class c
                              where c.agency_id = s.agency_id or c.agency_id in (select g.id from agency_line g where g.heir = s.agency_id))
        where greatest(s.since, o.since, w.since, u.since, day.begins) < least(s.until, o.until, w.until, day.ends)))
   group by 1, 2, 3, 4
$$;
