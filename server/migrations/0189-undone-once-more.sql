-- A mistake that is made and undone, and made and undone once more, leaves nobody in: a part that an undoing has ended counts no longer as a part that somebody had.

alter table handling add column undone boolean not null default false;
comment on column handling.undone is 'Asked by mistake: the act that asked was undone, which closed the document again.';

create or replace function app.close_to(p_document uuid, p_steps uuid[]) returns void
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from handling h where h.id = any (p_steps) and (h.document_id <> p_document or h.state <> 'recalled' or h.asked_by <> app.person())) then
    raise exception 'a document is closed only to whom one asked oneself' using errcode = '42501';
  end if;
  if exists (select from task k where k.origin_document_id = p_document) then return; end if;
  with step as (
    select h.id = any (p_steps) as undone, h.holder, h.person_id, app.leaders_above(h.unit_id) as leaders from handling h
     where h.document_id = p_document and (not h.undone or h.id = any (p_steps))
  ), opened as (
    select undone, holder as principal from step union select undone, person_id from step union select undone, unnest(leaders) from step
  ), kept as (
    select principal from opened where not undone
    union select unnest(app.leaders_above(d.drafting_unit_id)) from document d where d.id = p_document
    union select unnest(app.leaders_above(q.unit_id)) from document d join position q on q.id = d.created_position where d.id = p_document
  )
  delete from audience a using (select class_id from (values (1)) one left join record_class on record_id = p_document) c
   where a.record_id = p_document and a.reason in ('handles', 'directs', 'informed', 'leader-above')
     and a.principal in (select app.in_class(c.class_id, principal, a.reason) from opened where undone)
     and a.principal not in (select app.in_class(c.class_id, principal, a.reason) from kept where principal is not null);
  update handling set undone = true where document_id = p_document and id = any (p_steps);
end $$;
