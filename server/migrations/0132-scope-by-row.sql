-- The scope of a delegation is asked of every row of the audience that a deputy reads (0080). What it is is handed in, read once a statement; a row that is itself
-- of a unit of the scope needs no other to be known by; and one look-up answers what is true of nearly every row. Who acts without a scope does not call at all.

-- The principals by which the units of the scope are known, none where it has none; null without a scope.
create function app.scope() returns uuid[] language sql stable parallel safe as $$
  select case when app.scoped() then coalesce(app.scope_principals(), '{}') end
$$;

-- Whether a row of the audience is of a record within it: what `app.in_scope` says of the record, of a document with one look-up whatever the answer; that is asked
-- only where it leaves it open.
create function app.row_in_scope(p_record uuid, p_principal uuid, p_scope uuid[]) returns boolean
language plpgsql stable strict parallel safe cost 10 security definer set search_path = public, app, pg_temp as $$
declare
  v_types text[] := app.scope_types();
  v_known boolean := p_scope = '{}' or p_principal = any (p_scope);
  v_answer text;
begin
  if v_types is null then
    if v_known then return true; end if;
    perform from audience a where a.record_id = p_record and a.principal = any (p_scope);
    if found then return true; end if;
  elsif v_known then
    select case when d.type_code = any (v_types) then 'yes' else 'no' end into v_answer from document d where d.id = p_record;
  else
    select case when d.type_code <> all (v_types) then 'no'
                when exists (select from audience a where a.record_id = p_record and a.principal = any (p_scope) offset 0) then 'yes' end
      into v_answer from document d where d.id = p_record;
  end if;
  if v_answer is not null then return v_answer = 'yes'; end if;
  return app.in_scope(p_record);
end $$;

alter policy mine on audience using (principal = any ((select app.principals())::uuid[])
  and case when app.row_in_scope(record_id, principal, (select app.scope())) is false then 1 else 0 end <> 1);

create or replace function app.sees(p_record uuid) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  perform from audience a where a.record_id = p_record and a.principal = any (app.principals());
  return found and (not app.scoped() or app.in_scope(p_record));
end $$;
