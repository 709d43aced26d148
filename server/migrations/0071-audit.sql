-- What an auditor reads: the acts of the own agency, told without what people wrote. And the reading of what must be answered for.

-- The parts of an act that name people, posts, places, numbers and days. What was written (abstracts, directions, reasons, notes, titles) is left out, and
-- so is whatever a new kind of act adds, until it is named here.
create function app.audited(p_kind text, p_data jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(d.key, d.value), '{}') from jsonb_each(p_data) d
   where d.key = any ('{number,dueOn,symbol,to,code,versionNo,recipient,recipients,provider,ordinal,lead,collaborators,informed,day,by,who,typeCode,sender,rows,
       progress,positions,page,pages,idleMinutes,freshMinutes,absoluteHours,from,done,count,language,kind,method,userName}'::text[])
      or (d.key = 'name' and p_kind !~ '^(search|export|bulk|task|document|draft)\.')
$$;

drop policy audit on event;
-- Instead of a policy on the table: whoever audits gets no more than this, by whichever way. A barrier, so that no condition of a query sees other rows.
create view audit_event with (security_barrier = true) as
  select id, at, agency_id, person_id, position_id, acting_for, kind, record_id, record_list, app.audited(kind, data) as data, request_id, address
  from event where (select app.can('audit')) and agency_id = (select app.agency());
grant select on audit_event to mocban_app;

-- By time as people know it: what the program does for many at once is written in one moment.
drop index event_agency;
create index event_agency on event (agency_id, at desc, id desc);

-- How a record of the own agency is called in its book, for whoever audits; nothing of what it says.
create function app.audited_records(p_ids uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.id, coalesce(d.symbol, d.number::text) from document d
   where d.id = any (p_ids) and d.agency_id = app.agency() and (select app.can('audit'))
  union all
  select w.id, w.code from work_file w where w.id = any (p_ids) and w.agency_id = app.agency() and (select app.can('audit'))
$$;
revoke all on function app.audited_records from public;
grant execute on function app.audited_records to mocban_app;

-- The records of the own agency that go by a symbol, however it is typed.
create function app.audited_symbol(p_symbol text) returns uuid[]
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from document d
   where (select app.can('audit')) and d.agency_id = app.agency() and d.symbol is not null and lower(replace(d.symbol, ' ', '')) = lower(replace(p_symbol, ' ', ''))
$$;
revoke all on function app.audited_symbol from public;
grant execute on function app.audited_symbol to mocban_app;

-- Documents whose reading is recorded: of a type, in an agency or (without one) in all.
create table recorded_reading (
  id uuid primary key default app.new_id(),
  agency_id uuid references unit,
  type_code text not null references document_type,
  -- One reading in so long a time: turning back to a page is no new one.
  every_minutes integer not null default 60 check (every_minutes between 1 and 1440),
  unique nulls not distinct (agency_id, type_code)
);
alter table recorded_reading enable row level security;
create policy of_mine on recorded_reading for select to mocban_app using (
  (select app.person()) is not null and (agency_id is null or agency_id = (select app.agency())));
create policy administer on recorded_reading to mocban_app
  using (agency_id = (select app.agency()) and (select app.can('administer'))) with check (agency_id = (select app.agency()) and (select app.can('administer')));
create policy worker on recorded_reading to mocban_worker using (true) with check (true);
grant select, insert, update, delete on recorded_reading to mocban_app, mocban_worker;
-- Letters of citizens, complaints and denunciations among them (Law on Denunciations 2018, Art. 8: who denounces is kept secret).
insert into recorded_reading (type_code) values ('don-thu');

-- Records that who asks reads a document, where its kind demands it and they have not just read it.
create function app.note_reading(p_document uuid, p_request text) returns void language sql volatile as $$
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, request_id)
  select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.read', d.id, d.travel, p_request
    from document d
    cross join lateral (select min(r.every_minutes) as minutes from recorded_reading r
      where r.type_code = d.type_code and (r.agency_id is null or r.agency_id = d.agency_id)) rule
   where d.id = p_document and rule.minutes is not null
     and not exists (select from event e where e.record_id = d.id and e.person_id = app.person() and e.kind = 'document.read'
       and e.at > app.now() - make_interval(mins => rule.minutes))
$$;
