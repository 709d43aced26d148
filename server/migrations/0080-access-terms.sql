-- Access on terms: by a delegation only within its scope, to some for a time, and inside an agency only to those of a class of confidentiality. All three are
-- principals and rows of the audience, so that every path asks what it asked before.

-- A delegation may be limited to what some units (and those below them) handle or draft, and to documents of some types. Empty: no limit.
alter table delegation add column scope_units uuid[] not null default '{}';
alter table delegation add column scope_types text[] not null default '{}';

-- A record opened to a person, to everybody of a unit and those below it, or to the members of a committee: until the end of a day.
create function app.opened_to(target uuid, last_day date) returns uuid language sql immutable strict parallel safe as $$
  select md5('opened:' || target || ':' || (last_day - date '2000-01-01'))::uuid
$$;
create table opening (
  id uuid primary key default app.new_id(),
  record_id uuid not null,
  list text not null,
  target_kind text not null check (target_kind in ('person', 'unit', 'committee')),
  target uuid not null,
  -- Whoever is of the target on a day up to the last one has this principal: nothing has to run when it is over.
  principal uuid not null generated always as (app.opened_to(target, last_day)) stored,
  first_day date not null default app.today(),
  last_day date not null,
  reason text not null check (reason <> ''),
  opened_at timestamptz not null default app.now(),
  opened_by uuid not null references person,
  opened_position uuid not null references position,
  acting_for uuid references person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  check (last_day >= first_day),
  exclude using gist (record_id with =, target with =, daterange(first_day, last_day, '[]') with &&) where (withdrawn_at is null)
);
-- Each request asks which ends there are for those whom who asks is one of.
create index opening_ends on opening (target, last_day) where withdrawn_at is null;
create index opening_record on opening (record_id, opened_at);

-- A class of confidentiality closes a record to leaders above, clerks and all others who see it by a group, unless they belong to the class. It opens nothing.
create table confidentiality_class (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  name text not null check (name <> ''),
  -- One that is no longer used keeps the records it has.
  active boolean not null default true,
  unique (agency_id, name),
  unique (id, agency_id)
);
-- Who belongs: a post, or everybody of a unit and those below it, or of a committee.
create table confidentiality_member (
  id uuid primary key default app.new_id(),
  class_id uuid not null references confidentiality_class,
  position_id uuid references position,
  unit_id uuid references unit,
  valid tstzrange not null,
  added_by uuid references person,
  check (num_nonnulls(position_id, unit_id) = 1),
  check (not isempty(valid)),
  exclude using gist (class_id with =, position_id with =, valid with &&) where (position_id is not null),
  exclude using gist (class_id with =, unit_id with =, valid with &&) where (unit_id is not null)
);
create index confidentiality_member_position on confidentiality_member (position_id);
create index confidentiality_member_unit on confidentiality_member (unit_id);
-- Types of document that carry a class by themselves in an agency.
create table confidentiality_type (
  agency_id uuid not null references unit,
  type_code text not null references document_type,
  class_id uuid not null,
  primary key (agency_id, type_code),
  foreign key (class_id, agency_id) references confidentiality_class (id, agency_id)
);
-- The class of a document, a task or a work file.
create table record_class (
  record_id uuid primary key,
  class_id uuid not null references confidentiality_class,
  set_by uuid references person,
  set_at timestamptz not null default app.now()
);

-- The principal of those of a group who belong to a class.
create function app.classed(class uuid, principal uuid) returns uuid language sql immutable strict parallel safe as $$
  select md5('classed:' || class || ':' || principal)::uuid
$$;
-- A post's unit and those above it inside its agency, on a day.
create function app.units_of(p_position uuid, p_day date) returns uuid[] language sql stable as $$
  with recursive up (unit_id, parent_id, is_agency) as (
    select v.unit_id, v.parent_id, v.is_agency from position q join unit_version v on v.unit_id = q.unit_id and v.valid @> p_day where q.id = p_position
    union all
    select v.unit_id, v.parent_id, v.is_agency from up join unit_version v on v.unit_id = up.parent_id and v.valid @> p_day where not up.is_agency
  )
  select coalesce(array_agg(unit_id), '{}') from up
