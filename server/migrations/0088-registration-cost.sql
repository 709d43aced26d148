-- What every registration pays for being found.

-- At commit, once for each document that the transaction touched. For one document the plan is kept; for a list it would be made again each time.
create or replace function app.index_document() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  v_document uuid := case tg_table_name when 'document' then new.id else (to_jsonb(new) ->> 'document_id')::uuid end;
begin
  if not exists (select from search_document where document_id = v_document and indexed_in = pg_current_xact_id()) then
    insert into search_document (document_id, at, words, indexed_in)
      select d.id, d.listed_at, app.search_words(d.id), pg_current_xact_id() from document d where d.id = v_document
      on conflict (document_id) do update set at = excluded.at, words = excluded.words, indexed_in = excluded.indexed_in;
  end if;
  return null;
end $$;

-- Who may see it changes with the audience, in the same statement; what is new has nothing to change yet.
create or replace function app.index_audience() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform app.index_documents(array(select distinct s.document_id from search_document s join changed c on c.record_id = s.document_id));
  elsif exists (select from changed c join search_document s on s.document_id = c.record_id) then
    update search_document s set words = s.words || c.words
      from (select record_id, array_to_tsvector(array_agg(app.principal_word(principal))) as words from changed group by record_id) c
      where s.document_id = c.record_id;
  end if;
  return null;
end $$;
