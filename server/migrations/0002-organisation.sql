-- Units, positions and people; every attribute valid from-to, so that a record of June 2025 shows the names of June 2025.

create table unit (
  id uuid primary key default app.new_id(),
  created_at timestamptz not null default now()
);

create table unit_version (
  id uuid primary key default app.new_id(),
  unit_id uuid not null references unit,
  valid daterange not null,
  kind text not null check (kind in ('province', 'office', 'department', 'division', 'commune', 'ward', 'public-service', 'party', 'mass-organisation', 'committee')),
  -- An agency issues documents in its own name and has registers and an exchange code; other units belong to one.
  is_agency boolean not null,
  agency_id uuid not null references unit,
  parent_id uuid references unit,
  name text not null check (name <> ''),
  short_name text not null,
  -- As used in symbols: UBND, SKHCN. Not unique alone: every commune is UBND.
  abbreviation text not null,
  name_en text not null,
  name_ur text,
  exchange_code text,
  -- General Statistics Office code of a commune.
  statistics_code text,
  ordinal integer not null default 0,
  check (is_agency = (agency_id = unit_id)),
  check (parent_id <> unit_id),
  check (not isempty(valid)),
  exclude using gist (unit_id with =, valid with &&),
  exclude using gist (exchange_code with =, valid with &&)
);
create index unit_version_parent on unit_version (parent_id);
create index unit_version_agency on unit_version (agency_id);

create view unit_now with (security_invoker = true) as
  select unit_id as id, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, name_ur, exchange_code, statistics_code, ordinal
  from unit_version where valid @> app.today();

create table person (
  id uuid primary key default app.new_id(),
  full_name text not null check (full_name <> ''),
  user_name text not null,
  email text,
  language text not null default 'vi' check (language in ('vi', 'en', 'ur')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  active boolean not null default true,
  created_at timestamptz not null default now()
);
create unique index person_user_name on person (lower(user_name));

create table position (
  id uuid primary key default app.new_id(),
  unit_id uuid not null references unit,
  agency_id uuid not null references unit,
  title text not null check (title <> ''),
  title_en text,
  -- Leaders of a unit see what their unit and the units below it handle.
  leads boolean not null default false,
  -- 1 is the head; among those who lead, the lowest rank is asked first.
  rank smallint not null default 9,
  capabilities text[] not null default '{}',
  valid daterange not null default daterange('2000-01-01', null)
);
create index position_unit on position (unit_id);
create index position_agency on position (agency_id);

create table appointment (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  position_id uuid not null references position,
  kind text not null default 'main' check (kind in ('main', 'concurrent', 'acting')),
  valid daterange not null,
  exclude using gist (person_id with =, position_id with =, valid with &&)
);
create index appointment_person on appointment (person_id);
create index appointment_position on appointment (position_id);

create table committee_member (
  id uuid primary key default app.new_id(),
  unit_id uuid not null references unit,
  person_id uuid references person,
  position_id uuid references position,
  role text not null check (role in ('head', 'standing-deputy', 'deputy', 'member', 'secretary')),
  valid daterange not null,
  check (num_nonnulls(person_id, position_id) = 1)
);
create index committee_member_unit on committee_member (unit_id);

-- One person acts for another for a time; never passed on (Decree 30/2020, Art. 13).
create table delegation (
  id uuid primary key default app.new_id(),
  from_person_id uuid not null references person,
  from_position_id uuid not null references position,
  to_person_id uuid not null references person,
  valid tstzrange not null,
  capabilities text[] not null,
  reason text not null default '',
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (from_person_id <> to_person_id)
);
create index delegation_to on delegation (to_person_id);

-- The principals of one holder of one position on one day, with why each is one.
create function app.principals_of(p_person uuid, p_position uuid, p_day date)
returns table (principal uuid, kind text, unit_id uuid) language sql stable as $$
  select p_person, 'person', null::uuid
  union all select q.id, 'position', q.unit_id from position q where q.id = p_position
  -- Administrators administer and see no content, not even what is open to the whole agency.
  union all select app.everyone_of(q.agency_id), 'everyone', q.agency_id from position q
    where q.id = p_position and not q.capabilities && array['administer']
  union all select app.leaders_of(q.unit_id), 'leaders', q.unit_id from position q where q.id = p_position and q.leads
  union all select app.clerks_of(q.agency_id), 'clerks', q.agency_id from position q where q.id = p_position and q.capabilities && array['register', 'number']
  union all select app.members_of(m.unit_id), 'members', m.unit_id from committee_member m
    where m.valid @> p_day and (m.person_id = p_person or m.position_id = p_position)
$$;

-- Carries who asks into the transaction: checks that the person holds the position (or was delegated it) now, and sets what the policies read.
-- Answers no row where they do not. `p_now` is null but in tests.
create function app.act_as(p_person uuid, p_position uuid, p_delegation uuid, p_now timestamptz)
returns table (
  person_id uuid, full_name text, language text, position_id uuid, position_title text, unit_id uuid, unit_name text, agency_id uuid, agency_name text,
  capabilities text[], leads boolean, acting_for uuid, acting_for_name text
) language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  v_day date;
  v_principals uuid[];
begin
  perform set_config('app.now', coalesce(p_now::text, ''), true);
  v_day := app.today();
  select h.id, h.full_name, h.language, q.id, q.title, q.unit_id, u.name, q.agency_id, a.name,
         case when d.id is null then q.capabilities else array(select unnest(q.capabilities) intersect select unnest(d.capabilities)) end,
         q.leads, d.from_person_id, r.full_name
    into person_id, full_name, language, position_id, position_title, unit_id, unit_name, agency_id, agency_name, capabilities, leads, acting_for, acting_for_name
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
  select array_agg(distinct p.principal) into v_principals
    from (select * from app.principals_of(coalesce(acting_for, person_id), p_position, v_day)
          union all select p_person, 'person', null) p;
  perform set_config('app.person', p_person::text, true), set_config('app.position', p_position::text, true),
          set_config('app.agency', agency_id::text, true), set_config('app.principals', v_principals::text, true),
          set_config('app.capabilities', capabilities::text, true), set_config('app.acting_for', coalesce(acting_for::text, ''), true);
  return next;
end $$;
revoke all on function app.act_as from public;
grant execute on function app.act_as to mocban_app, mocban_worker;

do $$ declare t text; begin
  foreach t in array array['unit', 'unit_version', 'person', 'position', 'appointment', 'committee_member', 'delegation'] loop
    execute format('alter table %I enable row level security', t);
    -- Names of units and colleagues are known to everybody who is signed in, and to nobody else.
    execute format('create policy signed_in on %I for select to mocban_app using ((select app.person()) is not null)', t);
    execute format('create policy administer on %I to mocban_app using ((select app.can(''administer''))) with check ((select app.can(''administer'')))', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_app, mocban_worker', t);
  end loop;
end $$;
-- One changes one's own language and theme.
create policy own on person for update to mocban_app using (id = (select app.person())) with check (id = (select app.person()));
grant select on unit_now to mocban_app, mocban_worker;
