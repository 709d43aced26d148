-- What follows from access on terms for the functions that were there before: search, the passing on of work, taking back, reports of deliveries, and
-- "who could see this on that day?".

-- Each step is made once (the planner expects few rows and would make it again for every principal).
-- Everybody who could see a record at some moment of a day, in which post, for whom, and why: the answer that the policies would have given.
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
  ), below (root, unit_id) as (
    -- Who belongs to a unit belongs to those above it inside its agency.
    select t.target, t.target from term t
    union select m.unit_id, m.unit_id from confidentiality_member m where m.unit_id is not null
    union select b.root, v.unit_id from below b join unit_version v on v.parent_id = b.unit_id and v.valid @> p_day and not v.is_agency
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
  ), belongs as materialized (
    -- Who belonged to a class in which of their posts, and when.
    select m.class_id, x.person_id, x.position_id, lower(m.valid) as since, coalesce(upper(m.valid), 'infinity') as until
      from confidentiality_member m join holding x on x.position_id = m.position_id
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), q.since), least(coalesce(upper(m.valid), 'infinity'), q.until)
      from confidentiality_member m join below b on b.root = m.unit_id join post q on q.unit_id = b.unit_id and q.valid @> p_day join holding x on x.position_id = q.id
    union all
    select m.class_id, x.person_id, x.position_id, lower(m.valid), coalesce(upper(m.valid), 'infinity')
      from confidentiality_member m join committee_member c on c.unit_id = m.unit_id and c.valid @> p_day
      join holding x on x.person_id = c.person_id or x.position_id = c.position_id
  ), grouped as materialized (
    select h.*, p.principal from held h
    cross join lateral (
      select app.everyone_of(h.agency_id) as principal where not h.capabilities && array['administer']
      union all select app.leaders_of(h.unit_id) where h.leads
      union all select app.clerks_of(h.agency_id) where h.capabilities && array['register', 'number']
      union all select app.members_of(m.unit_id) from committee_member m
        where m.valid @> p_day and (m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id)
    ) p
  ), stood as materialized (
    -- The same as app.act_as and app.principals_within, on that day.
    select h.person_id, h.id as position_id, h.acting_for, h.scope_units, h.scope_types, h.agency_id, h.since, h.until, p.principal from held h
    cross join lateral (
      select h.person_id as principal
      union all select h.acting_for where h.acting_for is not null
      union all select h.id
      union all select t.principal from term t where t.target = coalesce(h.acting_for, h.person_id)
        or exists (select from committee_member m where m.unit_id = t.target and m.valid @> p_day
                     and (m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id))
        or not h.capabilities && array['administer'] and exists (select from below b where b.root = t.target and b.unit_id = h.unit_id)
    ) p
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
       select from open w join unnest(s.scope_units) u on w.principal = app.leaders_of(u)
          or w.principal in (select app.classed(c.id, app.leaders_of(u)) from confidentiality_class c where c.agency_id = s.agency_id)
        where greatest(s.since, o.since, w.since, day.begins) < least(s.until, o.until, w.until, day.ends)))
   group by 1, 2, 3, 4
$$;

-- Search meets the scope of a delegation in its index, too.
create or replace function app.search(
  p_recall tsquery, p_typed tsquery, p_symbol tsquery, p_facts tsquery, p_near tsquery, p_phrases tsquery[], p_phrase_lines text[],
  p_travel text[], p_agencies uuid[], p_types text[], p_states text[], p_issuers text[], p_units uuid[], p_from date, p_to date,
  p_most int default 1000, p_counted int default 10000)
returns table (document_id uuid, at timestamptz, rank int, travel text, agency_id uuid, type_code text, state text, issuer_name text, units uuid[],
  complete boolean, total int)
