-- A document that was sent to another agency stays closed there, whatever is done with it: that agency has what it was sent, in a record of its own.

-- A class opens a record to who has a part in it, and the other agency's part is its delivery.
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
          from handling h where h.document_id = p_record and h.state <> 'recalled' and h.delivery_id is null
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

-- What passes on with a post of the other agency is what it was asked to do, not the sender's record.
create or replace function app.pass_holdings(p_from uuid, p_to uuid, p_reason text)
returns table (documents integer, tasks integer, drafts integer, reviews integer) language plpgsql volatile security definer
set search_path = public, app, pg_temp as $$
declare
  v_agency uuid;
  v_unit uuid;
  v_unit_name text;
  v_person uuid;
  v_above uuid[];
begin
  select q.agency_id, q.unit_id, u.name into v_agency, v_unit, v_unit_name from position q join unit_now u on u.id = q.unit_id where q.id = p_to;
  if not app.administers(v_agency) or v_agency is distinct from (select q.agency_id from position q where q.id = p_from) then
    raise exception 'work is passed on inside an agency, by who administers it' using errcode = '42501';
  end if;
  select x.person_id into v_person from appointment x where x.position_id = p_to and x.valid @> app.today() limit 1;
  v_above := app.leaders_above(v_unit) || p_to;
  return query
  with passed_handling as (
    update handling h set unit_id = v_unit, position_id = p_to, person_id = v_person, holder = p_to, version = h.version + 1
     where h.holder = p_from and h.ended_at is null returning h.document_id, h.role, h.delivery_id is not null as sent
  ), passed_task as (
    update task t set lead_unit_id = v_unit, lead_position_id = p_to, lead_person_id = v_person, holder = p_to, version = t.version + 1
     where t.holder = p_from and t.closed_at is null returning t.id, t.listed_at, t.title
  ), passed_review as (
    update review r set unit_id = v_unit, position_id = p_to, holder = p_to, version = r.version + 1
     where r.holder = p_from and r.state in ('asked', 'later') returning r.document_id
  ), passed_draft as (
    update document d set created_position = p_to where d.created_position = p_from and d.travel in ('outgoing', 'internal') and d.state = 'draft' returning d.id
  ), touched as (
    select document_id as id, 'handles' as reason from passed_handling where not sent union select document_id, 'reviews' from passed_review
    union select id, 'drafted' from passed_draft
  ), opened as (
    insert into audience (record_id, principal, list, reason, at)
      select distinct on (d.id, p.principal) d.id, case when p.principal = p_to then p_to else app.in_class(c.class_id, p.principal, 'leader-above') end,
             d.travel, case when p.principal = p_to then t.reason else 'leader-above' end, d.listed_at
        from touched t join document d on d.id = t.id left join record_class c on c.record_id = d.id cross join unnest(v_above) p (principal)
      union all
      select t.id, case when p.principal = p_to then p_to else app.in_class(c.class_id, p.principal, 'leader-above') end,
             'task', case when p.principal = p_to then 'assigned' else 'leader-above' end, t.listed_at
        from passed_task t left join record_class c on c.record_id = t.id cross join unnest(v_above) p (principal)
    on conflict (record_id, principal) do nothing
  ), told as (
    insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, concerns)
      select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.handed-over', d.id, d.travel,
             jsonb_build_object('to', v_unit_name, 'reason', p_reason), array[p_to]
        from (select distinct id from touched) t join document d on d.id = t.id
      union all
      select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'task.handed-over', t.id, 'task',
             jsonb_build_object('title', t.title, 'to', v_unit_name, 'reason', p_reason), array[p_to]
        from passed_task t
  )
  select (select count(*)::int from passed_handling where role <> 'inform'), (select count(*)::int from passed_task),
         (select count(*)::int from passed_draft), (select count(*)::int from passed_review);
end $$;


