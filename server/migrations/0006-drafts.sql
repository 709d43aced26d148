-- Outgoing and internal documents before they are issued: versions, recipients, review.

-- Each version of a draft, with the text of its document for comparing. The files of a version are document_file rows with its number.
create table draft_version (
  document_id uuid not null references document,
  version_no integer not null check (version_no > 0),
  made_by uuid not null references person,
  made_at timestamptz not null default app.now(),
  note text not null default '',
  -- Paragraphs, one a line; empty where the document has no text layer.
  body text not null default '',
  primary key (document_id, version_no)
);

create table draft_recipient (
  document_id uuid not null references document,
  ordinal integer not null,
  agency_id uuid references unit,
  name text not null check (name <> ''),
  channel text not null check (channel in ('in-province', 'paper', 'mail')),
  -- to: must act or know (Kính gửi, Nơi nhận); the file copy (Lưu) is not a recipient.
  primary key (document_id, ordinal),
  check ((channel = 'in-province') = (agency_id is not null))
);

-- How drafts of a type are reviewed in an agency; a row without type serves all types that have none of their own.
create table review_rule (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  type_code text references document_type,
  step_no smallint not null check (step_no > 0),
  -- drafting-leader: the leaders of the drafting unit, whichever it is; else the unit's leaders or the post named.
  kind text not null check (kind in ('drafting-leader', 'unit', 'position')),
  unit_id uuid references unit,
  position_id uuid references position,
  label text not null,
  check ((kind = 'unit') = (unit_id is not null)),
  check ((kind = 'position') = (position_id is not null))
);
create index review_rule_agency on review_rule (agency_id, type_code, step_no);

-- The review of one draft: steps in sequence, those of one number in parallel; the last approves (Decree 30/2020, Art. 11 to 13).
create table review (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document,
  round smallint not null,
  step_no smallint not null,
  kind text not null check (kind in ('review', 'approve')),
  label text not null default '',
  unit_id uuid not null references unit,
  position_id uuid references position,
  holder uuid not null,
  state text not null check (state in ('later', 'asked', 'agreed', 'agreed-with-comments', 'returned', 'skipped')),
  comment text,
  asked_at timestamptz,
  done_at timestamptz,
  done_by uuid references person,
  acting_for uuid references person,
  -- The version that the reviewer judged, to show the drafter what changed since.
  version_seen integer,
  version integer not null default 1
);
create index review_document on review (document_id, round, step_no);
create index review_desk on review (holder, asked_at desc) where state = 'asked';

-- Facts of a draft that an incoming document does not have.
create table draft (
  document_id uuid primary key references document,
  -- Who is to sign: the post; its authority line follows from post and form (TM., KT., TL., TUQ.).
  signer_position_id uuid references position,
  place text not null default '',
  last_version integer not null default 1,
  approved_version integer,
  approved_by uuid references person,
  approved_at timestamptz,
  -- The place for signatures: an approval is by decision on the system until a signature of the certificate holder is added here.
  approval_form text check (approval_form in ('on-system')),
  -- Values of a template's fields, to fill it again.
  fields jsonb not null default '{}',
  template_code text
);

do $$ declare t text; begin
  foreach t in array array['draft', 'draft_version', 'draft_recipient', 'review'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy of_document on %I to mocban_app using (exists (select from audience a where a.record_id = %I.document_id offset 0)) with check (exists (select from audience a where a.record_id = %I.document_id offset 0))', t, t, t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_app, mocban_worker', t);
  end loop;
end $$;
grant delete on draft_recipient to mocban_app;
alter table review_rule enable row level security;
create policy of_agency on review_rule for select to mocban_app using (agency_id = (select app.agency()));
create policy worker on review_rule to mocban_worker using (true) with check (true);
create policy administer on review_rule to mocban_app using ((select app.can('administer')) and agency_id = (select app.agency()))
  with check ((select app.can('administer')) and agency_id = (select app.agency()));
grant select, insert, update, delete on review_rule to mocban_app;
grant select on review_rule to mocban_worker;
