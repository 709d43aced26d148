-- Other systems. A service account is a person that nobody is, in a position of its own: so every rule of access holds for it as for people, and
-- what it did stands in the trail under its name. It signs in by OAuth 2.0 client credentials; its scopes are capabilities.

alter table person add service boolean not null default false;

create table service_account (
  person_id uuid primary key references person,
  agency_id uuid not null references unit,
  position_id uuid not null references position,
  client_id text not null unique,
  -- SHA-256 of a random value; the one before holds until its time, so that a system can change without a gap.
  secret_hash bytea not null check (length(secret_hash) = 32),
  secret_made_at timestamptz not null default now(),
  old_secret_hash bytea,
  old_until timestamptz,
  -- Whom its directory provisions is linked to this provider by the external identifier.
  provider_id uuid references identity_provider on delete set null,
  enabled boolean not null default true,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
alter table service_account enable row level security;
create policy sign_in on service_account to mocban_sign_in using (true) with check (true);
grant select, insert, update, delete on service_account to mocban_sign_in;
-- An administrator's program writes a secret's hash and never reads one.
create policy administer on service_account to mocban_app
  using (agency_id = (select app.agency()) and (select app.can('administer')))
  with check (agency_id = (select app.agency()) and (select app.can('administer')));
grant insert (person_id, agency_id, position_id, client_id, secret_hash, provider_id) on service_account to mocban_app;
grant select (person_id, agency_id, position_id, client_id, secret_made_at, old_until, provider_id, enabled, last_used_at, created_at)
  on service_account to mocban_app;
grant update (enabled, provider_id) on service_account to mocban_app;

-- Null for people. A token may carry fewer scopes than the account has.
alter table session add scopes text[];

-- As before; a token's scopes bound what the position carries, and who does not register or number is no clerk.
create or replace function app.act_as_session(p_token_hash bytea, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text, fresh boolean
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  s record;
  a record;
  v_scopes text[];
begin
  select * into s from app.live_session(p_token_hash);
  if s.id is null then return; end if;
  perform set_config('app.session', s.id::text, true);
  if s.seen_at < now() - interval '1 minute' then update session x set seen_at = now() where x.id = s.id; end if;
  select x.scopes into v_scopes from session x where x.id = s.id;
  if v_scopes is null then
    return query select b.*, s.fresh from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now) b;
    return;
  end if;
  select * into a from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now);
  if a.person_id is null then return; end if;
  a.capabilities := array(select unnest(a.capabilities) intersect select unnest(v_scopes));
  perform set_config('app.capabilities', a.capabilities::text, true);
  if not a.capabilities && array['register', 'number'] then
    perform set_config('app.principals', array_remove(app.principals(), app.clerks_of(a.agency_id))::text, true);
  end if;
  return query select a.person_id, a.full_name, a.language, a.position_id, a.position_title, a.unit_id, a.unit_name, a.agency_id, a.agency_name,
                      a.capabilities, a.leads, a.acting_for, a.acting_for_name, s.fresh;
end $$;

-- What a directory (SCIM) provisions: people, and positions as its groups.
create table directory_entry (
  resource_id uuid primary key,
  agency_id uuid not null references unit,
  kind text not null check (kind in ('user', 'group')),
  external_id text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create unique index directory_entry_external on directory_entry (agency_id, kind, external_id) where withdrawn_at is null;
alter table directory_entry enable row level security;
create policy administer on directory_entry to mocban_app
  using (agency_id = (select app.agency()) and (select app.can('administer')))
  with check (agency_id = (select app.agency()) and (select app.can('administer')));
create policy worker on directory_entry to mocban_worker using (true) with check (true);
grant select, insert, update on directory_entry to mocban_app, mocban_worker;
-- An appointment that began today and is taken back today has been no appointment.
grant delete on appointment to mocban_app;
