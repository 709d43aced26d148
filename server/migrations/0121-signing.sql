-- Keys, pictures and rules of signing; what was signed; whom signatures are trusted from; what was found about them.

-- A key that somebody else keeps, of a person or of an agency (its seal, Decree 30/2020, Art. 32). The program holds no private key but a demonstration's
-- PKCS#12, as its file encrypts it; PINs are never stored.
create table signing_key (
  id uuid primary key default app.new_id(),
  person_id uuid references person,
  agency_id uuid references unit,
  kind text not null check (kind in ('pkcs12', 'pkcs11', 'remote')),
  label text not null check (label <> ''),
  certificate bytea not null,
  -- Where it is: {device, token, label} or {service, credentialId}.
  place jsonb not null default '{}',
  pkcs12 bytea,
  added_at timestamptz not null default app.now(),
  added_by uuid not null references person,
  ended_at timestamptz,
  check ((person_id is null) <> (agency_id is null)),
  check ((kind = 'pkcs12') = (pkcs12 is not null))
);
create index signing_key_person on signing_key (person_id) where person_id is not null;
create index signing_key_agency on signing_key (agency_id) where agency_id is not null;

-- The picture of a signature (blue) or of a seal (red), PNG with transparency (Decree 30/2020, Appendix I, boxes 7c and 8).
create table signing_picture (
  id uuid primary key default app.new_id(),
  person_id uuid unique references person,
  agency_id uuid unique references unit,
  picture bytea not null check (length(picture) between 60 and 1000000),
  set_at timestamptz not null default app.now(),
  check ((person_id is null) <> (agency_id is null))
);

-- What an agency wants signed before a document of a type goes out; for all types where none is named.
create table signature_rule (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  type_code text references document_type,
  approval boolean not null default false,
  seal boolean not null default false,
  unique nulls not distinct (agency_id, type_code)
);

-- One signature each: whose, as what, and the file as it stood afterwards. The file before it is the row before, or the version itself.
create table document_signature (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document deferrable initially deferred,
  version_no integer not null check (version_no > 0),
  ordinal smallint not null check (ordinal > 0),
  kind text not null check (kind in ('initials', 'approval', 'seal')),
  person_id uuid not null references person,
  acting_for uuid references person,
  agency_id uuid references unit,
  -- The name that the certificate is for.
  signer_name text not null,
  field text not null,
  sha256 text not null references file,
  signed_at timestamptz not null default app.now(),
  unique (document_id, version_no, ordinal)
);
create index document_signature_sha256 on document_signature (sha256);
create trigger readable before insert on document_signature for each row execute function app.must_read_file();
create policy of_signature on file for select to mocban_app using (exists (select from document_signature s where s.sha256 = file.sha256));

-- Whom the installation trusts, kept by the administrator of its highest agency; what ended stays, with the reason.
create table trust_anchor (
  id uuid primary key default app.new_id(),
  certificate bytea not null,
  fingerprint text not null,
  name text not null,
  -- None: an issuer in between, which helps to find a path.
  purposes text[] not null check (purposes <@ array['signing', 'timestamping']),
  valid_from date,
  valid_until date,
  why text not null check (why <> ''),
  added_at timestamptz not null default app.now(),
  added_by uuid references person,
  ended_at timestamptz,
  end_why text
);
create unique index trust_anchor_once on trust_anchor (fingerprint) where ended_at is null;

-- What was found about the signatures of a file, and from which state of the trust list; made again when that changes.
create table file_verdict (
  sha256 text primary key references file,
  trusted_at timestamptz not null,
  checked_at timestamptz not null default app.now(),
  overall text not null,
  renew_before timestamptz,
  verification jsonb not null
);
create index file_verdict_stale on file_verdict (trusted_at);

create function app.trusted_at() returns timestamptz language sql stable as $$
  select coalesce(max(greatest(added_at, coalesce(ended_at, added_at))), '-infinity') from trust_anchor
$$;
create function app.keeps_trust() returns boolean language sql stable as $$
  select app.can('administer') and exists (select from unit_now u where u.id = app.agency() and u.parent_id is null)
$$;

do $$ declare t text; begin
  foreach t in array array['signing_key', 'signing_picture', 'signature_rule', 'document_signature', 'trust_anchor', 'file_verdict'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['trust_anchor', 'file_verdict', 'document_signature'] loop
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
  end loop;
  -- One's own; and of the agency, for those who put its seal and those who administer it.
  foreach t in array array['signing_key', 'signing_picture'] loop
    execute format('create policy mine on %I to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()))', t);
    execute format('create policy seal on %I for select to mocban_app using (agency_id = (select app.agency()) and (select app.can(''issue'')))', t);
    execute format('create policy administer on %I to mocban_app using (agency_id = (select app.agency()) and (select app.can(''administer''))) with check (agency_id = (select app.agency()) and (select app.can(''administer'')))', t);
  end loop;
end $$;
grant select, insert on signing_key to mocban_app;
grant update (ended_at) on signing_key to mocban_app;
grant select, insert, delete on signing_picture to mocban_app;

create policy of_agency on signature_rule for select to mocban_app using (agency_id = (select app.agency()));
create policy administer on signature_rule for insert to mocban_app with check (agency_id = (select app.agency()) and (select app.can('administer')));
create policy withdraw on signature_rule for delete to mocban_app using (agency_id = (select app.agency()) and (select app.can('administer')));
grant select, insert, delete on signature_rule to mocban_app;

create policy of_document on document_signature to mocban_app
  using (exists (select from audience a where a.record_id = document_signature.document_id offset 0))
  with check (exists (select from audience a where a.record_id = document_signature.document_id offset 0));
grant select, insert on document_signature to mocban_app;
grant select, insert on document_signature to mocban_worker;

create policy signed_in on trust_anchor for select to mocban_app using ((select app.person()) is not null);
create policy keep on trust_anchor for insert to mocban_app with check ((select app.keeps_trust()));
create policy finish on trust_anchor for update to mocban_app using ((select app.keeps_trust()));
grant select, insert on trust_anchor to mocban_app;
grant update (ended_at, end_why) on trust_anchor to mocban_app;
grant select on trust_anchor to mocban_worker;

create policy of_file on file_verdict to mocban_app
  using (exists (select from file f where f.sha256 = file_verdict.sha256)) with check (exists (select from file f where f.sha256 = file_verdict.sha256));
grant select, insert, update on file_verdict to mocban_app, mocban_worker;

alter table draft drop constraint draft_approval_form_check, add constraint draft_approval_form_check check (approval_form in ('on-system', 'signed'));
