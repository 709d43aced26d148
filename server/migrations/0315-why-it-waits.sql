-- A way that is switched off while something waits for it holds that up as one that is down does, and stands beside it with its reason.
create or replace function app.exchange_ways_down() returns table (name text, since timestamptz, error jsonb)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, x.since, x.error
    from exchange_way w cross join lateral (values (w.bad_since, w.last_error, true), (w.unfetched_since, w.fetch_error, w.enabled)) x (since, error, counts)
   where x.counts and x.since < now() - interval '1 minute' and app.is_clerk()
     and (w.enabled or exists (select from exchange_message m join outside_agency o on o.id = m.outside_id
                                where m.state in ('waiting', 'sending') and coalesce(o.way_id, m.way_id) = w.id))
   order by x.since
$$;

-- Why what has not been tried waits: behind others, for a way that is down. Its name and reason concern whoever sends; its settings do not.
create function app.exchange_way_trouble(p_outside uuid, p_way uuid) returns jsonb
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.last_error from exchange_way w
   where w.id = coalesce((select o.way_id from outside_agency o where o.id = p_outside), p_way) and w.bad_since is not null and app.is_clerk()
$$;
revoke all on function app.exchange_way_trouble from public;
grant execute on function app.exchange_way_trouble to mocban_app;

-- What was wrong with a way is no news of one that was set otherwise or switched on or off: the next try tells.
create function app.judge_way_anew() returns trigger language plpgsql as $$
begin
  new.bad_since := null; new.last_error := null; new.told_at := null;
  new.unfetched_since := null; new.fetch_error := null; new.unfetched_told_at := null;
  return new;
end $$;
create trigger judge_way_anew before update on exchange_way for each row
  when ((old.enabled, old.settings, old.secret) is distinct from (new.enabled, new.settings, new.secret)) execute function app.judge_way_anew();
