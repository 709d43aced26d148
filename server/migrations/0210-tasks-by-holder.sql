-- A list of what somebody holds, or has assigned, begins with their own tasks, newest first, instead of with all that they may see: where that is much, theirs may be old and few.
create index task_of_holder on task (holder, listed_at desc, id desc);
create index task_of_lead_person on task (lead_person_id, listed_at desc, id desc) where lead_person_id is not null;
create index task_of_assigner on task (assigned_by, listed_at desc, id desc);
create index task_of_assigning_post on task (assigned_position, listed_at desc, id desc);
-- Contained in `task_of_assigner`.
drop index task_assigned;

-- Where the newest `p_most` of a list end, of what somebody stands for, whatever a filter or the scope of a delegation leaves out: a whole minute, so that it tells nothing of a record. Null
-- where there are no more. Of the index alone, in its order. Within a scope fewer: of each record it is asked what it concerns.
create function app.window_end(p_list text, p_at timestamptz, p_id uuid, p_most int) returns timestamptz
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_principals uuid[] := app.principals();
  v_most int := case when app.scoped() then least(p_most, 2000) else p_most end;
begin
  return (
    select date_trunc('minute', m.at) from unnest(v_principals) p (id) cross join lateral (
      select a.at from audience a
       where a.principal = p.id and a.list = p_list and (a.at, a.record_id) < (coalesce(p_at, 'infinity'), coalesce(p_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       order by a.at desc, a.record_id desc limit v_most) m
     order by m.at desc offset v_most - 1 limit 1);
end $$;
