-- What comes out of a record of a class was of that class only inside its agency: a part of a task, given on by somebody of another agency, had none, and was seen by the
-- leaders above there and here. Now it goes on, whoever's class it is; who belongs to it is its agency's to say, and who is asked has a part of their own.
create function app.keep_class(p_record uuid, p_from uuid[]) returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from audience a where a.record_id = p_record) then
    raise exception 'a record that somebody sees is classed by whoever answers for it' using errcode = '42501';
  end if;
  insert into record_class (record_id, class_id, set_by)
    select p_record, r.class_id, app.person() from record_class r join confidentiality_class c on c.id = r.class_id and c.active
     where r.record_id = any (p_from) and app.sees(r.record_id) order by r.set_at limit 1;
end $$;
revoke all on function app.keep_class from public;
grant execute on function app.keep_class to mocban_app;
