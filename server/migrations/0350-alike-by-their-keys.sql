-- What new documents may be the same as is looked up for each by its symbol, or by the file, as 0330 has it: as a join PostgreSQL planned it, while tables are small, by
-- reading all that the agency ever received for each lot. A subquery that is asked for each (`offset 0`) leaves it no such choice.
create or replace function app.any_alike(p_documents uuid[]) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp
set plan_cache_mode = force_generic_plan as $$
begin
  return exists (
      select from document n cross join lateral (
        select from document d
         where d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.symbol_key = n.symbol_key and d.issued_on is not distinct from n.issued_on
           and d.id <> n.id and d.state <> 'cancelled' and replace(app.word_line(d.issuer_name), ' ', '') = replace(app.word_line(n.issuer_name), ' ', '') offset 0) d
       where n.id = any (p_documents))
    or exists (
      select from document_file n cross join lateral (
        select from document_file f join document d on d.id = f.document_id
         where f.sha256 = n.sha256 and f.role = 'main' and f.document_id <> n.document_id
           and d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.state <> 'cancelled' offset 0) f
       where n.document_id = any (p_documents));
end $$;
