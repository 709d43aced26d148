-- The desk of who works on a task with others: tasks in which they collaborate.
create index task_collaborator_holder on task_collaborator (holder);
