-- Documents, registers, handling and in-province delivery.

-- Decree 30/2020, Art. 7 and Appendix III, in the order of the law; copies after them.
create table document_type (
  code text primary key,
  ordinal smallint not null unique,
  abbreviation text,
  name text not null,
  name_en text not null,
  name_ur text not null
);
insert into document_type (ordinal, code, abbreviation, name, name_en, name_ur) values
  (1, 'nghi-quyet', 'NQ', 'Nghị quyết', 'Resolution', 'قرارداد'),
  (2, 'quyet-dinh', 'QĐ', 'Quyết định', 'Decision', 'فیصلہ'),
  (3, 'chi-thi', 'CT', 'Chỉ thị', 'Directive', 'ہدایت نامہ'),
  (4, 'quy-che', 'QC', 'Quy chế', 'Regulations', 'ضابطہ کار'),
  (5, 'quy-dinh', 'QyĐ', 'Quy định', 'Rules', 'قواعد'),
  (6, 'thong-cao', 'TC', 'Thông cáo', 'Communiqué', 'اعلامیہ'),
  (7, 'thong-bao', 'TB', 'Thông báo', 'Notice', 'اطلاع نامہ'),
  (8, 'huong-dan', 'HD', 'Hướng dẫn', 'Guidance', 'رہنما ہدایات'),
  (9, 'chuong-trinh', 'CTr', 'Chương trình', 'Programme', 'پروگرام'),
  (10, 'ke-hoach', 'KH', 'Kế hoạch', 'Plan', 'منصوبہ'),
  (11, 'phuong-an', 'PA', 'Phương án', 'Scheme', 'خاکہ'),
  (12, 'de-an', 'ĐA', 'Đề án', 'Project proposal', 'منصوبے کی تجویز'),
  (13, 'du-an', 'DA', 'Dự án', 'Project', 'پراجیکٹ'),
  (14, 'bao-cao', 'BC', 'Báo cáo', 'Report', 'رپورٹ'),
  (15, 'bien-ban', 'BB', 'Biên bản', 'Minutes', 'روداد'),
  (16, 'to-trinh', 'TTr', 'Tờ trình', 'Submission', 'عرضداشت'),
  (17, 'hop-dong', 'HĐ', 'Hợp đồng', 'Contract', 'معاہدہ'),
  (18, 'cong-van', null, 'Công văn', 'Official letter', 'سرکاری مراسلہ'),
  (19, 'cong-dien', 'CĐ', 'Công điện', 'Official telegram', 'سرکاری تار'),
  (20, 'ban-ghi-nho', 'BGN', 'Bản ghi nhớ', 'Memorandum', 'یادداشت'),
  (21, 'ban-thoa-thuan', 'BTT', 'Bản thỏa thuận', 'Agreement', 'اقرار نامہ'),
  (22, 'giay-uy-quyen', 'GUQ', 'Giấy ủy quyền', 'Authorisation', 'مختار نامہ'),
  (23, 'giay-moi', 'GM', 'Giấy mời', 'Invitation', 'دعوت نامہ'),
  (24, 'giay-gioi-thieu', 'GGT', 'Giấy giới thiệu', 'Letter of introduction', 'تعارفی خط'),
  (25, 'giay-nghi-phep', 'GNP', 'Giấy nghỉ phép', 'Leave permit', 'رخصت نامہ'),
  (26, 'phieu-gui', 'PG', 'Phiếu gửi', 'Dispatch slip', 'ترسیل پرچی'),
  (27, 'phieu-chuyen', 'PC', 'Phiếu chuyển', 'Transfer slip', 'منتقلی پرچی'),
  (28, 'phieu-bao', 'PB', 'Phiếu báo', 'Notification slip', 'اطلاعی پرچی'),
  (29, 'thu-cong', null, 'Thư công', 'Public letter', 'سرکاری خط'),
  (30, 'sao-y', 'SY', 'Sao y', 'True copy', 'نقل بمطابق اصل'),
  (31, 'sao-luc', 'SL', 'Sao lục', 'Copy of a copy', 'نقل در نقل'),
  (32, 'trich-sao', 'TrS', 'Trích sao', 'Extract', 'اقتباس'),
  (33, 'don-thu', null, 'Đơn, thư', 'Letter of a citizen', 'شہری کی درخواست'),
  (34, 'khac', null, 'Văn bản khác', 'Other document', 'دیگر دستاویز');

-- Per agency, direction of travel, series and year. Decree 30/2020, Art. 15 and 22: starts at 1 on 1 January, one series over paper and electronic.
create table register (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  travel text not null check (travel in ('incoming', 'outgoing', 'internal')),
  -- 'general', 'copies', or the code of a document type or group that the agency numbers on its own.
  series text not null default 'general',
  year smallint not null check (year between 2000 and 2200),
  last_number integer not null default 0 check (last_number >= 0),
  closed boolean not null default false,
  unique (agency_id, travel, series, year)
);

