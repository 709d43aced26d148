-- Whoever attaches a file must be able to read it (0004, 0101). Nearly always it is one that they brought themselves, or one that came with an arrival of theirs: these
-- two are policies of `file` among nine, and asked for by themselves, since the question that may be answered by any of the nine is set up with all of them each time.
create or replace function app.must_read_file() returns trigger language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  if exists (select from file_brought b where b.sha256 = new.sha256) then return new; end if;
  if exists (select from dispatch_file f where f.sha256 = new.sha256) then return new; end if;
  if not exists (select from file f where f.sha256 = new.sha256) then
    raise exception 'no such file for the one who attaches it' using errcode = '42501', constraint = 'file.unreadable';
  end if;
  return new;
end $$;
