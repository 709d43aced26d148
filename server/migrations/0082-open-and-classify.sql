-- Opening a record to somebody for a time, closing it again, and giving it a class of confidentiality: by whoever answers for it.

-- Whether who asks answers for a record of their own agency: holds what is to be done with it, drafted it, assigned or keeps it, or leads above. By
-- delegation only where passing work on was delegated.
create function app.answers_for(p_record uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.sees(p_record) and (app.acting_for() is null or app.can('direct') or app.can('assign')) and (
    exists (select from document d where d.id = p_record and d.agency_id = app.agency() and (
      d.travel <> 'incoming' and (d.created_by = app.person() or d.created_position = app.position())
      or exists (select from handling h where h.document_id = d.id and h.role in ('present', 'lead') and h.ended_at is null and h.holder = any (app.principals()))))
    or exists (select from task t where t.id = p_record and t.agency_id = app.agency()
      and (t.holder = any (app.principals()) or t.assigned_by = app.person() or t.assigned_position = app.position()))
    or exists (select from work_file w where w.id = p_record and w.agency_id = app.agency() and w.responsible_id = any (app.principals()))
    or exists (select from position q cross join lateral (
        select app.leaders_of(q.unit_id) as id union all
        select app.classed(c.id, app.leaders_of(q.unit_id)) from confidentiality_class c where c.agency_id = q.agency_id) l
      join audience a on a.record_id = p_record and a.principal = l.id
     where q.id = app.position() and q.leads and a.principal = any (app.principals())
       and (exists (select from document d where d.id = p_record and d.agency_id = q.agency_id)
         or exists (select from task t where t.id = p_record and t.agency_id = q.agency_id)
         or exists (select from work_file w where w.id = p_record and w.agency_id = q.agency_id))))
$$;
revoke all on function app.answers_for from public;
grant execute on function app.answers_for to mocban_app;

-- Whoever registered a document may still say what it is, while nobody has it.
create function app.registered_it(p_record uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.sees(p_record) and exists (select from document d where d.id = p_record and d.travel = 'incoming' and d.state = 'registered'
    and (d.created_by = app.person() or d.created_position = app.position()))
$$;
revoke all on function app.registered_it from public;
grant execute on function app.registered_it to mocban_app;

create function app.open_record(p_record uuid, p_target_kind text, p_target uuid, p_last_day date, p_reason text) returns uuid
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  o opening;
begin
  if not app.answers_for(p_record) or p_last_day < app.today() then
    raise exception 'a record is opened by whoever answers for it' using errcode = '42501';
  end if;
  insert into opening (record_id, list, target_kind, target, last_day, reason, opened_by, opened_position, acting_for)
    select p_record, a.list, p_target_kind, p_target, p_last_day, p_reason, app.person(), app.position(), app.acting_for()
      from audience a where a.record_id = p_record limit 1 returning * into o;
  insert into audience (record_id, principal, list, reason, at)
    select p_record, o.principal, a.list, 'opened-until', a.at from audience a where a.record_id = p_record limit 1;
  return o.id;
end $$;

-- By who opened it, or whoever answers for the record.
create function app.withdraw_opening(p_opening uuid) returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  o opening;
begin
  select * into o from opening where id = p_opening and withdrawn_at is null and last_day >= app.today() for update;
  if not found or not (app.answers_for(o.record_id) or o.opened_by = app.person() and app.sees(o.record_id)) then
    raise exception 'an opening is withdrawn by whoever answers for the record' using errcode = '42501';
  end if;
  update opening set withdrawn_at = app.now(), withdrawn_by = app.person() where id = o.id;
  delete from audience where record_id = o.record_id and principal = o.principal;
end $$;

-- Gives a record a class, another one, or none. Of a record that has no audience yet, whoever begins it; else whoever answers for it, or registered it while
-- nobody has it. Groups see it only as far as they belong to the class; whoever has a part in it of their own goes on seeing it.
create function app.classify(p_record uuid, p_class uuid) returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_old uuid;
begin
  if p_class is not null and not exists (select from confidentiality_class c where c.id = p_class and c.agency_id = app.agency() and c.active) then
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
revoke all on function app.open_record, app.withdraw_opening, app.classify from public;
grant execute on function app.open_record, app.withdraw_opening, app.classify to mocban_app;

-- What of these acts an auditor reads: who it was opened to and until when, and the class; never why.
create or replace function app.audited(p_kind text, p_data jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(d.key, d.value), '{}') from jsonb_each(p_data) d
   where d.key = any ('{number,dueOn,symbol,to,code,versionNo,recipient,recipients,provider,ordinal,lead,collaborators,informed,day,by,who,typeCode,sender,rows,
       progress,positions,page,pages,idleMinutes,freshMinutes,absoluteHours,from,done,count,language,kind,method,userName,lastDay,class,types,units,authority}'::text[])
      or (d.key = 'name' and p_kind !~ '^(search|export|bulk|task|document|draft)\.')
$$;
