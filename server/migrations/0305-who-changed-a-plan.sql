-- Who changed a plan last, how and what: whoever acts on an older version is told. Administrators do not read each other's events.
alter table reorganisation add column changed_by uuid references person, add column changed_at timestamptz,
  -- The act's name without its module, as `operation-added`; and the unit, person or answer that it is about.
  add column changed_how text, add column changed_what text;
alter table reorganisation add check ((changed_by is null) = (changed_at is null) and (changed_by is null) = (changed_how is null));
