-- A service account was used last when one of its tokens was, not when the token was given. What a session notes once a minute is noted of its account as well.
create function app.service_used() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update service_account set last_used_at = greatest(last_used_at, new.seen_at) where person_id = new.person_id;
  return null;
end $$;
create trigger service_used after update of seen_at on session for each row when (new.method = 'client') execute function app.service_used();