create table document (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  travel text not null check (travel in ('incoming', 'outgoing', 'internal')),
  state text not null check (state in (
    'registered', 'presented', 'directed', 'processing', 'finished',
    'draft', 'in-review', 'approved', 'issued', 'recalled', 'replaced', 'cancelled')),
  -- Counts acts; whoever acts names the version they saw.
  version integer not null default 1,
  type_code text not null references document_type,
  register_id uuid references register,
  number integer check (number > 0),
  -- Number and notation as they stand on the document: 15/QĐ-UBND.
  symbol text,
  issued_on date check (issued_on between '1900-01-01' and '2200-12-31'),
  arrived_on date check (arrived_on between '1900-01-01' and '2200-12-31'),
  issuer_name text,
  issuer_unit_id uuid references unit,
  abstract text not null check (abstract <> ''),
  urgency text not null default 'normal' check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  -- The independent LAN has a program of its own for anything above (Law on Protection of State Secrets).
  secrecy text not null default 'none' check (secrecy = 'none'),
  signer_name text,
  signer_title text,
  signer_authority text check (signer_authority in ('TM', 'KT', 'TL', 'TUQ', 'Q')),
  signer_person_id uuid references person,
  page_count integer check (page_count >= 0),
  copies integer check (copies >= 0),
  channel text not null default 'paper' check (channel in ('paper', 'mail', 'in-province', 'exchange', 'upload')),
  due_on date,
  file_code text,
  note text,
  drafting_unit_id uuid references unit,
  open_to_agency boolean not null default false,
  created_at timestamptz not null default app.now(),
  created_by uuid not null references person,
  created_position uuid references position,
  -- When it got its place in the lists: registration, or creation of the draft. Equal to audience.at.
  listed_at timestamptz not null,
  finished_at timestamptz,
  finish_kind text check (finish_kind in ('answered', 'reported', 'filed')),
  finish_note text,
  check (travel <> 'incoming' or (register_id is not null and number is not null and arrived_on is not null and issuer_name is not null)),
  check (state <> 'issued' or travel = 'incoming' or (number is not null and issued_on is not null and symbol is not null)),
  unique (register_id, number)
);
create index document_book on document (agency_id, travel, listed_at desc, id desc);
create index document_duplicate on document (agency_id, symbol, issued_on) where travel = 'incoming';
create index document_due on document (agency_id, due_on) where finished_at is null and due_on is not null;

-- Every number ever given, in its register's order. A cancelled number stays visible and is never given again.
create table register_entry (
  register_id uuid not null references register,
  number integer not null check (number > 0),
  document_id uuid not null references document deferrable initially deferred,
  given_at timestamptz not null default app.now(),
  given_by uuid not null references person,
  cancelled_at timestamptz,
  cancelled_by uuid references person,
  cancel_reason text,
  primary key (register_id, number),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index register_entry_document on register_entry (document_id);

-- Takes the next number of an agency's register. Called last before commit: the register's row stays locked until then.
create function app.take_number(p_agency uuid, p_travel text, p_series text, p_year int, p_document uuid)
returns table (register_id uuid, number int) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if p_agency is distinct from app.agency() then
    raise exception 'numbers are given by the agency whose register it is' using errcode = '42501';
  end if;
  update register r set last_number = r.last_number + 1
    where r.agency_id = p_agency and r.travel = p_travel and r.series = p_series and r.year = p_year and not r.closed
    returning r.id, r.last_number into register_id, number;
  if not found then
    insert into register (agency_id, travel, series, year) values (p_agency, p_travel, p_series, p_year) on conflict do nothing;
    update register r set last_number = r.last_number + 1
      where r.agency_id = p_agency and r.travel = p_travel and r.series = p_series and r.year = p_year and not r.closed
      returning r.id, r.last_number into register_id, number;
    if not found then raise exception 'register closed' using errcode = 'MB001'; end if;
  end if;
  insert into register_entry (register_id, number, document_id, given_at, given_by) values (register_id, number, p_document, app.now(), app.person());
  return next;
end $$;
revoke all on function app.take_number from public;
grant execute on function app.take_number to mocban_app;

create table document_relation (
  from_id uuid not null references document,
  to_id uuid not null references document,
  kind text not null check (kind in ('answers', 'replaces', 'copies', 'refers')),
  created_at timestamptz not null default app.now(),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index document_relation_to on document_relation (to_id);

create table document_file (
  id uuid primary key default app.new_id(),
  -- Deferred, so that the number can be taken last: see decision 2.
  document_id uuid not null references document deferrable initially deferred,
  sha256 text not null references file,
  -- As the sender named it; shown safely, never used as a path.
  name text not null,
  media_type text not null,
  -- main: the document itself; attachment: what comes with it; source: the DOCX a version was made from.
  role text not null check (role in ('main', 'attachment', 'source')),
  -- Versions of a draft; the highest is in force. 1 for what arrives.
  version_no integer not null default 1,
  ordinal smallint not null default 1,
  added_at timestamptz not null default app.now(),
  added_by uuid references person
);
create index document_file_document on document_file (document_id, version_no desc, ordinal);
create index document_file_sha256 on document_file (sha256);

-- A leader's written instruction on a document (bút phê).
create table direction (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document,
  person_id uuid not null references person,
  position_id uuid not null references position,
  acting_for uuid references person,
  text text not null check (text <> ''),
  due_on date,
  at timestamptz not null default app.now()
);
create index direction_document on direction (document_id, at);
create index direction_person on direction (person_id, at desc);

-- Who is asked to do what with a document inside an agency: a tree from the clerk's presenting down to the specialist.
create table handling (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document,
  parent_id uuid references handling,
  direction_id uuid references direction,
  -- present: a leader is to direct; lead, collaborate: to do; inform: to know.
  role text not null check (role in ('present', 'lead', 'collaborate', 'inform')),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'passed', 'done', 'returned', 'recalled')),
  unit_id uuid not null references unit,
  position_id uuid references position,
  person_id uuid references person,
  -- The principal that must act: a person, a position, or the leaders of the unit.
  holder uuid not null,
  asked_by uuid not null references person,
  asked_position uuid references position,
  acting_for uuid references person,
  asked_at timestamptz not null default app.now(),
  instruction text,
  due_on date,
  -- Where the unit is another agency: it gets the document as a delivery and registers it itself; its progress comes back through the delivery.
  delivery_id uuid,
  seen_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  end_note text,
  version integer not null default 1,
  check ((state in ('waiting', 'accepted')) = (ended_at is null))
);
-- The desk: what is asked of me, soonest first.
create index handling_desk on handling (holder, asked_at desc, id desc) where ended_at is null;
create index handling_document on handling (document_id, asked_at);
create index handling_asked on handling (asked_by, asked_at desc) where ended_at is null;

