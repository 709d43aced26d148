-- Until when somebody could see a record: also where an opening ran out, or they left the class that let them. It was told as lasting still. And since when: not before they joined it.
-- As in 0110, with when one joined and left.
create or replace function app.who_could_see(p_record uuid, p_day date)
returns table (person_id uuid, position_id uuid, acting_for uuid, reason text, since timestamptz, until timestamptz)
language sql stable set search_path = public, app, pg_temp as $$
  with recursive day as (
    select p_day::timestamp at time zone 'Asia/Ho_Chi_Minh' as begins, (p_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as ends
  ), opened as (
    select a.principal, a.reason, coalesce(a.since, least(a.at, app.now())) as since, null::timestamptz as until from audience a where a.record_id = p_record
    union all
    select a.principal, a.reason, a.since, a.until from audience_past a where a.record_id = p_record
  ), open as (
    select o.* from opened o, day where o.since < day.ends and (o.until is null or o.until > day.begins)
  ), line (heir, id, since) as (
    -- Whom each unit succeeded, directly or not, and since when this stands here.
    select s.successor_id, s.unit_id, s.made_at from succession s where s.from_day <= p_day
    union select s.successor_id, l.id, greatest(l.since, s.made_at) from line l join succession s on s.unit_id = l.heir and s.from_day <= p_day
  ), agency_line as materialized (
    -- An agency succeeds what its units succeed, where that was an agency.
    select v.agency_id as heir, l.id, min(l.since) as since from line l join unit_version v on v.unit_id = l.heir and v.valid @> p_day
     where l.id <> v.agency_id and exists (select from unit_version o where o.unit_id = l.id and o.is_agency) group by 1, 2
  ), post_line (heir, id, since) as (
    select s.successor_id, s.position_id, s.made_at from post_succession s where s.from_day <= p_day
    union select s.successor_id, l.id, greatest(l.since, s.made_at) from post_line l join post_succession s on s.position_id = l.heir and s.from_day <= p_day
  ), post as (
    -- A post as it was: each earlier state of it until it was changed, then as it is.
    select q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, q.valid,
      coalesce((select max(p.until) from position_past p where p.position_id = q.id), '-infinity') as since, 'infinity'::timestamptz as until from position q
    union all
    select p.position_id, p.unit_id, p.agency_id, p.leads, p.capabilities, p.valid,
      lag(p.until, 1, '-infinity') over (partition by p.position_id order by p.until), p.until from position_past p
  ), holding as materialized (
    select x.person_id, x.position_id from appointment x where x.valid @> p_day
  ), term as materialized (
    select o.target, o.principal, (o.last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as left_at from opening o where o.record_id = p_record and p_day between o.first_day and o.last_day
  ), below (root, unit_id, since) as (
    -- Who belongs to a unit belongs to those above it inside its agency, and who belongs to a unit's heir to the unit.
    select t.target, t.target, '-infinity'::timestamptz from term t
    union select m.unit_id, m.unit_id, '-infinity' from confidentiality_member m where m.unit_id is not null
    union select b.root, x.unit_id, greatest(b.since, x.since) from below b join (
      select v.parent_id as of, v.unit_id, '-infinity'::timestamptz as since from unit_version v where v.valid @> p_day and not v.is_agency
      union all select s.unit_id, s.successor_id, s.made_at from succession s where s.from_day <= p_day) x on x.of = b.unit_id
  ), held as materialized (
    select x.person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, null::uuid as acting_for, q.since, q.until,
           '{}'::uuid[] as scope_units, '{}'::text[] as scope_types
      from post q join holding x on x.position_id = q.id where q.valid @> p_day
    union all
    select d.to_person_id, q.id, q.unit_id, q.agency_id, q.leads, q.capabilities, d.from_person_id,
      greatest(q.since, lower(d.valid)), least(q.until, upper(d.valid)), d.scope_units, d.scope_types from delegation d
      join post q on q.id = d.from_position_id
      join holding x on x.person_id = d.from_person_id and x.position_id = q.id
     where q.valid @> p_day
  ), seat as materialized (
    -- Who sits on a committee sits on those it succeeds.
    select m.person_id, m.position_id, m.unit_id, '-infinity'::timestamptz as since from committee_member m where m.valid @> p_day
    union all
    select m.person_id, m.position_id, l.id, l.since from committee_member m join line l on l.heir = m.unit_id where m.valid @> p_day
  ), belongs as materialized (
    -- Who belonged to a class in which of their posts, and when; and when they joined and left, as it is told.
    select m.class_id, x.person_id, x.position_id, lower(m.valid) as since, coalesce(upper(m.valid), 'infinity') as until, lower(m.valid) as joined_at, upper(m.valid) as left_at
      from confidentiality_member m join holding x on x.position_id = m.position_id
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), l.since), coalesce(upper(m.valid), 'infinity'), lower(m.valid), upper(m.valid)
      from confidentiality_member m join post_line l on l.id = m.position_id join holding x on x.position_id = l.heir
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), q.since, b.since), least(coalesce(upper(m.valid), 'infinity'), q.until), lower(m.valid), upper(m.valid)
      from confidentiality_member m join below b on b.root = m.unit_id join post q on q.unit_id = b.unit_id and q.valid @> p_day join holding x on x.position_id = q.id
    union all
    select m.class_id, x.person_id, x.position_id, greatest(lower(m.valid), c.since), coalesce(upper(m.valid), 'infinity'), lower(m.valid), upper(m.valid)
      from confidentiality_member m join seat c on c.unit_id = m.unit_id
      join holding x on x.person_id = c.person_id or x.position_id = c.position_id
  ), part as materialized (
    -- Of which groups each is in their post.
    select h.*, g.kind, g.of, g.since as part_since from held h cross join lateral (
      select 'everyone' as kind, h.agency_id as of, h.since where not h.capabilities && array['administer']
      union all select 'leaders', h.unit_id, h.since where h.leads
      union all select 'clerks', h.agency_id, h.since where h.capabilities && array['register', 'number']
      union all select 'members', m.unit_id, greatest(h.since, m.since) from seat m
        where m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id) g
  ), heirs as materialized (
    select k.kind, l.heir, l.id, l.since from line l cross join (values ('leaders')) k (kind)
    union all select k.kind, l.heir, l.id, l.since from agency_line l cross join (values ('everyone'), ('clerks')) k (kind)
  ), grouped as materialized (
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id, g.since, g.until,
           case g.kind when 'everyone' then app.everyone_of(g.of) when 'leaders' then app.leaders_of(g.of) when 'clerks' then app.clerks_of(g.of)
                       else app.members_of(g.of) end as principal
      from (
        select p.person_id, p.id, p.acting_for, p.scope_units, p.scope_types, p.agency_id, p.until, p.kind, p.of, p.part_since as since from part p
        union all
        select p.person_id, p.id, p.acting_for, p.scope_units, p.scope_types, p.agency_id, p.until, p.kind, l.id, greatest(p.part_since, l.since)
          from part p join heirs l on l.kind = p.kind and l.heir = p.of) g
  ), stood as materialized (
    -- The same as app.act_as and app.principals_within, on that day.
    select h.person_id, h.id as position_id, h.acting_for, h.scope_units, h.scope_types, h.agency_id, greatest(h.since, p.since) as since, h.until, p.principal, null::timestamptz as joined_at, p.left_at
      from held h cross join lateral (
      select h.person_id as principal, h.since, null::timestamptz as left_at
      union all select h.acting_for, h.since, null where h.acting_for is not null
      union all select h.id, h.since, null
      union all select t.principal, h.since, t.left_at from term t where t.target = coalesce(h.acting_for, h.person_id)
      union all select t.principal, m.since, t.left_at from term t join seat m on m.unit_id = t.target
        where m.person_id = coalesce(h.acting_for, h.person_id) or m.position_id = h.id
      union all select t.principal, b.since, t.left_at from term t join below b on b.root = t.target and b.unit_id = h.unit_id
        where not h.capabilities && array['administer']
    ) p
    union all
    select h.person_id, h.id, h.acting_for, h.scope_units, h.scope_types, h.agency_id, greatest(h.since, l.since), h.until, l.id, null, null
      from held h join post_line l on l.heir = h.id
    union all
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id, g.since, g.until, g.principal, null, null from grouped g
    union all
    select g.person_id, g.id, g.acting_for, g.scope_units, g.scope_types, g.agency_id,
           greatest(g.since, b.since, own.since), least(g.until, b.until, own.until), app.classed(b.class_id, g.principal),
           greatest(b.joined_at, own.joined_at), least(b.left_at, own.left_at)
      from grouped g join belongs b on b.person_id = coalesce(g.acting_for, g.person_id) and b.position_id = g.id
      left join belongs own on g.acting_for is not null and own.person_id = g.person_id and own.class_id = b.class_id
     where g.acting_for is null or own.person_id is not null
  )
  select s.person_id, s.position_id, s.acting_for, o.reason, min(greatest(o.since, s.joined_at)), case when bool_or(e.until is null) then null else max(e.until) end
    from day, stood s join open o on o.principal = s.principal
    -- What an opening was for, or a class let them see, is over when its time is, whether or not anybody has acted.
    cross join lateral (select least(o.until, case when s.left_at <= app.now() then s.left_at end) as until) e
   -- At one and the same moment of the day: the record was open to the post, and the post was what it was.
   where greatest(s.since, o.since, day.begins) < least(s.until, o.until, day.ends)
     -- And within what was delegated.
     and (s.scope_types = '{}' or exists (select from document d where d.id = p_record and d.type_code = any (s.scope_types)))
     and (s.scope_units = '{}' or exists (
       select from open w join (select unnest(s.scope_units) as id, '-infinity'::timestamptz as since
                                union all select l.id, l.since from line l where l.heir = any (s.scope_units)) u
            on w.principal = app.leaders_of(u.id)
          or w.principal in (select app.classed(c.id, app.leaders_of(u.id)) from confidentiality_class c)
        where greatest(s.since, o.since, w.since, u.since, day.begins) < least(s.until, o.until, w.until, day.ends)))
   group by 1, 2, 3, 4
$$;
