-- A commune's outline holds for a time as the commune does: the map of a day shows the outlines of that day, or none. What is here was brought in for the communes
-- that there are since 1 July 2025; codes of before were often given again to a larger commune.
alter table unit_boundary add column valid daterange not null default '[2025-07-01,)' check (not isempty(valid));
alter table unit_boundary alter column valid drop default;
alter table unit_boundary drop constraint unit_boundary_pkey, add primary key (statistics_code, valid);
-- Asked at the end: what is cut and what takes its place is written by one statement.
alter table unit_boundary add constraint unit_boundary_once exclude using gist (statistics_code with =, valid with &&) deferrable initially deferred;
-- Outlines brought in for a time take the place of others for that time.
grant delete on unit_boundary to mocban_app;
create policy administer_end on unit_boundary for delete to mocban_app using ((select app.administers_province()));
