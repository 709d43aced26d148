-- What the acts on the organisation need of the work that hangs on posts, without showing any of it: an administrator sees no contents.

-- Open work of a post, counted by kind.
create function app.holdings_of(p_position uuid) returns table (documents integer, tasks integer, drafts integer, reviews integer)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not app.administers((select q.agency_id from position q where q.id = p_position)) then return; end if;
  return query select
    (select count(*)::int from handling h where h.holder = p_position and h.ended_at is null and h.role <> 'inform'),
    (select count(*)::int from task t where t.holder = p_position and t.closed_at is null),
    (select count(*)::int from document d where d.created_position = p_position and d.travel in ('outgoing', 'internal') and d.state = 'draft'),
    (select count(*)::int from review r where r.holder = p_position and r.state in ('asked', 'later'));
end $$;

-- Passes all of it to another post of the same agency, whose leaders then see it too. Each record's trail says so; past acts keep their author.
create function app.pass_holdings(p_from uuid, p_to uuid, p_reason text)
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
      select distinct on (d.id, p.principal) d.id, p.principal, d.travel, case when p.principal = p_to then t.reason else 'leader-above' end, d.listed_at
        from touched t join document d on d.id = t.id cross join unnest(v_above) p (principal)
      union all
      select t.id, p.principal, 'task', case when p.principal = p_to then 'assigned' else 'leader-above' end, t.listed_at
        from passed_task t cross join unnest(v_above) p (principal)
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

-- Open work that waits for a unit as such, that is for whoever leads it.
create function app.unit_holds(p_unit uuid) returns integer language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not app.can('administer') then return 0; end if;
  return (select count(*) from handling h where h.holder = app.leaders_of(p_unit) and h.ended_at is null and h.role <> 'inform')
       + (select count(*) from task t where t.holder = app.leaders_of(p_unit) and t.closed_at is null);
end $$;
revoke all on function app.holdings_of, app.pass_holdings, app.unit_holds from public;
grant execute on function app.holdings_of, app.pass_holdings, app.unit_holds to mocban_app;

-- One lets a colleague act for oneself, in one's own post and not in another's name, and takes it back.
create policy own on delegation for insert to mocban_app with check (
  from_person_id = (select app.person()) and from_position_id = (select app.position())
  and nullif(current_setting('app.acting_for', true), '') is null);
create policy own_ends on delegation for update to mocban_app using (from_person_id = (select app.person())) with check (from_person_id = (select app.person()));
