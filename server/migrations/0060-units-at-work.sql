-- The leader's band of the desk: which units hold work, how much of it is late.

-- The unit that who asks leads in the position they act in, and the units below it inside the agency; nobody else has any.
create function app.units_led() returns uuid[] language sql stable as $$
  with recursive below (unit_id, agency_id) as (
    select q.unit_id, q.agency_id from position q where q.id = app.position() and q.leads
    union
    select v.unit_id, v.agency_id from below b join unit_version v on v.parent_id = b.unit_id and v.agency_id = b.agency_id and v.valid @> app.today()
  )
  select coalesce(array_agg(unit_id), '{}') from below
$$;
-- The posts of those units: what they asked of other agencies is theirs to watch, whoever holds them today.
create function app.posts_led() returns uuid[] language sql stable as $$
  select coalesce(array_agg(q.id), '{}') from position q where q.unit_id = any (app.units_led())
$$;

-- What a unit holds with documents, and what its posts directed to other agencies: both open only, so that they stay as small as the work is.
create index handling_unit_open on handling (unit_id) where ended_at is null and role <> 'inform' and delivery_id is null;
create index handling_directed_out on handling (asked_position) where ended_at is null and role <> 'inform' and delivery_id is not null;
-- The same for tasks.
create index task_unit_open on task (lead_unit_id) where closed_at is null and delivered_at is null;
create index task_assigned_out on task (assigned_position) where closed_at is null and delivered_at is null;
