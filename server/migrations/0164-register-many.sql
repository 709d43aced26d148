-- Registering many arrivals in one act: what one registration writes row by row is written for all of them together, by the same rules.

-- So many numbers of a register, in the order of the documents that get them (0004).
create function app.take_numbers(p_agency uuid, p_travel text, p_series text, p_year int, p_documents uuid[])
returns table (register_id uuid, first_number int) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_count int := cardinality(p_documents);
begin
  if p_agency is distinct from app.agency() then
    raise exception 'numbers are given by the agency whose register it is' using errcode = '42501';
  end if;
  insert into register (agency_id, travel, series, year) values (p_agency, p_travel, p_series, p_year) on conflict do nothing;
  update register r set last_number = r.last_number + v_count
    where r.agency_id = p_agency and r.travel = p_travel and r.series = p_series and r.year = p_year and not r.closed
    returning r.id, r.last_number - v_count + 1 into register_id, first_number;
  if not found then raise exception 'register closed' using errcode = 'MB001'; end if;
  insert into register_entry (register_id, number, document_id, given_at, given_by)
    select take_numbers.register_id, first_number + n - 1, d, app.now(), app.person() from unnest(p_documents) with ordinality t (d, n);
  return next;
end $$;
revoke all on function app.take_numbers from public;
grant execute on function app.take_numbers to mocban_app;

-- The first audience of records that nobody sees yet (0080).
create function app.grant_new_audience(p_records uuid[], p_list text, p_at timestamptz, p_principals uuid[], p_reasons text[])
returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from audience a where a.record_id = any (p_records) offset 0) then
    raise exception 'the audience of a record is widened only by someone who sees it' using errcode = '42501';
  end if;
  insert into audience (record_id, principal, list, reason, at)
    select r.id, app.in_class(c.class_id, p.principal, p.reason), p_list, p.reason, p_at
      from unnest(p_records) as r (id) left join record_class c on c.record_id = r.id
     cross join unnest(p_principals, p_reasons) as p (principal, reason) where p.principal is not null
    on conflict (record_id, principal) do nothing;
  if app.scoped() and exists (select from unnest(p_records) as r (id) where not app.in_scope(r.id)) then
    raise exception 'outside the scope of the delegation' using errcode = 'MB003';
  end if;
end $$;
revoke all on function app.grant_new_audience from public;
grant execute on function app.grant_new_audience to mocban_app;

-- Writes documents that arrived from other agencies, for who asks, each as `app.register_incoming` (0135) writes one: `p_items` in the order of their numbers, each with
-- its document, delivery, files, facts and what its event tells. Answers the first number; the sender of each is told that it is registered (03).
create function app.register_arrivals(p_listed_at timestamptz, p_year int, p_items jsonb, p_above uuid[], p_request text)
returns int language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  v_ids uuid[];
  v_leaders uuid[] := '{}';
  v_unit uuid;
  v_register uuid;
  v_first int;
begin
  select array_agg((i ->> 'documentId')::uuid order by n) into v_ids from jsonb_array_elements(p_items) with ordinality as t (i, n);
  -- Before anybody sees them.
  perform app.classify(i."documentId", t.class_id)
    from jsonb_to_recordset(p_items) as i ("documentId" uuid, facts jsonb)
    join confidentiality_type t on t.agency_id = app.agency() and t.type_code = i.facts ->> 'typeCode'
    join confidentiality_class c on c.id = t.class_id and c.active;
  foreach v_unit in array p_above loop v_leaders := v_leaders || app.leaders_above(v_unit); end loop;
  perform app.grant_new_audience(v_ids, 'incoming', p_listed_at, array[app.position(), app.clerks_of(app.agency())] || v_leaders,
    array['registered', 'clerk'] || array_fill('leader-above'::text, array[cardinality(v_leaders)]));
  insert into document_file (document_id, sha256, name, media_type, role, ordinal, added_by)
    select i."documentId", f.sha256, f.name, f."mediaType", f.role, f.n, app.person()
      from jsonb_to_recordset(p_items) as i ("documentId" uuid, files jsonb)
     cross join lateral rows from (jsonb_to_recordset(i.files) as (sha256 text, name text, "mediaType" text, role text)) with ordinality f (sha256, name, "mediaType", role, n);
  -- Last, so that clerks of one book wait for each other as briefly as can be.
  select n.register_id, n.first_number into v_register, v_first from app.take_numbers(app.agency(), 'incoming', 'general', p_year, v_ids) n;
  insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, issuer_unit_id,
      abstract, urgency, signer_name, signer_title, page_count, copies, channel, due_on, created_by, created_position, listed_at)
    select i."documentId", app.agency(), 'incoming', 'registered', f."typeCode", v_register, v_first + i.n::int - 1, nullif(f.symbol, ''), f."issuedOn", f."arrivedOn",
        f."issuerName", f."issuerUnitId", f.abstract, f.urgency, f."signerName", f."signerTitle", f."pageCount", f.copies, i.channel, f."dueOn",
        app.person(), app.position(), p_listed_at
      from rows from (jsonb_to_recordset(p_items) as ("documentId" uuid, channel text, facts jsonb)) with ordinality i ("documentId", channel, facts, n)
      cross join lateral jsonb_to_record(i.facts) as f ("typeCode" text, symbol text, "issuedOn" date, "arrivedOn" date, "issuerName" text, "issuerUnitId" uuid, abstract text,
        urgency text, "signerName" text, "signerTitle" text, "pageCount" int, copies int, "dueOn" date);
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, request_id)
    select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.registered', i."documentId", 'incoming',
        i.data || jsonb_build_object('number', v_first + i.n::int - 1), p_request
      from rows from (jsonb_to_recordset(p_items) as ("documentId" uuid, data jsonb)) with ordinality i ("documentId", data, n) order by i.n;
  update delivery d set incoming_id = i."documentId" from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid) where d.id = i."deliveryId";
  perform app.report_delivery(i."deliveryId", '03', '') from jsonb_to_recordset(p_items) as i ("deliveryId" uuid);
  return v_first;
end $$;
