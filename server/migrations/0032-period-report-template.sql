-- An agency's own DOCX in place of the program's template of the period report; the newest is in force, none where it is withdrawn.
create table period_report_template (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  sha256 text references file,
  name text not null default '',
  made_at timestamptz not null default app.now(),
  made_by uuid not null references person
);
create index period_report_template_agency on period_report_template (agency_id, made_at desc);
create index period_report_template_sha256 on period_report_template (sha256);
alter table period_report_template enable row level security;
create policy worker on period_report_template to mocban_worker using (true) with check (true);
create policy of_agency on period_report_template for select to mocban_app using (agency_id = (select app.agency()));
create policy registry on period_report_template for insert to mocban_app with check (agency_id = (select app.agency()) and (select app.can('issue')));
grant select, insert on period_report_template to mocban_app, mocban_worker;

create policy of_period_report on file for select to mocban_app using (exists (select from period_report_template t where t.sha256 = file.sha256));
create trigger readable before insert on period_report_template for each row when (new.sha256 is not null) execute function app.must_read_file();
