-- Everybody who is signed in reads the organisation; who administers it is asked where it is written. As one policy for both, the question stood in every
-- query that names a unit, a post or a person, and a query costs for each condition that it carries before it reads a row.
do $$
declare p record;
begin
  for p in
    select x.polrelid::regclass::text as of, pg_get_expr(x.polqual, x.polrelid) as condition, pg_get_expr(x.polwithcheck, x.polrelid) as written,
           has_table_privilege('mocban_app', x.polrelid, 'delete') as deletes
      from pg_policy x
     where x.polname = 'administer' and x.polcmd = '*'
       and exists (select from pg_policy r where r.polrelid = x.polrelid and r.polname = 'signed_in' and r.polcmd = 'r' and r.polpermissive
                      and pg_get_expr(r.polqual, r.polrelid) = '(( SELECT app.person() AS person) IS NOT NULL)')
  loop
    execute format('drop policy administer on %s', p.of);
    execute format('create policy administer on %s for update to mocban_app using (%s) with check (%s)', p.of, p.condition, coalesce(p.written, p.condition));
    execute format('create policy administer_new on %s for insert to mocban_app with check (%s)', p.of, coalesce(p.written, p.condition));
    if p.deletes then execute format('create policy administer_end on %s for delete to mocban_app using (%s)', p.of, p.condition); end if;
  end loop;
end $$;
