-- What helps to write drafts: an agency's own templates, its numbering regime, comments on a place in a page.

-- An agency's own DOCX in place of the program's template of a type; the newest is in force, none where it is withdrawn.
create table document_template (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  type_code text not null references document_type,
  sha256 text references file,
  name text not null default '',
  made_at timestamptz not null default app.now(),
  made_by uuid not null references person
);
create index document_template_agency on document_template (agency_id, type_code, made_at desc);
create index document_template_sha256 on document_template (sha256);

-- The numbering of administrative documents is decided by the head of the agency (Decree 30/2020, Art. 15): one series for all, unless a type has one of its own.
create table numbering_rule (
  agency_id uuid not null references unit,
  type_code text not null references document_type,
  series text not null check (series ~ '^[a-z0-9-]{1,40}$'),
  primary key (agency_id, type_code)
);
-- Copies have a series of their own in every agency.
create function app.series_of(p_agency uuid, p_type text) returns text language sql stable as $$
  select coalesce((select series from numbering_rule where agency_id = p_agency and type_code = p_type),
                  case when p_type in ('sao-y', 'sao-luc', 'trich-sao') then 'copies' else 'general' end)
$$;

create table draft_comment (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document,
  version_no integer not null check (version_no > 0),
  parent_id uuid references draft_comment,
  -- {page, x, y, width, height, quote}: shares of the page, so that it stays in place at every size. Null for a reply, or a comment on the whole.
  place jsonb,
  text text not null check (text <> ''),
  person_id uuid not null references person,
  acting_for uuid references person,
  at timestamptz not null default app.now(),
  resolved_at timestamptz,
  resolved_by uuid references person,
  check ((resolved_at is null) = (resolved_by is null))
);
create index draft_comment_document on draft_comment (document_id, at);

-- What a copy (sao y, sao lục, trích sao) was taken from; the bytes are the copy's own files.
create table copy_source (
  document_id uuid primary key references document deferrable initially deferred,
  from_id uuid not null references document,
  pages text not null default ''
);

do $$ declare t text; begin
  foreach t in array array['document_template', 'numbering_rule', 'draft_comment', 'copy_source'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_worker', t);
  end loop;
  foreach t in array array['draft_comment', 'copy_source'] loop
    execute format('create policy of_document on %I to mocban_app using (exists (select from audience a where a.record_id = %I.document_id offset 0)) with check (exists (select from audience a where a.record_id = %I.document_id offset 0))', t, t, t);
  end loop;
  foreach t in array array['document_template', 'numbering_rule'] loop
    execute format('create policy of_agency on %I for select to mocban_app using (agency_id = (select app.agency()))', t);
    execute format('create policy registry on %I for insert to mocban_app with check (agency_id = (select app.agency()) and (select app.can(''issue'')))', t);
  end loop;
end $$;
grant select, insert on document_template, numbering_rule, copy_source to mocban_app;
grant select, insert on draft_comment to mocban_app;
grant update (resolved_at, resolved_by) on draft_comment to mocban_app;
create policy change on numbering_rule for update to mocban_app using (agency_id = (select app.agency()) and (select app.can('issue')));
create policy withdraw on numbering_rule for delete to mocban_app using (agency_id = (select app.agency()) and (select app.can('issue')));
grant update, delete on numbering_rule to mocban_app;

create policy of_template on file for select to mocban_app using (exists (select from document_template t where t.sha256 = file.sha256));
create trigger readable before insert on document_template for each row when (new.sha256 is not null) execute function app.must_read_file();

-- Tells the agency that received a document what its sender did with it (asked for it back, replaced it): an event on the incoming document where it
-- was registered, else to the registry alone. The sender sees none of these.
create function app.tell_recipient(p_delivery uuid, p_kind text, p_data jsonb) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare d delivery;
begin
  select * into d from delivery where id = p_delivery;
  if not found or d.sender_agency_id is distinct from app.agency()
     or not exists (select from audience a where a.record_id = d.document_id and a.principal = any (app.principals())) then
    raise exception 'not the sender' using errcode = '42501';
  end if;
  if d.recipient_agency_id is null then return; end if;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    values (d.recipient_agency_id, app.person(), app.position(), p_kind, d.incoming_id, case when d.incoming_id is not null then 'incoming' end,
            p_data || jsonb_build_object('deliveryId', p_delivery), array[app.clerks_of(d.recipient_agency_id)]);
end $$;
revoke all on function app.tell_recipient from public;
grant execute on function app.tell_recipient to mocban_app;
