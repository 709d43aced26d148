-- Signing in through an identity provider (OpenID Connect). A provider's account opens a person's only by a link, and a link is made by the person
-- signed in, by an administrator, or by the directory that provisions people: never by an e-mail address that happens to be the same.

create table identity_provider (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  name text not null check (name <> ''),
  issuer text not null,
  client_id text not null,
  -- Sealed.
  client_secret bytea,
  scopes text not null default 'openid profile email',
  -- Which claims are written to the person at each sign-in; null where none.
  name_claim text,
  email_claim text,
  -- Its word that a second factor was proved is taken.
  second_factor boolean not null default false,
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  unique (issuer, client_id)
);
create table identity_link (
  provider_id uuid not null references identity_provider on delete cascade,
  subject text not null check (subject <> ''),
  person_id uuid not null references person,
  made_by text not null check (made_by in ('self', 'administrator', 'directory')),
  made_at timestamptz not null default now(),
  primary key (provider_id, subject),
  unique (provider_id, person_id)
);
create index identity_link_person on identity_link (person_id);
-- For signing out at the provider as well; the token is sealed.
alter table session add provider_id uuid references identity_provider on delete set null;
alter table session add id_token bytea;

do $$ declare t text; begin
  foreach t in array array['identity_provider', 'identity_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy sign_in on %I to mocban_sign_in using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to mocban_sign_in', t);
  end loop;
end $$;
create policy sign_in_claims on person for update to mocban_sign_in using (true) with check (true);
grant update (full_name, email) on person to mocban_sign_in;
