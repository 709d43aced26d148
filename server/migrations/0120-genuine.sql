-- Whether a file is what an agency issued: a code on every issued document, and the one question that a stranger may ask about it.

-- Drawn on the page before anybody signs it, so that no signature is touched when the document is issued. Sixty bits of chance: nobody guesses one.
create table verification_code (
  code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  document_id uuid not null unique references document deferrable initially deferred,
  made_at timestamptz not null default app.now()
);
alter table verification_code enable row level security;
create policy of_document on verification_code to mocban_app
  using (exists (select from audience a where a.record_id = verification_code.document_id offset 0))
  with check (exists (select from audience a where a.record_id = verification_code.document_id offset 0));
grant select, insert on verification_code to mocban_app;

-- How often an address asked in a minute; nothing of what it asked.
create table genuine_asked (
  address inet not null,
  minute timestamptz not null,
  times integer not null default 1,
  primary key (address, minute)
);
alter table genuine_asked enable row level security;
create policy worker on genuine_asked to mocban_worker using (true);
grant select (minute), delete on genuine_asked to mocban_worker;

-- What a stranger is told of an issued document: who issued it and when, whether it is in force, and whether the file with this hash is byte for byte
-- what was issued. Nothing else, and no row at all where there is no such document, where it is not issued yet, and where a class of
-- confidentiality keeps it from people: the three look the same. Without a code the hash alone finds a document by its main file.
create function app.genuine(p_address inet, p_code text, p_sha256 text)
returns table (agency_name text, issued_on date, state text, ended_on date, file text)
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_from inet := case when family(p_address) = 6 then set_masklen(p_address, 64) else p_address end;
  v_times int;
  v_document document;
  v_role text;
begin
  insert into genuine_asked (address, minute) values (network(v_from), date_trunc('minute', now()))
    on conflict (address, minute) do update set times = genuine_asked.times + 1 returning times into v_times;
  if v_times > 60 then raise exception 'asked too often' using errcode = 'MB010'; end if;
  if p_code is not null then
    select d.* into v_document from verification_code c join document d on d.id = c.document_id where c.code = p_code;
  else
    select d.* into v_document from document_file f join document d on d.id = f.document_id
     where f.sha256 = p_sha256 and f.role = 'main' and d.travel <> 'incoming' and d.state in ('issued', 'recalled', 'replaced')
       and f.version_no > coalesce((select r.last_version from draft r where r.document_id = d.id), 0)
     order by d.listed_at desc limit 1;
  end if;
  if v_document.id is null or v_document.travel = 'incoming' or v_document.state not in ('issued', 'recalled', 'replaced')
     or exists (select from record_class k where k.record_id = v_document.id) then return; end if;
  select f.role into v_role from document_file f
   where f.document_id = v_document.id and f.sha256 = p_sha256 and f.role in ('main', 'attachment')
     and f.version_no > coalesce((select r.last_version from draft r where r.document_id = v_document.id), 0)
   order by f.role desc limit 1;
  return query select
    app.unit_name(v_document.agency_id, v_document.issued_on),
    v_document.issued_on,
    v_document.state,
    (select (max(e.at) at time zone 'Asia/Ho_Chi_Minh')::date from event e
      where v_document.state <> 'issued' and e.record_id = v_document.id and e.kind in ('document.recalled', 'document.replaced')),
    case when p_sha256 is null then null when v_role is null then 'other' when v_role = 'main' then 'same' else 'attachment' end;
end $$;
revoke all on function app.genuine from public;
grant execute on function app.genuine to mocban_app;
