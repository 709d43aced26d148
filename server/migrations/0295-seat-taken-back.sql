-- A seat on a committee that has not begun by then has been none, like an appointment that is taken back before its first day (0064). What was set stands in the trail.
grant delete on committee_member to mocban_app;
create policy administer_end on committee_member for delete to mocban_app using ((select app.can('administer')));
