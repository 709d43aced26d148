-- The working week of an agency, valid from-to: on which days of the week it works, in which hours. Where an agency has none, everybody's row holds.
create table working_week (
  id uuid primary key default app.new_id(),
  -- Null: everybody's.
  agency_id uuid references unit,
  valid daterange not null check (not isempty(valid)),
  -- ISO day of the week, 1 Monday to 7 Sunday; 1: all day, 0.5: the morning.
  days jsonb not null check (jsonb_typeof(days) = 'object'),
  -- Spans of a full day as minutes after midnight: [[450,690],[810,1050]] is 7:30-11:30 and 13:30-17:30.
  hours jsonb not null check (jsonb_typeof(hours) = 'array'),
  basis text not null default '',
  exclude using gist (coalesce(agency_id, '00000000-0000-0000-0000-000000000000') with =, valid with &&)
);
alter table working_week enable row level security;
create policy worker on working_week to mocban_worker using (true) with check (true);
create policy signed_in on working_week for select to mocban_app using ((select app.person()) is not null);
create policy administer on working_week to mocban_app using ((select app.can('administer')) and agency_id = (select app.agency()))
  with check ((select app.can('administer')) and agency_id = (select app.agency()));
grant select, insert, update on working_week to mocban_app, mocban_worker;

insert into working_week (valid, days, hours, basis) values
  ('(,)', '{"1": 1, "2": 1, "3": 1, "4": 1, "5": 1}', '[[450, 690], [810, 1050]]', 'Bộ luật Lao động 2019, Điều 105: 8 giờ một ngày');

create policy administer on reminder_rule to mocban_app using ((select app.can('administer')) and agency_id = (select app.agency()))
  with check ((select app.can('administer')) and agency_id = (select app.agency()));
grant insert, delete on reminder_rule to mocban_app;
