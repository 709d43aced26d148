-- Somebody comes back before the last day that was set: the leave ends the day before. One that had not begun by then has been none, like an appointment
-- taken back before its first day (0064). What was set stands in the trail.
grant delete on leave to mocban_app;
create policy administer_end on leave for delete to mocban_app using ((select app.can('administer')));
