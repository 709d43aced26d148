-- What an agency issued is found by its name: by the one of then, which may be no agency's any more, and by the heir's of today. The unit stands in the vector, not
-- its names: a reorganisation names a million documents otherwise and changes none of them.
create function app.issuer_word(p_unit uuid) returns text language sql immutable strict parallel safe as $$
  select '~' || rtrim(encode(uuid_send(p_unit), 'base64'), '=')
$$;

-- Who issued it, where that is a unit known here: of a numbered document of one's own its agency, of one that arrived whoever sent it.
create function app.issuer_of(d document) returns uuid language sql immutable parallel safe as $$
  select case when d.travel = 'incoming' then d.issuer_unit_id when d.register_id is not null then d.agency_id end
$$;
-- As before (0040), with the unit that issued it.
create or replace function app.search_words(p_document uuid) returns tsvector language sql stable as $$
  select setweight(app.words(concat_ws(' ', d.symbol, d.abstract)), 'A')
      || setweight(app.words(concat_ws(' ', d.issuer_name, d.signer_name, d.signer_title, d.file_code, d.note)), 'B')
      || setweight(app.words((select string_agg(f.name, ' ') from document_file f where f.document_id = d.id)), 'C')
      || coalesce(case when app.compact_symbol(d.symbol) <> '' then array_to_tsvector(array['#' || app.compact_symbol(d.symbol)]) end, '')
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
  from document d where d.id = p_document
$$;
update search_document s set words = s.words || array_to_tsvector(array[app.issuer_word(app.issuer_of(d))])
  from document d where d.id = s.document_id and app.issuer_of(d) is not null;

create index unit_version_named on unit_version (app.bare(name));
create index unit_version_named_short on unit_version (app.bare(short_name));
-- What the units of a name issued: of whoever is or was ever called so, and of all that it succeeds. Names are known to everybody who is signed in.
create function app.issued_by(p_name text) returns tsquery language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive named (id) as (
    select v.unit_id from unit_version v where app.bare(v.name) = app.bare(btrim(p_name)) or app.bare(v.short_name) = app.bare(btrim(p_name))
    union
    select s.unit_id from named n join succession s on s.successor_id = n.id and s.from_day <= app.today()
  )
  select string_agg('''' || app.issuer_word(id) || '''', ' | ')::tsquery from (select id from named limit 400) n where app.person() is not null
$$;
revoke all on function app.issued_by from public;
grant execute on function app.issued_by to mocban_app;
