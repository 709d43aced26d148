-- The working calendar is data: what differs from Monday to Friday, for the whole country or for one agency.
create table calendar_day (
  id uuid primary key default app.new_id(),
  -- Null: everybody's. An agency's own day prevails over it.
  agency_id uuid references unit,
  day date not null,
  kind text not null check (kind in ('holiday', 'working', 'half')),
  name text not null,
  -- The announcement it rests on; the computed public holidays have none.
  basis text not null default ''
);
create unique index calendar_day_of on calendar_day (coalesce(agency_id, '00000000-0000-0000-0000-000000000000'), day);

create table task (
  id uuid primary key default app.new_id(),
  -- The agency of the one who assigns.
  agency_id uuid not null references unit,
  title text not null check (title <> ''),
  description text not null default '',
  state text not null check (state in ('assigned', 'accepted', 'blocked', 'waiting', 'delivered', 'closed', 'refused', 'cancelled')),
  version integer not null default 1,
  importance text not null default 'normal' check (importance in ('normal', 'high', 'key')),
  product text not null default '',
  measure text not null default '',
  due_on date,
  first_due_on date,
  extended smallint not null default 0,
  -- From what it came: a leader's direction, a place in a document, another task, or its own.
  origin text not null check (origin in ('direction', 'document', 'task', 'own')),
  origin_document_id uuid references document,
  origin_direction_id uuid references direction,
  origin_place jsonb,
  parent_id uuid references task,
  lead_unit_id uuid not null references unit,
  lead_agency_id uuid not null references unit,
  lead_position_id uuid references position,
  lead_person_id uuid references person,
  holder uuid not null,
  assigned_by uuid not null references person,
  assigned_position uuid not null references position,
  acting_for uuid references person,
  progress smallint not null default 0 check (progress between 0 and 100),
  -- Why it stands still, and since when; for `waiting`, for whom.
  standstill text,
  standstill_since timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  closed_at timestamptz,
  result text,
  rating smallint check (rating between 1 and 5),
  rating_note text,
  created_at timestamptz not null default app.now(),
  listed_at timestamptz not null,
  check ((state in ('blocked', 'waiting')) = (standstill is not null)),
  check ((origin = 'document') <= (origin_document_id is not null)),
  check ((origin = 'task') = (parent_id is not null))
);
create index task_holder on task (holder, due_on) where closed_at is null;
create index task_assigned on task (assigned_by, listed_at desc);
create index task_document on task (origin_document_id) where origin_document_id is not null;
create index task_parent on task (parent_id) where parent_id is not null;
create index task_lead_unit on task (lead_unit_id, listed_at desc);
create index task_open_due on task (due_on) where closed_at is null and due_on is not null;

create table task_collaborator (
  task_id uuid not null references task,
  unit_id uuid not null references unit,
  position_id uuid references position,
  person_id uuid references person,
  holder uuid not null,
  primary key (task_id, holder)
);

create table task_progress (
  id uuid primary key default app.new_id(),
  task_id uuid not null references task,
  person_id uuid not null references person,
  at timestamptz not null default app.now(),
  percent smallint not null check (percent between 0 and 100),
  text text not null,
  -- Evidence: a document, a file, a number with its unit.
  document_id uuid references document,
  sha256 text references file,
  file_name text,
  figure numeric,
  figure_unit text
);
create index task_progress_task on task_progress (task_id, at);
create trigger readable before insert on task_progress for each row when (new.sha256 is not null) execute function app.must_read_file();

-- Every deadline the task has had, with who set it and why; asked for and answered.
create table task_extension (
  id uuid primary key default app.new_id(),
  task_id uuid not null references task,
  asked_by uuid not null references person,
  asked_at timestamptz not null default app.now(),
  from_date date,
  wanted_on date not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  answered_by uuid references person,
  answered_at timestamptz,
  answer text
);
create index task_extension_task on task_extension (task_id, asked_at);
create unique index task_extension_open on task_extension (task_id) where state = 'asked';

