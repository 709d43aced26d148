-- Two people may keep a group of recipients at once: the second is told who came before.
alter table outside_group
  add column version integer not null default 1,
  add column changed_at timestamptz not null default app.now(),
  add column changed_by uuid references person;
