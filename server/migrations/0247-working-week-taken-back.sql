-- A working week of an agency's own that has not begun before today can be taken back: what was in force before it goes on.
grant delete on working_week to mocban_app;
create policy administer_end on working_week for delete to mocban_app
  using ((select app.can('administer')) and agency_id = (select app.agency()) and lower(valid) >= app.today());