-- When whom to remind: days before the deadline (negative: after it), by agency; without rows the usual rule of `remind.ts` holds.
create table reminder_rule (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  days_before smallint not null,
  whom text not null check (whom in ('lead', 'leaders-above', 'assigner')),
  unique (agency_id, days_before, whom)
);
create table task_reminder (
  task_id uuid not null references task,
  due_on date not null,
  days_before smallint not null,
  sent_at timestamptz not null default app.now(),
  primary key (task_id, due_on, days_before)
);

do $$ declare t text; begin
  foreach t in array array['task', 'task_collaborator', 'task_progress', 'task_extension', 'calendar_day', 'reminder_rule', 'task_reminder'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_worker', t);
  end loop;
  foreach t in array array['task_collaborator', 'task_progress', 'task_extension'] loop
    execute format('create policy of_task on %I to mocban_app using (exists (select from audience a where a.record_id = %I.task_id offset 0)) with check (exists (select from audience a where a.record_id = %I.task_id offset 0))', t, t, t);
    execute format('grant select, insert, update on %I to mocban_app', t);
  end loop;
end $$;
create policy audience on task for select to mocban_app using (exists (select from audience a where a.record_id = task.id offset 0));
create policy create_own on task for insert to mocban_app with check (agency_id = (select app.agency()));
create policy change on task for update to mocban_app using (exists (select from audience a where a.record_id = task.id offset 0));
grant select, insert, update on task to mocban_app;
create policy signed_in on calendar_day for select to mocban_app using ((select app.person()) is not null);
create policy administer on calendar_day to mocban_app using ((select app.can('administer')) and agency_id = (select app.agency()))
  with check ((select app.can('administer')) and agency_id = (select app.agency()));
grant select, insert, update, delete on calendar_day to mocban_app;
create policy of_agency on reminder_rule for select to mocban_app using (agency_id = (select app.agency()));
grant select on reminder_rule to mocban_app;
-- Evidence of a task is read by those who see the task.
create policy of_task on file for select to mocban_app using (exists (select from task_progress p where p.sha256 = file.sha256));
create index task_progress_sha256 on task_progress (sha256) where sha256 is not null;

-- Public holidays and announced swaps: Labour Code 2019, Art. 112; swaps by the Prime Minister's yearly announcements. Data: an administrator adds the next years'.
insert into calendar_day (day, kind, name, basis) values
  ('2025-01-01', 'holiday', 'Tết Dương lịch', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-01-27', 'holiday', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-01-28', 'holiday', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-01-29', 'holiday', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-01-30', 'holiday', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-01-31', 'holiday', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-02-03', 'working', 'Ngày làm việc: năm 2025 nghỉ Tết từ 25/01 đến 02/02', 'Thông báo lịch nghỉ Tết năm 2025'),
  ('2025-04-07', 'holiday', 'Giỗ Tổ Hùng Vương', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-04-26', 'working', 'Làm bù cho ngày 02/05/2025', 'Thông báo hoán đổi ngày làm việc năm 2025'),
  ('2025-04-30', 'holiday', 'Ngày Chiến thắng', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-05-01', 'holiday', 'Ngày Quốc tế lao động', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-05-02', 'holiday', 'Nghỉ hoán đổi', 'Thông báo hoán đổi ngày làm việc năm 2025'),
  ('2025-09-01', 'holiday', 'Quốc khánh', 'Bộ luật Lao động 2019, Điều 112'),
  ('2025-09-02', 'holiday', 'Quốc khánh', 'Bộ luật Lao động 2019, Điều 112'),
  ('2026-01-02', 'holiday', 'Nghỉ hoán đổi', 'Thông báo hoán đổi ngày làm việc năm 2026'),
  ('2026-01-10', 'working', 'Làm bù cho ngày 02/01/2026', 'Thông báo hoán đổi ngày làm việc năm 2026'),
  ('2026-08-22', 'working', 'Làm bù cho ngày 31/08/2026', 'Thông báo hoán đổi ngày làm việc năm 2026'),
  ('2026-08-31', 'holiday', 'Nghỉ hoán đổi', 'Thông báo hoán đổi ngày làm việc năm 2026');
