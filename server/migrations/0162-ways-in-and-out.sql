-- What a way sends and what it fetches may go over two servers, as mail does: one may be down while the other works, and neither hides the other.
alter table exchange_way
  add column unfetched_since timestamptz,
  add column fetch_error jsonb,
  -- When the registry of the province was told.
  add column unfetched_told_at timestamptz;
grant select (unfetched_since, fetch_error) on exchange_way to mocban_app;

create or replace function app.exchange_ways_down() returns table (name text, since timestamptz, error jsonb)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, x.since, x.error
    from exchange_way w cross join lateral (values (w.bad_since, w.last_error), (w.unfetched_since, w.fetch_error)) x (since, error)
   where w.enabled and x.since < now() - interval '1 minute' and app.is_clerk() order by x.since
$$;
