-- Second factors. Secrets are sealed with the instance's key, which lies outside the database; recovery codes are kept as keyed hashes.

create table totp (
  person_id uuid primary key references person,
  -- Sealed. `pending` waits for its first code and does not count before.
  secret bytea,
  pending bytea,
  -- The last time step whose code was used: a code is good once.
  last_step bigint not null default 0,
  confirmed_at timestamptz
);
create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (person_id, code_hash)
);
create table passkey (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  -- The site the key was made for; it answers no other.
  site text not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);

do $$ declare t text; begin
  foreach t in array array['totp', 'recovery_code', 'passkey'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy sign_in on %I to mocban_sign_in using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to mocban_sign_in', t);
  end loop;
end $$;

-- Whoever holds the position proves a second factor when signing in.
alter table position add second_factor boolean not null default false;
-- Whether this session began with one.
alter table session add second_factor boolean not null default false;
grant select (second_factor) on session to mocban_app;
