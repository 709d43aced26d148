-- A search by a delegation with a scope: a leader's deputy within their units is asked for by the principals of the scope alone. What was typed with its marks is looked for
-- among the newest of what was found, before the index is asked a second time. And phrases, which stand in no index, are looked for in what is newest, in one query for
-- a thousand documents, as far as is ranked: asked of each of ten thousand documents by a function, they took seconds.
create or replace function app.search(
  p_recall tsquery, p_typed tsquery, p_symbol tsquery, p_facts tsquery, p_near tsquery, p_phrases tsquery[], p_phrase_lines text[],
  p_travel text[], p_agencies uuid[], p_types text[], p_states text[], p_issuers text[], p_units uuid[], p_from date, p_to date,
  p_most int default 1000, p_counted int default 30000)
returns table (document_id uuid, at timestamptz, rank int, travel text, agency_id uuid, type_code text, state text, issuer_name text, units uuid[],
  complete boolean, total int)
language plpgsql stable security definer set search_path = public, app, pg_temp set work_mem = '64MB' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  -- Those in whose name nothing stands would be asked of every candidate all the same.
  v_principals uuid[] := array(select p from unnest(app.principals()) p where exists (select from audience a where a.principal = p));
  v_scope uuid[] := app.scope_principals();
  v_types text[] := app.scope_types();
  v_mine tsquery;
  v_in_scope tsquery;
  v_words text;
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
  v_many boolean;
  v_ended boolean := true;
  v_read int;
  v_filter text := '';
  v_phrases text := '';
  v_candidates text;
  v_from timestamptz := p_from::timestamp at time zone 'Asia/Ho_Chi_Minh';
  v_to timestamptz := (p_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
  if cardinality(v_principals) = 0 then return; end if;
  -- By a delegation with a scope: in the index as well, then each record that was met.
  if v_scope is not null then
    v_scope := array(select p from unnest(v_scope) p where exists (select from audience a where a.principal = p));
    if cardinality(v_scope) = 0 then return; end if;
    -- A leader's deputy within their units: whoever has one of the scope's principals on a record sees it, so that these alone are asked for.
    if v_scope <@ v_principals then
      v_principals := v_scope;
      v_scope := null;
    end if;
  end if;
  select string_agg('''' || app.principal_word(p) || '''', ' | ')::tsquery into v_mine from unnest(v_principals) p;
  if v_scope is not null then
    select string_agg('''' || app.principal_word(p) || '''', ' | ')::tsquery into v_in_scope from unnest(v_scope) p;
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
  if v_types is not null then
    v_filter := v_filter || format(' and exists (select from document d where d.id = s.document_id and d.type_code = any (%L::text[]) offset 0)', v_types);
  end if;
  if p_from is not null then v_filter := v_filter || ' and s.at >= $8'; end if;
  if p_to is not null then v_filter := v_filter || ' and s.at < $9'; end if;
  -- Each phrase stands in the facts, or in one page of the document's files.
  if cardinality(p_phrases) > 0 then
    v_phrases := format(' and not exists (select from unnest($10, $11, %L::boolean[]) q (query, line, bare) where not (
      exists (select from document_file f join page_text p on p.sha256 = f.sha256
               where f.document_id = s.document_id and position(q.line in case when q.bare then p.bare_line else p.word_line end) > 0)
      or s.words @@ q.query))', array(select l = app.without_marks(l) from unnest(p_phrase_lines) with ordinality x (l, n) order by n));
  end if;
  -- Three questions beside each other, not one: of one, the index would look through every principal for each candidate.
  v_words := format('s.words @@ $1 and s.words @@ %L::tsquery', v_mine) || case when v_scope is null then '' else format(' and s.words @@ %L::tsquery', v_in_scope) end;
  v_candidates := 'with c as materialized (select s.document_id, s.at from search_document s where ' || v_words || v_filter || ' limit $12)
    select count(*), array(select c.document_id from c order by c.at desc, c.document_id desc limit $13) from c';
  if v_scope is not null then v_mine := v_mine && v_in_scope; end if;

  v_many := p_recall is not null and app.rows_expected(p_recall && v_mine) > p_counted;
  loop
    if v_many then
      -- Counting them would cost what exists, not what is shown: the newest are met at once, and how many there are is said as far as they were met.
      v_query := p_recall;
      if p_typed is not null and v_phrases = '' then
        if app.rows_expected(p_typed && v_mine) > p_counted then v_typed_total := p_most + 1;
        else
          execute v_candidates into v_typed_total, v_typed_ids
            using p_typed, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines, p_most + 1, p_most;
        end if;
        if v_typed_total > p_most then v_query := p_typed; v_typed_ids := '{}'; end if;
      end if;
    elsif p_recall is not null then
      v_query := p_recall;
      execute v_candidates into v_total, v_ids
        using p_recall, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines, p_counted + 1, case when v_phrases = '' then 2 * p_most else p_counted end;
      -- Phrases are asked for in batches, the newest first, as far as is ranked: how many more have them is not counted.
      if v_phrases <> '' and v_total > p_counted then v_ids := '{}'; end if;
      if v_phrases <> '' and v_total <= p_counted then
        v_met := '{}';
        for v_n in 0..v_total / 1000 loop
          execute 'select $14 || array(select s.document_id from unnest($12) with ordinality i (id, place) join search_document s on s.document_id = i.id
              where true' || v_phrases || ' order by i.place)'
            into v_met using p_recall, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines,
              v_ids[v_n * 1000 + 1 : (v_n + 1) * 1000], p_most, v_met;
          exit when cardinality(v_met) > p_most;
        end loop;
        v_ids := v_met;
        v_total := cardinality(v_ids);
      end if;
      -- Nearly all of what is found is as it was typed, as a rule: then the newest say so.
      if v_total between p_most + 1 and p_counted and v_phrases = '' and p_typed is not null then
        for v_n in 0..1 loop
          v_typed_ids := v_typed_ids || array(
            select i.id from unnest(v_ids[v_n * p_most + 1 : (v_n + 1) * p_most]) with ordinality i (id, place)
              join search_document s on s.document_id = i.id where s.words @@ p_typed order by i.place);
          exit when cardinality(v_typed_ids) not between p_most / 2 and p_most - 1;
        end loop;
      end if;
      if v_total > p_most and v_phrases = '' and p_typed is not null and cardinality(v_typed_ids) < p_most then
        execute v_candidates into v_typed_total, v_typed_ids
          using p_typed, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines,
            -- Where the newest are met anyway, it is enough to know whether there are few.
            case when v_total > p_counted then p_most + 1 else p_counted + 1 end, p_most;
        -- As typed there are many as well: among these are the newest to show. Else the few come before all that only look alike.
        if v_total > p_counted and v_typed_total > p_most then v_query := p_typed; v_typed_ids := '{}'; end if;
      end if;
    end if;

    if v_many or v_total is null or v_total > p_counted then
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
        v_ended := v_read = 0;
        exit when v_ended;
        v_id := v_batch[v_read];
        select a.at into v_at from audience a where a.record_id = v_id limit 1;
        -- What the words' place is not needed for first: a vector is long to fetch.
        execute 'select array(select s.document_id from (select s.* from search_document s where s.document_id = any ($12)' || v_filter || ' offset 0) s
            where ($1 is null or s.words @@ $1)' || case when v_scope is null then '' else format(' and s.words @@ %L::tsquery', v_in_scope) end || v_phrases
          || ' order by s.at desc, s.document_id desc)'
          into v_met using v_query, p_travel, p_agencies, p_types, p_states, p_issuers, p_units, v_from, v_to, p_phrases, p_phrase_lines, v_batch;
        v_newest := v_newest || v_met;
        v_probed := v_probed + v_read;
        v_ended := v_read < 500 or coalesce(v_at < v_from, false);
        exit when v_ended or cardinality(v_newest) >= case when v_many then p_most + 1 when v_query is null then p_most else 200 end or v_probed >= 20000;
      end loop;
    end if;
    exit when not v_many or (not v_ended and cardinality(v_newest) > p_most);
    -- Fewer than was expected, or long ago: they are counted after all.
    v_many := false;
    v_newest := '{}';
    v_typed_ids := '{}';
    v_typed_total := null;
    v_at := 'infinity';
    v_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    v_probed := 0;
  end loop;
  -- Where they were not counted there is no other count than that of what was met.
  v_total := coalesce(v_total, cardinality(v_newest) + case when v_many or v_ended then 0 else 1 end);
  v_ids := v_newest || coalesce(v_ids, '{}');
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
               and (v_scope is null or exists (select from audience a where a.record_id = i.id and a.principal = any (v_scope) offset 0)) offset 0) w
      join document d on d.id = w.document_id and (v_types is null or d.type_code = any (v_types));
end $$;
