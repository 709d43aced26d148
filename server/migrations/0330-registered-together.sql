-- What one session registers at the same moment is written together, as arrivals are that are registered in one act (0164): a hundred rows in one statement cost a
-- fraction of a hundred statements.

-- What can be found of documents, as before (0107), for many at once; the symbol as the document keeps it for comparing.
create function app.search_words_of(p_documents uuid[]) returns table (document_id uuid, at timestamptz, words tsvector) language sql stable as $$
  select d.id, d.listed_at, setweight(app.words(concat_ws(' ', d.symbol, d.abstract)), 'A')
      || setweight(app.words(concat_ws(' ', d.issuer_name, d.signer_name, d.signer_title, d.file_code, d.note)), 'B')
      || setweight(app.words((select string_agg(f.name, ' ') from document_file f where f.document_id = d.id)), 'C')
      || coalesce(case when d.symbol_key <> '' then array_to_tsvector(array['#' || d.symbol_key]) end, '')
      || case when app.issuer_of(d) is null then '' else array_to_tsvector(array[app.issuer_word(app.issuer_of(d))]) end
      -- Of the pages only which words they have; where each stands is asked of the pages. The limit keeps a thousand pages of figures within a vector.
      -- The last place of all keeps them apart from the facts: weight D, next to nothing.
      || coalesce((select string_agg('''' || w || ''':16383', ' ')::tsvector from (
           select distinct case when t.typed then '=' || t.word else t.word end as w from (
             select string_to_table(btrim(p.word_line), ' ') as word, true as typed
               from page_text p where p.sha256 in (select f.sha256 from document_file f where f.document_id = d.id)
             union all select string_to_table(btrim(p.bare_line), ' '), false
               from page_text p where p.sha256 in (select f.sha256 from document_file f where f.document_id = d.id)) t
           where t.word <> '' limit 40000) w), '')
      || coalesce((select array_to_tsvector(array_agg(app.principal_word(a.principal))) from audience a where a.record_id = d.id), '')
  from document d where d.id = any (p_documents)
$$;
create or replace function app.search_words(p_document uuid) returns tsvector language sql stable as $$
  select s.words from app.search_words_of(array[p_document]) s
$$;
-- In PL/pgSQL its plan is kept.
create or replace function app.index_documents(p_documents uuid[], p_transaction xid8 default null) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  insert into search_document (document_id, at, words, indexed_in)
    select s.document_id, s.at, s.words, p_transaction from app.search_words_of(p_documents) s
    on conflict (document_id) do update set at = excluded.at, words = excluded.words, indexed_in = excluded.indexed_in;
end $$;
-- Whoever writes documents may say that they are to be found: what is said of them is what stands in them.
grant execute on function app.index_documents to mocban_app;
create or replace function app.index_document() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  v_document uuid := case tg_table_name when 'document' then new.id else (to_jsonb(new) ->> 'document_id')::uuid end;
begin
  if not exists (select from search_document where document_id = v_document and indexed_in = pg_current_xact_id()) then
    insert into search_document (document_id, at, words, indexed_in)
      select s.document_id, s.at, s.words, pg_current_xact_id() from app.search_words_of(array[v_document]) s
      on conflict (document_id) do update set at = excluded.at, words = excluded.words, indexed_in = excluded.indexed_in;
  end if;
  return null;
end $$;

