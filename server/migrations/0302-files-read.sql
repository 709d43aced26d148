-- Reading is recorded where the document's kind demands it (0071), also of who opens its file alone: by a link kept from before, by a program, page by page. The letter is what is secret.
create function app.note_readings(p_documents uuid[], p_request text) returns void language sql volatile as $$
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, request_id)
  select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.read', d.id, d.travel, p_request
    from document d
    cross join lateral (select min(r.every_minutes) as minutes from recorded_reading r
      where r.type_code = d.type_code
        and (r.agency_id is null or r.agency_id = d.agency_id or (r.agency_id = app.agency() and d.agency_id = any (app.agencies())))) rule
   where d.id = any (p_documents) and rule.minutes is not null
     and not exists (select from event e where e.record_id = d.id and e.person_id = app.person() and e.kind = 'document.read'
       and e.at > app.now() - make_interval(mins => rule.minutes))
$$;
drop function app.note_reading;
