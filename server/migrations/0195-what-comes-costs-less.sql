-- What comes from outside costs less: what was asked row by row is asked once for all that one statement brings, and nothing is read that grows with what there is.

-- Most units and agencies succeed nobody: a look at an index says so, before the line is followed.
create or replace function app.successor_of(p_unit uuid, p_day date default app.today()) returns uuid language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from succession x where x.unit_id = p_unit and x.from_day <= p_day) then return p_unit; end if;
  return (
    with recursive line (id, step) as (
      select p_unit, 0
      union all
      select s.successor_id, step + 1
        from line cross join lateral (select x.successor_id from succession x where x.unit_id = line.id and x.from_day <= p_day offset 0) s
    )
    select id from line order by step desc limit 1);
end $$;
-- With its plan kept: alone in an expression it was planned at each call.
create or replace function app.agency_now(p_agency uuid) returns uuid language plpgsql stable parallel safe as $$
declare
  v_unit uuid := app.successor_of(p_agency);
begin
  return coalesce((select v.agency_id from unit_version v where v.unit_id = v_unit and v.valid @> app.today()), p_agency);
end $$;

-- The acts that wait in line are read once by their keys; joined again to whom they concern, they were looked for among all that ever happened.
create or replace function app.notify_concerned(p_topics jsonb, p_most int)
returns table (seq bigint, person_id uuid, event_id uuid, through uuid[], topic text, blocking boolean, at timestamptz, bell boolean)
language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare v_events uuid[];
begin
  -- One notifier at a time: what has a higher number was committed later.
  if not pg_try_advisory_xact_lock(6301, 41) then return; end if;
  with due as (delete from notification_due d where d.event_id in (select x.event_id from notification_due x order by x.at, x.event_id limit p_most) returning d.event_id)
    select array_agg(due.event_id) into v_events from due;
  if v_events is null then return; end if;
  return query
  with act as materialized (
    select e.id, e.person_id, e.record_id, e.kind, e.concerns, e.at from event e where e.id = any (v_events)
  ), wanted as (
    select e.id, e.person_id as actor, e.record_id, c.principal from act e cross join lateral unnest(e.concerns) c (principal)
  ), holder as materialized (
    select a.person_id, q.id as position_id, q.unit_id, q.agency_id, q.leads, q.capabilities
      from appointment a join position q on q.id = a.position_id and q.valid @> app.today() where a.valid @> app.today()
  ), groups as materialized (
    select app.successor_of(u.id) as id, app.agency_now(u.id) as agency_id, g.kind, g.principal from unit u cross join lateral (values
      ('leaders', app.leaders_of(u.id)), ('clerks', app.clerks_of(u.id)), ('everyone', app.everyone_of(u.id)), ('members', app.members_of(u.id))) g (kind, principal)
      where g.principal in (select w.principal from wanted w)
  ), post as materialized (
    select q.id as principal, app.successor_of_post(q.id) as id from position q where q.id in (select w.principal from wanted w)
  ), concerned as (
    select w.id, w.principal, p.id as person, null::uuid as position from wanted w join person p on p.id = w.principal
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join post q on q.principal = w.principal join holder h on h.position_id = q.id
    union all select w.id, w.principal, h.person_id, h.position_id from wanted w join groups g on g.principal = w.principal
      join holder h on case g.kind when 'leaders' then h.unit_id = g.id and h.leads
                                   when 'clerks' then h.agency_id = g.agency_id and h.capabilities && array['register', 'number']
                                   when 'everyone' then h.agency_id = g.agency_id and not h.capabilities && array['administer']
                                   else false end
    union all select w.id, w.principal, coalesce(m.person_id, h.person_id), h.position_id from wanted w join groups g on g.principal = w.principal and g.kind = 'members'
      join committee_member m on m.unit_id = g.id and m.valid @> app.today() left join holder h on h.position_id = m.position_id
  ), told as (
    select c.id, c.person, array_agg(distinct c.principal) as through
      from concerned c join person p on p.id = c.person and p.active join act e on e.id = c.id
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
      from told t join act e on e.id = t.id
      left join lateral (select p_topics -> e.kind as kind) k on true
      left join notification_setting s on s.person_id = t.person and s.topic = coalesce(k.kind ->> 'topic', 'other')
     where coalesce(s.bell, true) or coalesce(s.mail, 'digest') <> 'none'
     order by e.at, e.id
  on conflict do nothing
  returning n.seq, n.person_id, n.event_id, n.through, n.topic, n.blocking, n.at, n.bell;
end $$;

-- Arrivals ring, and statuses are queued (0130), for all that one statement writes.
create or replace function app.tell_arrival() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into event (agency_id, kind, data, concerns)
    select app.agency_now(a.recipient_agency_id), 'delivery.arrived',
      jsonb_build_object('deliveryId', a.id, 'sender', coalesce(a.sender_name, app.unit_name(a.sender_agency_id, app.today())), 'symbol', s.facts ->> 'symbol',
        'abstract', s.facts ->> 'abstract', 'urgency', s.facts ->> 'urgency'),
      array[app.clerks_of(a.recipient_agency_id)]
    from arrived a cross join lateral (select d.facts from dispatch d where d.id = a.dispatch_id offset 0) s
   where a.recipient_agency_id is not null and a.status = '01';
  return null;
end $$;
drop trigger tell_arrival on delivery;
create trigger tell_arrival after insert on delivery referencing new table as arrived for each statement execute function app.tell_arrival();

create or replace function app.queue_status() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into exchange_message (direction, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, delivery_id, document_key, symbol, abstract,
      status_code, happened_at, note, next_try_at)
    select 'out', case when t.code = '13' then 'recall' else 'status' end, 'waiting', m.agency_id, m.own_code, m.outside_id, m.partner_code, m.partner_name,
      coalesce(o.way_id, m.way_id), m.delivery_id, m.document_key, m.symbol, m.abstract, t.code, t.at, t.note, app.now()
      from told t
     cross join lateral (
       select * from exchange_message m
        where m.delivery_id = t.delivery_id and m.business in ('new', 'replace', 'update')
          and case m.direction when 'in' then t.code in ('01', '02', '03', '04', '05', '06', '15', '16') else t.code = '13' end offset 0) m
      left join outside_agency o on o.id = m.outside_id
     where t.by_agency_id is not null and t.code not in ('sent', 'queued', 'failed');
  return null;
end $$;
drop trigger queue_status on delivery_status;
create trigger queue_status after insert on delivery_status referencing new table as told for each statement execute function app.queue_status();

-- The first that wait for the clerks who ask, by the same rule as the policy `recipient_clerks` (0091): urgent ones, then the oldest. All that waits is looked at for it, so it is
-- done by the owner; what is shown of them is read under the policies.
create function app.first_arrivals(p_most int) returns table (delivery_id uuid, place bigint)
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if app.scoped() then return; end if;
  return query
    select f.id, row_number() over () from (
      select y.id from unnest(app.agencies()) a (id)
        join delivery y on y.recipient_agency_id = a.id and y.incoming_id is null and y.status = '01'
       cross join lateral (select d.facts ->> 'urgency' as urgency from dispatch d where d.id = y.dispatch_id offset 0) s
       where app.clerks_of(a.id) = any (app.principals())
       order by array_position(array['express', 'very-urgent', 'urgent'], s.urgency), y.sent_at, y.id limit p_most) f;
end $$;
revoke all on function app.first_arrivals from public;
grant execute on function app.first_arrivals to mocban_app;

-- Registers arrivals from outside, for the clerks of their recipients: what each became, and for each the status 03 that goes back (0130), by the rule of
-- `app.report_delivery`. The sender is not here, so no document, step or event of theirs changes. Answers which were; the others are not for this.
create function app.report_registered(p_deliveries uuid[], p_incoming uuid[]) returns uuid[]
language plpgsql volatile security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare v_done uuid[];
begin
  if app.scoped() then return '{}'; end if;
  with registered as (
    update delivery d set incoming_id = x.incoming, status = '03', status_at = app.now()
      from unnest(p_deliveries, p_incoming) x (id, incoming)
     where d.id = x.id and d.document_id is null and d.incoming_id is null and d.status = '01'
       and d.recipient_agency_id = any (app.agencies()) and app.clerks_of(d.recipient_agency_id) = any (app.principals())
    returning d.id, d.recipient_agency_id, d.recipient_name
  ), agency as materialized (
    select a.id, app.agency_now(a.id) as now from (select distinct r.recipient_agency_id as id from registered r) a
  ), told as (
    insert into delivery_status (delivery_id, code, by_agency_id, by_name)
      select r.id, '03', a.now, coalesce(app.unit_name(a.now, app.today()), r.recipient_name) from registered r join agency a on a.id = r.recipient_agency_id
    returning delivery_id
  )
  select array_agg(t.delivery_id) into v_done from told t;
  return coalesce(v_done, '{}');
end $$;
revoke all on function app.report_registered from public;
grant execute on function app.report_registered to mocban_app;

do $$
declare
  v_was text := pg_get_functiondef('app.register_arrivals(timestamptz, int, jsonb, uuid[], text)'::regprocedure);
  v_is text := replace(replace(v_was,
'  update delivery d set incoming_id = i."documentId" from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid) where d.id = i."deliveryId";
  perform app.report_delivery(i."deliveryId", ''03'', '''') from jsonb_to_recordset(p_items) as i ("deliveryId" uuid);
',
'  select app.report_registered(array_agg(i."deliveryId"), array_agg(i."documentId")) into v_done
    from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid);
  if cardinality(v_done) = cardinality(v_ids) then return v_first; end if;
  update delivery d set incoming_id = i."documentId" from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid)
   where d.id = i."deliveryId" and d.id <> all (v_done);
  perform app.report_delivery(i."deliveryId", ''03'', '''') from jsonb_to_recordset(p_items) as i ("deliveryId" uuid) where i."deliveryId" <> all (v_done);
'), '  v_first int;
', '  v_first int;
  v_done uuid[];
');
begin
  if v_is not like '%report_registered%v_done%' or v_is not like '%v_done uuid[];%' then raise exception 'app.register_arrivals reports in another way'; end if;
  execute v_is;
end $$;