-- What was issued, frozen: the facts and the exact bytes that recipients get. Recipients see this, never the sender's record.
create table dispatch (
  id uuid primary key default app.new_id(),
  document_id uuid not null references document,
  agency_id uuid not null references unit,
  -- issue: the agency's own document goes out; forward: a document that arrived is directed to another agency.
  kind text not null default 'issue' check (kind in ('issue', 'forward')),
  issued_at timestamptz not null default app.now(),
  -- Exactly what `dispatchFacts` of the contract says: symbol, issuedOn, typeCode, abstract, urgency, issuerName, signerName, signerTitle, dueOn, pageCount, answers; for forwards also the direction
  facts jsonb not null,
  replaces_id uuid references dispatch
);
create index dispatch_document on dispatch (document_id);
create table dispatch_file (
  dispatch_id uuid not null references dispatch,
  ordinal smallint not null,
  sha256 text not null references file,
  name text not null,
  media_type text not null,
  role text not null check (role in ('main', 'attachment')),
  primary key (dispatch_id, ordinal)
);

-- One recipient of one dispatch. Status codes are those of Decision 28/2018 (domain: 01 arrived, 02 refused, 03 registered, 04 assigned,
-- 05 in process, 06 finished, 13 recall asked, 15 recall agreed, 16 recall refused).
create table delivery (
  id uuid primary key default app.new_id(),
  dispatch_id uuid not null references dispatch,
  document_id uuid not null references document,
  sender_agency_id uuid not null references unit,
  recipient_agency_id uuid references unit,
  recipient_name text not null,
  channel text not null check (channel in ('in-province', 'paper', 'mail')),
  status text not null check (status in ('01', '02', '03', '04', '05', '06', '13', '15', '16', 'sent')),
  sent_at timestamptz not null default app.now(),
  status_at timestamptz not null default app.now(),
  incoming_id uuid references document,
  check ((channel = 'in-province') = (recipient_agency_id is not null))
);
alter table handling add foreign key (delivery_id) references delivery;
create index handling_delivery on handling (delivery_id) where delivery_id is not null;
create index delivery_document on delivery (document_id);
-- The incoming queue of an agency: what arrived and waits for the clerk.
create index delivery_queue on delivery (recipient_agency_id, sent_at desc) where incoming_id is null and status = '01';
create index delivery_incoming on delivery (incoming_id);
create table delivery_status (
  delivery_id uuid not null references delivery,
  at timestamptz not null default clock_timestamp(),
  code text not null,
  by_agency_id uuid references unit,
  by_name text not null default '',
  note text not null default '',
  primary key (delivery_id, at, code)
);

