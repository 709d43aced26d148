-- Search: one vector a document, kept by the transaction that changes what it says. Words without marks as they are, words as written behind '=',
-- symbols behind '#', principals behind '@'. Principals stand in the vector so that the index itself meets words with who may see: what a person
-- may not open costs nothing and is never fetched, ranked or counted.

-- Exactly what contract/src/vietnamese.ts does: lower case, NFC, the tone mark of oa, oe, uy on the second vowel.
create function app.searchable(p_text text) returns text language sql immutable strict parallel safe as $$
  select normalize(regexp_replace(regexp_replace(normalize(lower(p_text collate "und-x-icu"), NFD),
    '(o)([\u0300\u0301\u0303\u0309\u0323])([ae])', '\1\3\2', 'g'), '(u)([\u0300\u0301\u0303\u0309\u0323])(y)', '\1\3\2', 'g'), NFC)
$$;
create function app.without_marks(p_searchable text) returns text language sql immutable strict parallel safe as $$
  select replace(regexp_replace(normalize(p_searchable, NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')
$$;
create function app.bare(p_text text) returns text language sql immutable strict parallel safe as $$
  select app.without_marks(app.searchable(p_text))
$$;
-- The words of a text, each between single blanks, none longer than 60 letters.
create function app.word_line(p_text text) returns text language sql immutable strict parallel safe as $$
  select ' ' || btrim(regexp_replace(regexp_replace(app.searchable(p_text),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufeff]+', ' ', 'g'), '([^ ]{60})[^ ]+', '\1', 'g')) || ' '
$$;
create function app.compact_symbol(p_symbol text) returns text language sql immutable strict parallel safe as $$
  select replace(app.word_line(app.bare(p_symbol)), ' ', '')
$$;
-- A vector of a line of words, with places, so that phrases are found.
create function app.words_of_line(p_line text) returns tsvector language sql immutable strict parallel safe as $$
  select coalesce(string_agg(
    case when bare = '' then '' else '''' || bare || ''':' || least(place, 16383) || ' ' end
      || '''=' || word || ''':' || least(place, 16383), ' '), '')::tsvector
  from unnest(string_to_array(btrim(p_line), ' '), string_to_array(btrim(app.without_marks(p_line)), ' ')) with ordinality t (word, bare, place)
  where word <> ''
$$;
create function app.words(p_text text) returns tsvector language sql immutable parallel safe as $$
  select coalesce(app.words_of_line(app.word_line(p_text)), '')
$$;
create function app.principal_word(p_principal uuid) returns text language sql immutable strict parallel safe as $$
  select '@' || rtrim(encode(uuid_send(p_principal), 'base64'), '=')
$$;

-- The text of a file, page by page, by the hash of its bytes: read from the text layer or by OCR, once for all who hold the file.
create table page_text (
  sha256 text not null references file,
  page integer not null check (page > 0),
  text text not null,
  -- layer: the file's own text; ocr: read from the picture.
  origin text not null default 'layer' check (origin in ('layer', 'ocr')),
  word_line text generated always as (app.word_line(text)) stored,
  bare_line text generated always as (app.without_marks(app.word_line(text))) stored,
  primary key (sha256, page)
);
alter table page_text enable row level security;
create policy of_file on page_text for select to mocban_app using (exists (select from document_file f where f.sha256 = page_text.sha256));
create policy worker on page_text to mocban_worker using (true) with check (true);
grant select on page_text to mocban_app;
grant select, insert, update, delete on page_text to mocban_worker;

create table search_document (
  document_id uuid primary key references document,
  at timestamptz not null,
  words tsvector not null,
  -- The transaction that indexed it last, so that one that changed it in five places indexes it once.
  indexed_in xid8
);
-- A short list of what is not sorted in yet: a long one would be read by every search, and sorted in by some unlucky registration.
create index search_document_words on search_document using gin (words) with (gin_pending_list_limit = 512);
-- Vectors of files are long: unpacking them would cost more than reading them.
alter table search_document alter column words set storage external;
alter table search_document enable row level security;
create policy of_document on search_document for select to mocban_app using (exists (select from audience a where a.record_id = search_document.document_id offset 0));
create policy worker on search_document for select to mocban_worker using (true);
grant select on search_document to mocban_app, mocban_worker;

-- What can be found of documents, from the documents themselves: said again whenever they change, and the same if said twice.
create function app.search_words(p_document uuid) returns tsvector language sql stable as $$
  select setweight(app.words(concat_ws(' ', d.symbol, d.abstract)), 'A')
      || setweight(app.words(concat_ws(' ', d.issuer_name, d.signer_name, d.signer_title, d.file_code, d.note)), 'B')
      || setweight(app.words((select string_agg(f.name, ' ') from document_file f where f.document_id = d.id)), 'C')
      || coalesce(case when app.compact_symbol(d.symbol) <> '' then array_to_tsvector(array['#' || app.compact_symbol(d.symbol)]) end, '')
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
  from document d where d.id = p_document
$$;
create function app.index_documents(p_documents uuid[], p_transaction xid8 default null) returns void
language sql volatile security definer set search_path = public, app, pg_temp as $$
  insert into search_document (document_id, at, words, indexed_in)
    select d.id, d.listed_at, app.search_words(d.id), p_transaction from document d where d.id = any (p_documents)
    on conflict (document_id) do update set at = excluded.at, words = excluded.words, indexed_in = excluded.indexed_in
$$;
revoke all on function app.index_documents from public;
grant execute on function app.index_documents to mocban_worker;

-- At commit, once for each document that the transaction touched.
create function app.index_document() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  v_document uuid := case tg_table_name when 'document' then new.id else (to_jsonb(new) ->> 'document_id')::uuid end;
begin
  if not exists (select from search_document where document_id = v_document and indexed_in = pg_current_xact_id()) then
    perform app.index_documents(array[v_document], pg_current_xact_id());
  end if;
  return null;
end $$;
create constraint trigger search after insert on document deferrable initially deferred for each row execute function app.index_document();
create constraint trigger search_again after update on document deferrable initially deferred for each row
  when ((old.symbol, old.abstract, old.issuer_name, old.signer_name, old.signer_title, old.file_code, old.note, old.listed_at)
    is distinct from (new.symbol, new.abstract, new.issuer_name, new.signer_name, new.signer_title, new.file_code, new.note, new.listed_at))
  execute function app.index_document();
create constraint trigger search after insert or update of sha256, name on document_file deferrable initially deferred
  for each row execute function app.index_document();

create function app.index_read_files() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.index_documents(array(
    select distinct f.document_id from document_file f where f.sha256 in (select distinct c.sha256 from changed c)));
  return null;
end $$;
create trigger search after insert on page_text referencing new table as changed for each statement execute function app.index_read_files();
create trigger search_again after update on page_text referencing new table as changed for each statement execute function app.index_read_files();

-- Who may see it changes with the audience, in the same statement.
create function app.index_audience() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update search_document s set words = s.words || c.words
      from (select record_id, array_to_tsvector(array_agg(app.principal_word(principal))) as words from changed group by record_id) c
      where s.document_id = c.record_id;
  else
    perform app.index_documents(array(select distinct s.document_id from search_document s join changed c on c.record_id = s.document_id));
  end if;
  return null;
end $$;
create trigger search after insert on audience referencing new table as changed for each statement execute function app.index_audience();
create trigger search_less after delete on audience referencing old table as changed for each statement execute function app.index_audience();

-- After a bulk load that ran without triggers: everything that is not found yet, in one go.
create function app.index_missing_documents() returns bigint language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare v_count bigint;
begin
  insert into search_document (document_id, at, words)
    select d.id, d.listed_at, app.search_words(d.id) from document d where d.id not in (select s.document_id from search_document s);
  get diagnostics v_count = row_count;
  return v_count;
end $$;
revoke all on function app.index_missing_documents from public;
grant execute on function app.index_missing_documents to mocban_worker;

-- Whether each phrase stands in the facts, or in one page of the document's files.
create function app.has_phrases(p_document uuid, p_words tsvector, p_queries tsquery[], p_lines text[]) returns boolean language sql stable as $$
  select coalesce(bool_and(p_words @@ q.query or exists (
    select from page_text p where p.sha256 in (select f.sha256 from document_file f where f.document_id = p_document)
      and position(q.line in case when q.line = app.without_marks(q.line) then p.bare_line else p.word_line end) > 0)), true)
  from unnest(p_queries, p_lines) q (query, line)
$$;

-- Finds documents that who asks may see. Runs as the tables' owner, because a policy would keep PostgreSQL from using the index of words
-- (no text operator is leakproof); so it names the asking person's principals itself, in the index and again in the audience.
-- `p_recall` finds; `p_typed`, `p_symbol`, `p_facts` and `p_near` (the words side by side) only rank. At most `p_most` rows are answered: all there are, or, where there are more
-- (`complete` false), the newest, those as typed first. Up to `p_counted` are counted, so that the cost stays the same however much is found.
create function app.search(
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

  if p_travel is not null then v_filter := v_filter || ' and d.travel = any ($2)'; end if;
  if p_agencies is not null then v_filter := v_filter || ' and d.agency_id = any ($3)'; end if;
  if p_types is not null then v_filter := v_filter || ' and d.type_code = any ($4)'; end if;
  if p_states is not null then v_filter := v_filter || ' and d.state = any ($5)'; end if;
  if p_issuers is not null then v_filter := v_filter || ' and d.issuer_name = any ($6)'; end if;
  if p_units is not null then
    v_filter := v_filter || ' and exists (select from handling h where h.document_id = d.id and h.ended_at is null and h.unit_id = any ($7))';
  end if;
  if v_filter <> '' then v_filter := ' and exists (select from document d where d.id = s.document_id' || v_filter || ' offset 0)'; end if;
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
             where exists (select from audience a where a.record_id = i.id and a.principal = any (v_principals) offset 0) offset 0) w
      join document d on d.id = w.document_id;
end $$;
revoke all on function app.search from public;
grant execute on function app.search to mocban_app;