-- Writes documents that arrived, for who asks, each as `app.register_incoming` (0135) writes one: `p_items` in the order of their numbers, each with its document, files,
-- facts, what its event tells and the request that brought it. Answers the first number.
create function app.write_registrations(p_listed_at timestamptz, p_year int, p_items jsonb, p_above uuid[])
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
  perform app.classify(i."documentId", coalesce(i."classId", t.class_id))
    from (select x."documentId", (x.facts ->> 'classId')::uuid as "classId", x.facts ->> 'typeCode' as "typeCode"
            from jsonb_to_recordset(p_items) as x ("documentId" uuid, facts jsonb)) i
    left join (select t.type_code, t.class_id from confidentiality_type t join confidentiality_class c on c.id = t.class_id and c.active
                where t.agency_id = app.agency()) t on t.type_code = i."typeCode"
   where i."classId" is not null or t.class_id is not null;
  foreach v_unit in array p_above loop v_leaders := v_leaders || app.leaders_above(v_unit); end loop;
  perform app.grant_new_audience(v_ids, 'incoming', p_listed_at, array[app.position(), app.clerks_of(app.agency())] || v_leaders,
    array['registered', 'clerk'] || array_fill('leader-above'::text, array[cardinality(v_leaders)]));
  if p_items @? '$.files[*]' then
    insert into document_file (document_id, sha256, name, media_type, role, ordinal, added_by)
      select i."documentId", f.sha256, f.name, f."mediaType", f.role, f.n, app.person()
        from jsonb_to_recordset(p_items) as i ("documentId" uuid, files jsonb)
       cross join lateral rows from (jsonb_to_recordset(i.files) as (sha256 text, name text, "mediaType" text, role text)) with ordinality f (sha256, name, "mediaType", role, n);
  end if;
  -- Last, so that clerks of one book wait for each other as briefly as can be.
  select n.register_id, n.first_number into v_register, v_first from app.take_numbers(app.agency(), 'incoming', 'general', p_year, v_ids) n;
  insert into document (id, agency_id, travel, state, type_code, register_id, number, symbol, issued_on, arrived_on, issuer_name, issuer_unit_id,
      abstract, urgency, signer_name, signer_title, addressed_to, page_count, copies, channel, due_on, file_code, note, created_by, created_position, listed_at)
    select i."documentId", app.agency(), 'incoming', 'registered', f."typeCode", v_register, v_first + i.n::int - 1, nullif(f.symbol, ''), f."issuedOn", f."arrivedOn",
        f."issuerName", f."issuerUnitId", f.abstract, f.urgency, f."signerName", f."signerTitle", nullif(f."addressedTo", ''), f."pageCount", f.copies, i.channel, f."dueOn",
        f."fileCode", f.note, app.person(), app.position(), p_listed_at
      from rows from (jsonb_to_recordset(p_items) as ("documentId" uuid, channel text, facts jsonb)) with ordinality i ("documentId", channel, facts, n)
      cross join lateral jsonb_to_record(i.facts) as f ("typeCode" text, symbol text, "issuedOn" date, "arrivedOn" date, "issuerName" text, "issuerUnitId" uuid, abstract text,
        urgency text, "signerName" text, "signerTitle" text, "addressedTo" text, "pageCount" int, copies int, "dueOn" date, "fileCode" text, note text);
  insert into event (agency_id, person_id, position_id, acting_for, kind, record_id, record_list, data, request_id)
    select app.agency(), app.person(), app.position(), nullif(current_setting('app.acting_for', true), '')::uuid, 'document.registered', i."documentId", 'incoming',
        i.data || jsonb_build_object('number', v_first + i.n::int - 1), i."requestId"
      from rows from (jsonb_to_recordset(p_items) as ("documentId" uuid, data jsonb, "requestId" text)) with ordinality i ("documentId", data, "requestId", n) order by i.n;
  -- Together, instead of one after the other at commit.
  perform app.index_documents(v_ids, pg_current_xact_id());
  return v_first;
end $$;

drop function app.register_arrivals(timestamptz, int, jsonb, uuid[], text);
-- Registers what arrived from other agencies; the sender of each is told that it is registered (03).
create function app.register_arrivals(p_listed_at timestamptz, p_year int, p_items jsonb, p_above uuid[])
returns int language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  v_first int := app.write_registrations(p_listed_at, p_year, p_items, p_above);
  v_done uuid[];
begin
  select app.report_registered(array_agg(i."deliveryId"), array_agg(i."documentId")) into v_done
    from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid);
  if cardinality(v_done) = jsonb_array_length(p_items) then return v_first; end if;
  update delivery d set incoming_id = i."documentId" from jsonb_to_recordset(p_items) as i ("documentId" uuid, "deliveryId" uuid)
   where d.id = i."deliveryId" and d.id <> all (v_done);
  perform app.report_delivery(i."deliveryId", '03', '') from jsonb_to_recordset(p_items) as i ("deliveryId" uuid) where i."deliveryId" <> all (v_done);
  return v_first;
end $$;

-- Whether one of these new documents may be the same as another of the agency (the rule of `app.duplicates_of`, 0169), whoever may see that one: then each is asked by itself.
create function app.any_alike(p_documents uuid[]) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp
set plan_cache_mode = force_generic_plan as $$
begin
  return exists (
      select from document n join document d on d.symbol_key = n.symbol_key and d.issued_on is not distinct from n.issued_on
       where n.id = any (p_documents) and d.agency_id = any (app.agencies()) and d.travel = 'incoming' and d.id <> n.id and d.state <> 'cancelled'
         and replace(app.word_line(d.issuer_name), ' ', '') = replace(app.word_line(n.issuer_name), ' ', ''))
    or exists (
      select from document_file n join document_file f on f.sha256 = n.sha256 and f.role = 'main' join document d on d.id = f.document_id
       where n.document_id = any (p_documents) and f.document_id <> n.document_id
         and d.agency_id = any (app.agencies()) and d.travel = 'incoming' and d.state <> 'cancelled');
end $$;
revoke all on function app.any_alike from public;
grant execute on function app.any_alike to mocban_app;

-- Registers what one session brings at the same moment. `unseen`: whose clerk has not seen what may be the same; where there is something, nothing holds.
create function app.register_together(p_listed_at timestamptz, p_year int, p_items jsonb, p_above uuid[])
returns int language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  v_first int := app.write_registrations(p_listed_at, p_year, p_items, p_above);
begin
  if app.any_alike(array(select i."documentId" from jsonb_to_recordset(p_items) as i ("documentId" uuid, unseen boolean) where i.unseen)) then
    raise exception 'one of them may be the same as another' using errcode = 'MB004';
  end if;
  return v_first;
end $$;
