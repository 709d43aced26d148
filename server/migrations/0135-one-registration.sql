-- What registering costs beside its rows: every statement costs its way into the database and out again, and PostgreSQL sets up its plan each time. What the program
-- asked in four statements it asks in one. The functions run by the rights of who asks: the policies hold in them as they did.

-- What a request with this key was answered before. In a function of its own, so that the question who asks, which every request begins with, is never planned anew.
create function app.kept_answer(p_person uuid, p_key text) returns jsonb language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  if p_key = '' then return null; end if;
  return (select jsonb_build_object('route', k.route, 'bodyHash', k.body_hash, 'answer', k.answer) from idempotency k where k.person_id = p_person and k.key = p_key);
end $$;

-- Documents of the agency or of one it succeeds that may be the same: same symbol and date from the same issuer (the symbol compared without case, marks and spacing, the
-- name without case and spacing, Ủy as Uỷ), or the same main file. Cancelled registrations do not count. At most five.
create function app.duplicates_of(p_issuer text, p_symbol text, p_issued_on date, p_files text[])
returns table ("documentId" uuid, number int, symbol text, abstract text, "arrivedOn" date, because text) language sql stable as $$
  select d.id, d.number, d.symbol, d.abstract, d.arrived_on, 'same-symbol'
    from document d
   where d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and p_symbol <> ''
     and d.symbol_key = app.compact_symbol(p_symbol)
     and d.issued_on is not distinct from p_issued_on and d.state <> 'cancelled'
     and replace(app.word_line(d.issuer_name), ' ', '') = replace(app.word_line(p_issuer), ' ', '')
  union all
  select d.id, d.number, d.symbol, d.abstract, d.arrived_on, 'same-file'
    from unnest(p_files) s (sha256) join document_file f on f.sha256 = s.sha256 join document d on d.id = f.document_id
   where f.role = 'main' and d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.state <> 'cancelled'
  limit 5
$$;

-- Writes a document that arrived, for who asks: its class, who sees it, its files, its number, itself and its event. `p_above`: the units whose leaders and those above
-- them see it. Where `p_alike` names files, what may be the same is looked for first; where it is found, it is answered instead of a number and nothing is written.
create function app.register_incoming(p_id uuid, p_listed_at timestamptz, p_year int, p_facts jsonb, p_channel text, p_files jsonb, p_above uuid[], p_alike text[],
  p_data jsonb, p_request text)
returns table (number int, duplicates jsonb) language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  v_class uuid := (p_facts ->> 'classId')::uuid;
  v_leaders uuid[] := '{}';
  v_unit uuid;
  v_register uuid;
begin
  if p_alike is not null then
    select jsonb_agg(d) into duplicates
      from app.duplicates_of(p_facts ->> 'issuerName', p_facts ->> 'symbol', (p_facts ->> 'issuedOn')::date, p_alike) d;
    if duplicates is not null then return next; return; end if;
  end if;
  if v_class is null then
    select t.class_id into v_class from confidentiality_type t join confidentiality_class c on c.id = t.class_id and c.active
     where t.agency_id = app.agency() and t.type_code = p_facts ->> 'typeCode';
  end if;
  -- Before anybody sees it.
  if v_class is not null then perform app.classify(p_id, v_class); end if;
  foreach v_unit in array p_above loop v_leaders := v_leaders || app.leaders_above(v_unit); end loop;
  perform app.grant_audience(p_id, 'incoming', p_listed_at, array[app.position(), app.clerks_of(app.agency())] || v_leaders,
    array['registered', 'clerk'] || array_fill('leader-above'::text, array[cardinality(v_leaders)]));
  if p_files <> '[]' then
    insert into document_file (document_id, sha256, name, media_type, role, ordinal, added_by)
      select p_id, f.sha256, f.name, f."mediaType", f.role, n, app.person()
        from rows from (jsonb_to_recordset(p_files) as (sha256 text, name text, "mediaType" text, role text)) with ordinality f (sha256, name, "mediaType", role, n);
  end if;
  -- Last, so that clerks of one book wait for each other as briefly as can be.
  select n.register_id, n.number into v_register, number from app.take_number(app.agency(), 'incoming', 'general', p_year, p_id) n;
  insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, issuer_unit_id,
      abstract, urgency, signer_name, signer_title, addressed_to, page_count, copies, channel, due_on, file_code, note, created_by, created_position, listed_at)
    select p_id, app.agency(), 'incoming', 'registered', f."typeCode", v_register, register_incoming.number, nullif(f.symbol, ''), f."issuedOn", f."arrivedOn", f."issuerName", f."issuerUnitId",
        f.abstract, f.urgency, f."signerName", f."signerTitle", nullif(f."addressedTo", ''), f."pageCount", f.copies, p_channel, f."dueOn", f."fileCode", f.note,
        app.person(), app.position(), p_listed_at
      from jsonb_to_record(p_facts) as f ("typeCode" text, symbol text, "issuedOn" date, "arrivedOn" date, "issuerName" text, "issuerUnitId" uuid, abstract text, urgency text,
        "signerName" text, "signerTitle" text, "addressedTo" text, "pageCount" int, copies int, "dueOn" date, "fileCode" text, note text);
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, request_id)
    values (app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.registered', p_id, 'incoming',
      p_data || jsonb_build_object('number', register_incoming.number), p_request);
  return next;
end $$;
