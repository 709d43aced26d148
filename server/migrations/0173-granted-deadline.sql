-- A deadline may be granted otherwise than it was asked for: its history says until when.
alter table task_extension add column granted_on date;
update task_extension set granted_on = wanted_on where state = 'granted';
alter table task_extension add constraint task_extension_granted check ((state = 'granted') = (granted_on is not null));
