-- Whose acts who asks may audit: the own agency's, those of whom it succeeds, and those of every agency that has ended below them. A dissolved district has no
-- auditor of its own any more; whichever commune has what it held, the province answers for what it did.
create function app.audited_agencies() returns uuid[] language sql stable parallel safe as $$
  with recursive audited (id) as (
    select unnest(app.agencies())
    union
    select u.id from audited a join unit_known u on u.parent_id = a.id where u.is_agency and u.ended_on is not null
  )
  select array_agg(id) from audited
$$;

alter policy audit on event_seal using ((select app.can('audit')) and agency_id = any ((select app.audited_agencies())::uuid[]));
alter policy audit on checkpoint_head using ((select app.can('audit')) and agency_id = any ((select app.audited_agencies())::uuid[]));
create or replace function app.checkpoint_leaves(p_number bigint) returns table (leaf bytea, mine boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.checkpoint_leaf(h.agency_id, h.seq, h.hash), h.agency_id = any ((select app.audited_agencies())::uuid[])
    from app.heads_at(p_number) h where (select app.can('audit'))
$$;
create or replace view audit_event with (security_barrier = true) as
  select id, at, agency_id, person_id, position_id, acting_for, kind, record_id, record_list, app.audited(kind, data) as data, request_id, address
  from event where (select app.can('audit')) and agency_id = any ((select app.audited_agencies())::uuid[]);
create or replace function app.audited_records(p_ids uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.id, coalesce(d.symbol, d.number::text) from document d
   where d.id = any (p_ids) and d.agency_id = any ((select app.audited_agencies())::uuid[]) and (select app.can('audit'))
  union all
  select w.id, w.code from work_file w
   where w.id = any (p_ids) and w.agency_id = any ((select app.audited_agencies())::uuid[]) and (select app.can('audit'))
$$;
create or replace function app.audited_symbol(p_symbol text) returns uuid[]
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from document d
   where (select app.can('audit')) and d.agency_id = any ((select app.audited_agencies())::uuid[]) and d.symbol is not null
     and lower(replace(d.symbol, ' ', '')) = lower(replace(p_symbol, ' ', ''))
$$;
create or replace function app.audited_sight(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.* from app.who_could_see(p_record, p_day) w
   where (select app.can('audit'))
     and exists (select from event e where e.record_id = p_record and e.agency_id = any ((select app.audited_agencies())::uuid[]))
$$;