$$;
-- The committees on which a person or the post they hold sits.
create function app.committees_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select coalesce(array_agg(m.unit_id), '{}') from committee_member m where m.valid @> p_day and (m.person_id = p_person or m.position_id = p_position)
$$;
-- The classes to which a holder of a post belongs: today as of now, on another day as of its end.
create function app.classes_of(p_person uuid, p_position uuid, p_day date) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct m.class_id), '{}') from confidentiality_member m
   where m.valid @> case when p_day = app.today() then app.now() else (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond' end
     and (m.position_id = p_position or m.unit_id = any (app.units_of(p_position, p_day) || app.committees_of(p_person, p_position, p_day)))
$$;

-- The principals of one holder of one post on one day who belongs to these classes, with why each is one.
create function app.principals_within(p_person uuid, p_position uuid, p_day date, p_classes uuid[])
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  with post as materialized (
    select q.id, q.unit_id, q.agency_id, q.leads, q.capabilities && array['register', 'number'] as keeps,
           -- Administrators administer and see no content, not even what is open to the whole agency.
           not q.capabilities && array['administer'] as reads
      from position q where q.id = p_position
  ), committee as materialized (
    select unnest(app.committees_of(p_person, p_position, p_day)) as id
  ), grouped (principal, kind, unit_id) as materialized (
    select app.everyone_of(q.agency_id), 'everyone', q.agency_id from post q where q.reads
    union all select app.leaders_of(q.unit_id), 'leaders', q.unit_id from post q where q.leads
    union all select app.clerks_of(q.agency_id), 'clerks', q.agency_id from post q where q.keeps
    union all select app.members_of(c.id), 'members', c.id from committee c
  ), target (id, unit_id) as (
    select p_person, null::uuid
    union all select u, u from post q cross join lateral unnest(app.units_of(q.id, p_day)) u where q.reads
    union all select c.id, c.id from committee c
  )
  select p_person, 'person', null::uuid
  union all select q.id, 'position', q.unit_id from post q
  union all select g.principal, g.kind, g.unit_id from grouped g
  union all select app.classed(c, g.principal), 'classed', g.unit_id from unnest(p_classes) c cross join grouped g
  union all select distinct app.opened_to(t.id, o.last_day), 'opened', t.unit_id from target t
    join opening o on o.target = t.id and o.last_day >= p_day and o.withdrawn_at is null
$$;
create or replace function app.principals_of(p_person uuid, p_position uuid, p_day date)
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  select * from app.principals_within(p_person, p_position, p_day, app.classes_of(p_person, p_position, p_day))
$$;

-- The delegation by which who asks acts, whether it has a scope, and what that is.
create function app.delegation() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.delegation', true), '')::uuid
$$;
create function app.acting_for() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.acting_for', true), '')::uuid
$$;
create function app.scoped() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.scoped', true), '') = 'on'
$$;
create function app.scope_principals() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.scope_principals', true), '')::uuid[]
$$;
create function app.scope_types() returns text[] language sql stable parallel safe as $$
  select nullif(current_setting('app.scope_types', true), '')::text[]
$$;
-- Whether a record is within that scope. What a unit and those below it handle or draft, its leaders see: by that row it is known. A scope of types holds
-- documents only; one that is just being written counts until its type is known (the trigger `within_scope` looks again).
create function app.in_scope(p_record uuid) returns boolean language plpgsql stable parallel safe cost 1 security definer set search_path = public, app, pg_temp as $$
begin
  if app.scope_principals() is not null
     and not exists (select from audience a where a.record_id = p_record and a.principal = any (app.scope_principals())) then return false; end if;
  return app.scope_types() is null
    or exists (select from document d where d.id = p_record and d.type_code = any (app.scope_types()))
    or (exists (select from audience a where a.record_id = p_record and a.list in ('incoming', 'outgoing', 'internal'))
        and not exists (select from document d where d.id = p_record));
end $$;
alter policy mine on audience using (principal = any ((select app.principals())::uuid[]) and (not (select app.scoped()) or app.in_scope(record_id)));

-- Whether who asks sees a record: for functions that run as the tables' owner.
create function app.sees(p_record uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from audience a where a.record_id = p_record and a.principal = any (app.principals())) and (not app.scoped() or app.in_scope(p_record))
$$;

create or replace function app.act_as(p_person uuid, p_position uuid, p_delegation uuid, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_day date;
  v_principals uuid[];
  v_classes uuid[];
  v_units uuid[];
  v_types text[];
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  v_day := app.today();
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         case when d.id is null then q.capabilities else array(select unnest(q.capabilities) intersect select unnest(d.capabilities)) end,
         q.leads, d.from_person_id, r.full_name, coalesce(d.scope_units, '{}'), coalesce(d.scope_types, '{}')
    into person_id, full_name, language, position_id, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name,
         v_units, v_types
    from person h
    join position q on q.id = p_position and q.valid @> v_day
    join unit_version u on u.unit_id = q.unit_id and u.valid @> v_day
    join unit_version a on a.unit_id = q.agency_id and a.valid @> v_day
    left join delegation d on d.id = p_delegation and d.to_person_id = h.id and d.from_position_id = q.id and d.valid @> app.now()
    left join person r on r.id = d.from_person_id
   where h.id = p_person and h.active
     and case when p_delegation is null
       then exists (select from appointment x where x.person_id = h.id and x.position_id = q.id and x.valid @> v_day)
       else d.id is not null and exists (select from appointment x where x.person_id = d.from_person_id and x.position_id = q.id and x.valid @> v_day)
     end;
  if not found then return; end if;
  v_classes := app.classes_of(coalesce(acting_for, person_id), p_position, v_day);
  -- Who acts for another is never let into a class to which they do not belong themselves.
  if acting_for is not null and v_classes <> '{}' then
    v_classes := array(select unnest(v_classes) intersect
      select unnest(app.classes_of(p_person, x.position_id, v_day)) from appointment x where x.person_id = p_person and x.valid @> v_day);
  end if;
  select array_agg(distinct p.principal) into v_principals
    from (select * from app.principals_within(coalesce(acting_for, person_id), p_position, v_day, v_classes)
          union all select p_person, 'person', null) p;
  perform set_config('app.person', p_person::text, true), set_config('app.position', p_position::text, true),
          set_config('app.agency', agency_id::text, true), set_config('app.principals', v_principals::text, true),
          set_config('app.capabilities', capabilities::text, true), set_config('app.acting_for', coalesce(acting_for::text, ''), true),
          set_config('app.delegation', coalesce(p_delegation::text, ''), true),
          set_config('app.scoped', case when v_units <> '{}' or v_types <> '{}' then 'on' else '' end, true),
          set_config('app.scope_types', case when v_types <> '{}' then v_types::text else '' end, true),
          set_config('app.scope_principals', case when v_units <> '{}' then (
            select array_agg(p)::text from unnest(v_units) u cross join lateral (
              select app.leaders_of(u) as p union all
              select app.classed(c.id, app.leaders_of(u)) from confidentiality_class c where c.agency_id = act_as.agency_id) l)
            else '' end, true);
  return next;
end $$;

-- A service account that may not register loses the clerks' view, of classed records too.
create or replace function app.act_as_session(p_token_hash bytea, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text, fresh boolean
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  s record;
  a record;
  v_scopes text[];
begin
  select * into s from app.live_session(p_token_hash);
  if s.id is null then return; end if;
  perform set_config('app.session', s.id::text, true);
  if s.seen_at < now() - interval '1 minute' then update session x set seen_at = now() where x.id = s.id; end if;
  select x.scopes into v_scopes from session x where x.id = s.id;
  if v_scopes is null then
    return query select b.*, s.fresh from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now) b;
    return;
  end if;
  select * into a from app.act_as(s.person_id, s.position_id, s.delegation_id, p_now);
  if a.person_id is null then return; end if;
  a.capabilities := array(select unnest(a.capabilities) intersect select unnest(v_scopes));
  perform set_config('app.capabilities', a.capabilities::text, true);
  if not a.capabilities && array['register', 'number'] then
    perform set_config('app.principals', array(select unnest(app.principals()) except (select app.clerks_of(a.agency_id) union all
      select app.classed(c.id, app.clerks_of(a.agency_id)) from confidentiality_class c where c.agency_id = a.agency_id))::text, true);
  end if;
  return query select a.person_id, a.full_name, a.language, a.position_id, a.position_title, a.unit_id, a.unit_name, a.agency_id, a.agency_name,
                      a.capabilities, a.leads, a.acting_for, a.acting_for_name, s.fresh;
end $$;

-- Reasons that are not somebody's own part in a record but a group's: of a record with a class they hold for those of the group who belong to it.
create function app.in_class(p_class uuid, p_principal uuid, p_reason text) returns uuid language sql immutable parallel safe as $$
  select case when p_class is not null and p_reason in ('leader-above', 'clerk', 'opened') then app.classed(p_class, p_principal) else p_principal end
$$;

create or replace function app.grant_audience(p_record uuid, p_list text, p_at timestamptz, p_principals uuid[], p_reasons text[])
returns void language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_class uuid;
begin
  if session_user <> 'mocban_worker' and exists (select from audience a where a.record_id = p_record offset 0) and not app.sees(p_record) then
    raise exception 'the audience of a record is widened only by someone who sees it' using errcode = '42501';
  end if;
  select c.class_id into v_class from record_class c where c.record_id = p_record;
  insert into audience (record_id, principal, list, reason, at)
    select p_record, app.in_class(v_class, p.principal, p.reason), p_list, p.reason, p_at
    from unnest(p_principals, p_reasons) as p (principal, reason) where p.principal is not null
    on conflict (record_id, principal) do nothing;
  if app.scoped() and not app.in_scope(p_record) then
    raise exception 'outside the scope of the delegation' using errcode = 'MB003';
  end if;
end $$;

-- Nothing is begun by a delegation that it would not show.
create function app.must_be_in_scope() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not app.in_scope(new.id) then
    raise exception 'outside the scope of the delegation' using errcode = 'MB003';
  end if;
  return null;
end $$;
create trigger within_scope after insert or update of type_code on document for each row when (app.scoped())
  execute function app.must_be_in_scope();
-- What waits in the queue of arrivals is in no scope yet; nor is what concerns a group without a record.
alter policy recipient_clerks on delivery using (
  recipient_agency_id = (select app.agency()) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[]) and not (select app.scoped())
  -- Once registered it is shown to who sees what was registered.
  and incoming_id is null);
alter policy recipient_takes on delivery using (
  recipient_agency_id = (select app.agency()) and app.clerks_of(recipient_agency_id) = any ((select app.principals())::uuid[]) and not (select app.scoped()));
alter policy concerned on event using (record_id is null and (concerns && (select app.principals())::uuid[])
  and (not (select app.scoped()) or (select app.person()) = any (concerns)));

do $$ declare t text; begin
  foreach t in array array['opening', 'confidentiality_class', 'confidentiality_member', 'confidentiality_type', 'record_class'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select on %I to mocban_app', t);
    execute format('grant select, insert, update on %I to mocban_worker', t);
  end loop;
  -- Which classes an agency has and who belongs is known inside it.
  foreach t in array array['confidentiality_class', 'confidentiality_type'] loop
    execute format('create policy of_agency on %I for select to mocban_app using (agency_id = (select app.agency()))', t);
    execute format('create policy administer on %I to mocban_app using (agency_id = (select app.agency()) and (select app.can(''administer'')))
      with check (agency_id = (select app.agency()) and (select app.can(''administer'')))', t);
  end loop;
end $$;
create policy of_class on confidentiality_member for select to mocban_app using (exists (select from confidentiality_class c where c.id = class_id));
create policy administer on confidentiality_member to mocban_app
  using ((select app.can('administer')) and exists (select from confidentiality_class c where c.id = class_id and c.agency_id = (select app.agency())))
  with check ((select app.can('administer')) and exists (select from confidentiality_class c where c.id = class_id and c.agency_id = (select app.agency())));
grant insert, update on confidentiality_class, confidentiality_member to mocban_app;
grant insert, delete on confidentiality_type to mocban_app;
create policy of_record on opening for select to mocban_app using (exists (select from audience a where a.record_id = opening.record_id offset 0));
create policy of_record on record_class for select to mocban_app using (exists (select from audience a where a.record_id = record_class.record_id offset 0));