-- Closes again what a class had opened to those of it alone.
create or replace function app.close_to(p_document uuid, p_steps uuid[]) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from handling h where h.id = any (p_steps) and (h.document_id <> p_document or h.state <> 'recalled' or h.asked_by <> app.person())) then
    raise exception 'a document is closed only to whom one asked oneself' using errcode = '42501';
  end if;
  if exists (select from task k where k.origin_document_id = p_document) then return; end if;
  with step as (
    select h.id = any (p_steps) as undone, h.holder, h.person_id, app.leaders_above(h.unit_id) as leaders from handling h where h.document_id = p_document
  ), opened as (
    select undone, holder as principal from step union select undone, person_id from step union select undone, unnest(leaders) from step
  ), kept as (
    select principal from opened where not undone
    union select unnest(app.leaders_above(d.drafting_unit_id)) from document d where d.id = p_document
    union select unnest(app.leaders_above(q.unit_id)) from document d join position q on q.id = d.created_position where d.id = p_document
  )
  delete from audience a using (select class_id from (values (1)) one left join record_class on record_id = p_document) c
   where a.record_id = p_document and a.reason in ('handles', 'directs', 'informed', 'leader-above')
     and a.principal in (select app.in_class(c.class_id, principal, a.reason) from opened where undone)
     and a.principal not in (select app.in_class(c.class_id, principal, a.reason) from kept where principal is not null);
end $$;

-- Whoever reports sees the record, also by the scope of a delegation.
create or replace function app.tell_recipient(p_delivery uuid, p_kind text, p_data jsonb) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare d delivery;
begin
  select * into d from delivery where id = p_delivery;
  if not found or d.sender_agency_id is distinct from app.agency()
     or not app.sees(d.document_id) then
    raise exception 'not the sender' using errcode = '42501';
  end if;
  if d.recipient_agency_id is null then return; end if;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    values (d.recipient_agency_id, app.person(), app.position(), p_kind, d.incoming_id, case when d.incoming_id is not null then 'incoming' end,
            p_data || jsonb_build_object('deliveryId', p_delivery), array[app.clerks_of(d.recipient_agency_id)]);
end $$;
create or replace function app.open_in_work_file(p_work_file uuid) returns bigint
language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*) from work_file_document w join document d on d.id = w.document_id
   where w.work_file_id = p_work_file and w.removed_at is null and d.state in ('registered', 'presented', 'directed', 'processing', 'draft', 'in-review', 'approved')
     and app.sees(p_work_file)
$$;

-- What was opened so is closed again, unless they have another part in it.
delete from audience a using handling h, document d, unit_now u
 where h.delivery_id is not null and d.id = h.document_id and u.id = h.unit_id and u.agency_id <> d.agency_id
   and a.record_id = h.document_id and a.principal = h.holder and a.reason in ('handles', 'informed', 'directs')
   and not exists (select from handling o where o.document_id = h.document_id and o.holder = h.holder and o.delivery_id is null)
   and not exists (select from task t where t.origin_document_id = h.document_id and t.holder = h.holder);

-- Whatever class a record has, of whichever agency, a unit handles it by the rows of its leaders within that class: a delegation for that unit shows it.
create or replace function app.in_scope(p_record uuid) returns boolean language plpgsql stable parallel safe cost 1 security definer set search_path = public, app, pg_temp as $$
begin
  if app.scope_principals() is not null
     and not exists (select from audience a where a.record_id = p_record and a.principal = any (app.scope_principals()))
     and not exists (select from record_class c cross join lateral unnest(app.scope_principals()) s (id)
                       join audience a on a.record_id = p_record and a.principal = app.classed(c.class_id, s.id) where c.record_id = p_record) then
    return false;
  end if;
  return app.scope_types() is null
    or exists (select from document d where d.id = p_record and d.type_code = any (app.scope_types()))
    or (exists (select from audience a where a.record_id = p_record and a.list in ('incoming', 'outgoing', 'internal'))
        and not exists (select from document d where d.id = p_record));
end $$;
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
          or w.principal in (select app.classed(c.id, app.leaders_of(u.id)) from confidentiality_class c)
        where greatest(s.since, o.since, w.since, u.since, day.begins) < least(s.until, o.until, w.until, day.ends)))
   group by 1, 2, 3, 4
$$;
