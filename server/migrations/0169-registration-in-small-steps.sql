-- What registering asks before it writes, without what is nearly never needed: a part of a statement is set up even where it has nothing to find.

-- The leaders of a unit that stands today are its own: an heir is looked for only where it does not (a living unit has none, 0090).
create or replace function app.leaders_above(p_unit uuid) returns uuid[] language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  v_day date := app.today();
  v_unit uuid := p_unit;
begin
  if not exists (select from unit_version v where v.unit_id = any (array[p_unit]) and (v.valid @> v_day) is true) then
    v_unit := app.successor_of(p_unit, v_day);
  end if;
  return (
    with recursive up (unit_id, parent_id, is_agency) as (
      select v.unit_id, v.parent_id, v.is_agency from unit_version v where v.unit_id = any (array[v_unit]) and (v.valid @> v_day) is true
      union all
      select v.* from up cross join lateral (
        select x.unit_id, x.parent_id, x.is_agency from unit_version x where x.unit_id = any (array[up.parent_id]) and (x.valid @> v_day) is true offset 0) v where not up.is_agency
    )
    select coalesce(array_agg(app.leaders_of(unit_id)), '{}') from up);
end $$;

-- What may be the same (0135), by symbol or by file; files are asked for where there are any.
create function app.duplicates_by_symbol(p_issuer text, p_symbol text, p_issued_on date)
returns table ("documentId" uuid, number int, symbol text, abstract text, "arrivedOn" date, because text) language sql stable as $$
  select d.id, d.number, d.symbol, d.abstract, d.arrived_on, 'same-symbol'
    from document d
   where d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and p_symbol <> ''
     and d.symbol_key = app.compact_symbol(p_symbol)
     and d.issued_on is not distinct from p_issued_on and d.state <> 'cancelled'
     and replace(app.word_line(d.issuer_name), ' ', '') = replace(app.word_line(p_issuer), ' ', '')
  limit 5
$$;
create or replace function app.duplicates_of(p_issuer text, p_symbol text, p_issued_on date, p_files text[])
returns table ("documentId" uuid, number int, symbol text, abstract text, "arrivedOn" date, because text) language sql stable as $$
  (select * from app.duplicates_by_symbol(p_issuer, p_symbol, p_issued_on))
  union all
  select d.id, d.number, d.symbol, d.abstract, d.arrived_on, 'same-file'
    from unnest(p_files) s (sha256) join document_file f on f.sha256 = s.sha256 join document d on d.id = f.document_id
   where f.role = 'main' and d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.state <> 'cancelled'
  limit 5
$$;
do $$
declare
  v_was text := pg_get_functiondef('app.register_incoming(uuid, timestamptz, int, jsonb, text, jsonb, uuid[], text[], jsonb, text)'::regprocedure);
  v_is text := replace(v_was, '  if p_alike is not null then', '  if p_alike = ''{}'' then
    select jsonb_agg(d) into duplicates
      from app.duplicates_by_symbol(p_facts ->> ''issuerName'', p_facts ->> ''symbol'', (p_facts ->> ''issuedOn'')::date) d;
    if duplicates is not null then return next; return; end if;
  elsif p_alike is not null then');
begin
  if v_is = v_was then raise exception 'app.register_incoming looks for what may be the same in another way'; end if;
  execute v_is;
end $$;
