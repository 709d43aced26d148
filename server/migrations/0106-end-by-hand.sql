-- A unit that an administrator ends by hand has an heir too, where they name one: what was closed in it stays open to somebody, and whoever addresses it
-- reaches somebody.
create function app.succeed_unit(p_unit uuid, p_successor uuid, p_day date) returns void language plpgsql volatile security definer
set search_path = public, app, pg_temp as $$
begin
  if (select count(*) from unit_version v where (v.unit_id = p_unit and v.valid @> p_day - 1 or v.unit_id = p_successor and v.valid @> p_day)
         and app.administers(v.agency_id)) <> 2 then
    raise exception 'a unit is succeeded by who administers both' using errcode = '42501';
  end if;
  insert into succession (unit_id, successor_id, from_day) values (p_unit, p_successor, p_day);
end $$;
-- An agency that has books is ended by a plan, which closes them or hands them on.
create function app.agency_has_books(p_agency uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select app.administers(p_agency) and exists (select from register r where r.agency_id = p_agency)
$$;
revoke all on function app.succeed_unit, app.agency_has_books from public;
grant execute on function app.succeed_unit, app.agency_has_books to mocban_app;
