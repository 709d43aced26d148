-- What a task belongs together with when tasks are looked at by their origin: the task it is a part of, the document it came from (by a leader's direction or from a
-- place in it), else the post that assigned it on its own.
alter table task add column origin_group uuid not null generated always as (coalesce(parent_id, origin_document_id, assigned_position)) stored;
-- The tasks of one origin, newest first: counted, and asked whether one is the newest of its origin.
create index task_origin_group on task (origin_group, listed_at desc, id desc);