language plpgsql stable security definer set search_path = public, app, pg_temp set work_mem = '64MB' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  v_principals uuid[] := app.principals();
  v_mine tsquery;
  v_query tsquery;
  v_ids uuid[];
  v_typed_ids uuid[] := '{}';
  v_total int;
  v_typed_total int;
  v_batch uuid[];
  v_met uuid[];
  v_newest uuid[] := '{}';
  v_at timestamptz := 'infinity';
  v_id uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  v_probed int := 0;
  v_read int;
  v_filter text := '';
  v_candidates text;
  v_from timestamptz := p_from::timestamp at time zone 'Asia/Ho_Chi_Minh';
  v_to timestamptz := (p_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
  if cardinality(v_principals) = 0 then return; end if;
  select string_agg('''' || app.principal_word(p) || '''', ' | ')::tsquery into v_mine from unnest(v_principals) p;
  -- By a delegation with a scope: in the index as well, then each record that was met.
  if app.scope_principals() is not null then
    v_mine := v_mine && (select string_agg('''' || app.principal_word(p) || '''', ' | ')::tsquery from unnest(app.scope_principals()) p);
  end if;

  if p_travel is not null then v_filter := v_filter || ' and d.travel = any ($2)'; end if;
  if p_agencies is not null then v_filter := v_filter || ' and d.agency_id = any ($3)'; end if;
  if p_types is not null then v_filter := v_filter || ' and d.type_code = any ($4)'; end if;
  if p_states is not null then v_filter := v_filter || ' and d.state = any ($5)'; end if;
  if p_issuers is not null then v_filter := v_filter || ' and d.issuer_name = any ($6)'; end if;
  if p_units is not null then
    v_filter := v_filter || ' and exists (select from handling h where h.document_id = d.id and h.ended_at is null and h.unit_id = any ($7))';
  end if;
  if v_filter <> '' then v_filter := ' and exists (select from document d where d.id = s.document_id' || v_filter || ' offset 0)'; end if;
  if app.scoped() then v_filter := v_filter || ' and app.in_scope(s.document_id)'; end if;
  if p_from is not null then v_filter := v_filter || ' and s.at >= $8'; end if;
  if p_to is not null then v_filter := v_filter || ' and s.at < $9'; end if;
  if cardinality(p_phrases) > 0 then v_filter := v_filter || ' and app.has_phrases(s.document_id, s.words, $10, $11)'; end if;
  v_candidates := 'with c as materialized (select s.document_id, s.at from search_document s where s.words @@ $1' || v_filter || ' limit $12)
    select count(*), array(select c.document_id from c order by c.at desc, c.document_id desc limit $13) from c';

  if p_recall is not null then
    v_query := p_recall && v_mine;
    execute v_candidates into v_total, v_ids
      using v_query, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines, p_counted + 1, p_most;
    if v_total > p_most and p_typed is not null then
      execute v_candidates into v_typed_total, v_typed_ids
        using p_typed && v_mine, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines,
          -- Where the newest are met anyway, it is enough to know whether there are few.
          case when v_total > p_counted then p_most + 1 else p_counted + 1 end, p_most;
      -- As typed there are many as well: among these are the newest to show. Else the few come before all that only look alike.
      if v_total > p_counted and v_typed_total > p_most then v_query := p_typed && v_mine; v_typed_ids := '{}'; end if;
    end if;
  end if;

  if v_total is null or v_total > p_counted then
    -- Too many to order: the newest are met on the ordered runs of the audience.
    loop
      select array_agg(r.record_id order by r.at desc, r.record_id desc), count(*) into v_batch, v_read from (
        select distinct on (m.at, m.record_id) m.record_id, m.at
          from unnest(v_principals) p (id)
          cross join unnest(coalesce(p_travel, array['incoming', 'outgoing', 'internal'])) l (list)
          cross join lateral (
            select a.record_id, a.at from audience a
             where a.principal = p.id and a.list = l.list and (a.at, a.record_id) < (v_at, v_id)
             order by a.at desc, a.record_id desc limit 500) m
         order by m.at desc, m.record_id desc limit 500) r;
      exit when v_read = 0;
      v_id := v_batch[v_read];
      select a.at into v_at from audience a where a.record_id = v_id limit 1;
      execute 'select array(select s.document_id from search_document s where s.document_id = any ($12) and ($1 is null or s.words @@ $1)' || v_filter
        || ' order by s.at desc, s.document_id desc)'
        into v_met using v_query, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines, v_batch;
      v_newest := v_newest || v_met;
      v_probed := v_probed + v_read;
      exit when v_read < 500 or cardinality(v_newest) >= case when v_query is null then p_most else 200 end or v_probed >= 20000 or v_at < v_from;
    end loop;
    -- Without words there is no other count than that of what was met.
    v_total := coalesce(v_total, cardinality(v_newest) + case when v_read = 500 then 1 else 0 end);
    v_ids := v_newest || coalesce(v_ids, '{}');
  end if;
  v_ids := v_typed_ids || v_ids;

  return query
    select w.document_id, w.at,
           case when p_symbol is not null and w.words @@ p_symbol then 8 else 0 end
             + case when p_typed is not null and w.words @@ p_typed then 4 else 0 end
             + case when p_facts is not null and w.words @@ p_facts then 2 else 0 end
             + case when p_near is not null and w.words @@ p_near then 1 else 0 end,
           d.travel, d.agency_id, d.type_code, d.state, d.issuer_name,
           array(select distinct h.unit_id from handling h where h.document_id = d.id and h.ended_at is null and h.role <> 'inform'),
           v_total <= p_most, v_total
      -- The empty vector is added so that the vector is fetched and unpacked once for the four questions.
      from (select s.document_id, s.at, s.words || ''::tsvector as words
              from (select i.id from unnest(v_ids) with ordinality i (id, place) group by i.id order by min(i.place) limit p_most) i
              join search_document s on s.document_id = i.id
             where exists (select from audience a where a.record_id = i.id and a.principal = any (v_principals) offset 0)
               and (not app.scoped() or app.in_scope(i.id)) offset 0) w
      join document d on d.id = w.document_id;
end $$;

-- Whom work is passed to inside an agency, a class of confidentiality keeps from their leaders above as ever.
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
     where h.holder = p_from and h.ended_at is null returning h.document_id, h.role
  ), passed_task as (
    update task t set lead_unit_id = v_unit, lead_position_id = p_to, lead_person_id = v_person, holder = p_to, version = t.version + 1
     where t.holder = p_from and t.closed_at is null returning t.id, t.listed_at, t.title
  ), passed_review as (
    update review r set unit_id = v_unit, position_id = p_to, holder = p_to, version = r.version + 1
     where r.holder = p_from and r.state in ('asked', 'later') returning r.document_id
  ), passed_draft as (
    update document d set created_position = p_to where d.created_position = p_from and d.travel in ('outgoing', 'internal') and d.state = 'draft' returning d.id
  ), touched as (
    select document_id as id, 'handles' as reason from passed_handling union select document_id, 'reviews' from passed_review
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
create or replace function app.report_reopened(p_incoming uuid) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from document d where d.id = p_incoming and d.agency_id = app.agency() and app.sees(d.id)) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  perform app.carry_reopened(p_incoming);
end $$;
create or replace function app.report_delivery(p_delivery uuid, p_code text, p_note text) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from delivery d where d.id = p_delivery and d.recipient_agency_id = app.agency()
     and (app.clerks_of(d.recipient_agency_id) = any (app.principals())
          or app.sees(d.incoming_id))) then
    raise exception 'not the recipient' using errcode = '42501';
  end if;
  return app.carry_delivery_status(p_delivery, p_code, p_note);
end $$;