do $$ declare t text; begin
  foreach t in array array['document_type', 'register', 'document', 'register_entry', 'document_relation', 'document_file', 'direction', 'handling',
                           'dispatch', 'dispatch_file', 'delivery', 'delivery_status'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_worker', t);
    execute format('grant select on %I to mocban_app', t);
  end loop;
  -- What hangs on a document is seen and written with the document.
  foreach t in array array['document_file', 'direction', 'handling'] loop
    execute format('create policy of_document on %I to mocban_app using (exists (select from audience a where a.record_id = %I.document_id offset 0)) with check (exists (select from audience a where a.record_id = %I.document_id offset 0))', t, t, t);
    execute format('grant insert, update on %I to mocban_app', t);
  end loop;
end $$;

create policy signed_in on document_type for select to mocban_app using ((select app.person()) is not null);

-- `offset 0` keeps the check one look-up a row: without it the planner reads the whole audience of the person who asks (300,000 rows for a
-- chairman) before it shows the first page. Counts start from the audience instead.
create policy audience on document for select to mocban_app using (exists (select from audience a where a.record_id = document.id offset 0));
create policy create_own on document for insert to mocban_app with check (agency_id = (select app.agency()));
create policy change on document for update to mocban_app using (exists (select from audience a where a.record_id = document.id offset 0));
grant insert, update on document to mocban_app;

-- How far a register has counted is the business of the agency's clerks and leaders.
create policy of_agency on register for select to mocban_app using (
  agency_id = (select app.agency()) and ((select app.can('register')) or (select app.can('number')) or (select app.can('audit')) or (select app.can('issue'))));
create policy of_document on register_entry for select to mocban_app using (exists (select from audience a where a.record_id = register_entry.document_id offset 0));
create policy cancel on register_entry for update to mocban_app using (exists (select from audience a where a.record_id = register_entry.document_id offset 0));
grant update (cancelled_at, cancelled_by, cancel_reason) on register_entry to mocban_app;

create policy both_ends on document_relation for select to mocban_app using (
  exists (select from audience a where a.record_id = from_id offset 0) and exists (select from audience a where a.record_id = to_id offset 0));
create policy relate on document_relation for insert to mocban_app with check (
  exists (select from audience a where a.record_id = from_id offset 0) and exists (select from audience a where a.record_id = to_id offset 0));
grant insert on document_relation to mocban_app;

-- Sender: whoever sees the document. Recipient: the clerks of the agency, and later whoever sees the incoming document made from it.
create policy sender on delivery to mocban_app using (exists (select from audience a where a.record_id = delivery.document_id offset 0))
  with check (exists (select from audience a where a.record_id = delivery.document_id offset 0));
create policy recipient_clerks on delivery for select to mocban_app using (
  recipient_agency_id = (select app.agency()) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[]));
-- They note what became of it; what was sent comes from the sender alone.
create policy recipient_takes on delivery for update to mocban_app using (
  recipient_agency_id = (select app.agency()) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[]));
create policy recipient_readers on delivery for select to mocban_app using (exists (select from audience a where a.record_id = delivery.incoming_id offset 0));
grant insert, update on delivery to mocban_app;
create policy of_delivery on delivery_status to mocban_app using (exists (select from delivery d where d.id = delivery_status.delivery_id))
  with check (exists (select from delivery d where d.id = delivery_status.delivery_id));
grant insert on delivery_status to mocban_app;
create policy sender on dispatch to mocban_app using (exists (select from audience a where a.record_id = dispatch.document_id offset 0))
  with check (exists (select from audience a where a.record_id = dispatch.document_id offset 0));
create policy recipient on dispatch for select to mocban_app using (exists (select from delivery d where d.dispatch_id = dispatch.id));
grant insert on dispatch to mocban_app;
create index delivery_dispatch on delivery (dispatch_id);
create policy of_dispatch on dispatch_file to mocban_app using (exists (select from dispatch d where d.id = dispatch_file.dispatch_id))
  with check (exists (select from dispatch d where d.id = dispatch_file.dispatch_id));
grant insert on dispatch_file to mocban_app;

-- Nobody gets at bytes by knowing their hash: whoever attaches a file must be able to read it already.
create function app.must_read_file() returns trigger language plpgsql as $$
begin
  if not exists (select from file f where f.sha256 = new.sha256) then
    raise exception 'no such file for the one who attaches it' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger readable before insert on document_file for each row execute function app.must_read_file();
create trigger readable before insert on dispatch_file for each row execute function app.must_read_file();

-- The bytes follow what refers to them.
create policy of_document on file for select to mocban_app using (exists (select from document_file f where f.sha256 = file.sha256));
create policy of_dispatch on file for select to mocban_app using (exists (select from dispatch_file f where f.sha256 = file.sha256));
create index dispatch_file_sha256 on dispatch_file (sha256);
