-- Legal documents (văn bản quy phạm pháp luật) of people's councils and committees are numbered by the law on legal documents, not by Decree 30/2020:
-- each type on its own, and with the year in the symbol, 15/2026/QĐ-UBND.
alter table document_type add column legal boolean not null default false;
insert into document_type (ordinal, code, abbreviation, name, name_en, name_ur, legal) values
  (35, 'nghi-quyet-qppl', 'NQ', 'Nghị quyết quy phạm pháp luật', 'Resolution (legal document)', 'قرارداد (قانونی دستاویز)', true),
  (36, 'quyet-dinh-qppl', 'QĐ', 'Quyết định quy phạm pháp luật', 'Decision (legal document)', 'فیصلہ (قانونی دستاویز)', true);

create or replace function app.series_of(p_agency uuid, p_type text) returns text language sql stable as $$
  select coalesce((select code from document_type where code = p_type and legal),
                  (select series from numbering_rule where agency_id = p_agency and type_code = p_type),
                  case when p_type in ('sao-y', 'sao-luc', 'trich-sao') then 'copies' else 'general' end)
$$;
