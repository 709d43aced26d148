-- A unit that was asked has a part of its own for as long as the step is its own. Once that is taken back, its leaders are above again, a group like any other: a class keeps out
-- those of them who do not belong to it, whichever came first, the class or the taking back. A person or a post that was asked has read it, and sees it still (decision 1).
create function app.settle_units_asked(p_document uuid) returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_class uuid;
  v_ended uuid[];
begin
  select c.class_id into v_class from record_class c where c.record_id = p_document;
  with recursive line (unit_id, works) as (
    select h.unit_id, h.state <> 'recalled' from handling h where h.document_id = p_document and h.position_id is null and h.delivery_id is null
    -- What a unit succeeds was asked in its stead.
    union select s.unit_id, l.works from line l join succession s on s.successor_id = l.unit_id
  )
  select array(select app.leaders_of(l.unit_id) from line l group by l.unit_id having not bool_or(l.works)) into v_ended;
  if v_class is null then
    update audience a set reason = 'leader-above'
     where a.record_id = p_document and a.principal = any (v_ended) and a.reason in ('handles', 'directs', 'informed');
  else
    with closed as (
      delete from audience a where a.record_id = p_document and a.principal = any (v_ended) and a.reason in ('handles', 'directs', 'informed')
      returning a.principal, a.list, a.at
    )
    insert into audience (record_id, principal, list, reason, at)
      select p_document, app.in_class(v_class, c.principal, 'leader-above'), c.list, 'leader-above', c.at from closed c
      on conflict (record_id, principal) do nothing;
  end if;
  insert into audience (record_id, principal, list, reason, at)
    select distinct on (h.holder) p_document, h.holder, a.list, case h.role when 'present' then 'directs' when 'inform' then 'informed' else 'handles' end, a.at
      from handling h cross join (select a.list, a.at from audience a where a.record_id = p_document limit 1) a
     where h.document_id = p_document and h.position_id is null and h.delivery_id is null and h.state <> 'recalled'
     order by h.holder, h.role = 'inform'
    on conflict (record_id, principal) do update set reason = excluded.reason where audience.reason = 'leader-above';
end $$;
revoke all on function app.settle_units_asked from public;

-- Whichever act takes a part back, or gives it again.
create function app.unit_asked_changed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.settle_units_asked(new.document_id);
  return null;
end $$;
create trigger unit_asked after update of state on handling for each row
  when (new.position_id is null and new.delivery_id is null and (old.state = 'recalled') <> (new.state = 'recalled'))
  execute function app.unit_asked_changed();

select count(app.settle_units_asked(h.document_id)) from (
  select distinct document_id from handling where state = 'recalled' and position_id is null and delivery_id is null) h;
