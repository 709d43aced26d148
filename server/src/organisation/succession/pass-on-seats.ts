import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/**
 * Passes on what hangs on units and posts that a reorganisation ends, other than work: seats on committees, delegations, calendars, accounts,
 * sessions. Reads the transaction's tables `moved_unit` and `moved_post`.
 */
export async function passOnSeats(tx: Tx, day: string): Promise<void> {
  await passOnDelegations(tx)
  await passOnCommittees(tx, day)
  // A new agency takes its main predecessor's calendar and rules of signing in.
  await sql`
    insert into calendar_day (agency_id, day, kind, name, basis)
    select m.new, c.day, c.kind, c.name, c.basis from moved_unit m join calendar_day c on c.agency_id = m.old where m.main`.execute(
    tx,
  )
  await sql`
    insert into working_week (agency_id, valid, days, hours, basis)
    select m.new, c.valid, c.days, c.hours, c.basis from moved_unit m join working_week c on c.agency_id = m.old where m.main`.execute(
    tx,
  )
  await sql`
    insert into sign_in_rule (agency_id, idle_minutes, absolute_hours, fresh_minutes)
    select m.new, r.idle_minutes, r.absolute_hours, r.fresh_minutes from moved_unit m join sign_in_rule r on r.agency_id = m.old where m.main
    on conflict do nothing`.execute(tx)
  await sql`update identity_provider p set agency_id = m.new_agency from moved_unit m where m.old = p.agency_id`.execute(
    tx,
  )
  await sql`
    update service_account s set agency_id = m.agency_id, position_id = m.new from moved_post m where m.old = s.position_id and m.new is not null`.execute(
    tx,
  )
  await passOnDirectory(tx)
  await passOnClasses(tx)
  await passOnStaffing(tx, day)
  await sql`update calendar_feed f set position_id = m.new from moved_post m where m.old = f.position_id and m.new is not null`.execute(
    tx,
  )
}

/**
 * Who is signed in goes on in the post that follows, where it is theirs. The last thing of a reorganisation: whoever asks is noted in their session, and
 * would wait for it.
 */
export async function passOnSessions(tx: Tx): Promise<void> {
  await sql`
    update session s set position_id = m.new from moved_post m
     where m.old = s.position_id and exists (select from appointment x where x.person_id = s.person_id and x.position_id = m.new)`.execute(
    tx,
  )
}

async function passOnDelegations(tx: Tx): Promise<void> {
  await sql`
    insert into delegation (from_person_id, from_position_id, to_person_id, valid, capabilities, scope_units, scope_types, reason, created_by)
    select d.from_person_id, m.new, d.to_person_id, tstzrange(greatest(lower(d.valid), app.now()), upper(d.valid)), d.capabilities,
           array(select distinct app.successor_of(u) from unnest(d.scope_units) u), d.scope_types, d.reason, d.created_by
      from delegation d join moved_post m on m.old = d.from_position_id
     where m.carries and not upper(d.valid) <= app.now()
       and exists (select from appointment x where x.person_id = d.from_person_id and x.position_id = m.new)`.execute(
    tx,
  )
  await sql`
    update delegation d set valid = tstzrange(lower(d.valid), greatest(lower(d.valid), app.now())), ended = true from moved_post m
     where m.old = d.from_position_id and not upper(d.valid) <= app.now()`.execute(tx)
}

/** A seat that goes with a post goes with the post that follows; those of a committee that ends are seats of its successor. */
async function passOnCommittees(tx: Tx, day: string): Promise<void> {
  await sql`
    create temp table moved_seat on commit drop as
    select coalesce(u.new, m.unit_id) as unit_id, m.person_id, case when p.old is null then m.position_id else p.new end as position_id, m.role,
           upper(m.valid) as until, coalesce(u.main, true) as main, m.id
      from committee_member m left join moved_unit u on u.old = m.unit_id left join moved_post p on p.old = m.position_id
     where (u.old is not null or p.old is not null) and m.valid && daterange(${day}::date, null)`.execute(tx)
  await sql`
    update committee_member m set valid = daterange(lower(m.valid), greatest(${day}::date, lower(m.valid) + 1)) from moved_seat s where s.id = m.id`.execute(
    tx,
  )
  for (const role of [sql`s.role`, sql`case when s.role = 'head' then 'member' else s.role end`])
    await sql`
      insert into committee_member (unit_id, person_id, position_id, role, valid)
      select s.unit_id, s.person_id, s.position_id, ${role}, daterange(${day}::date, s.until)
        from moved_seat s where num_nonnulls(s.person_id, s.position_id) = 1
         and exists (select from unit_version v where v.unit_id = s.unit_id and v.kind = 'committee' and v.valid @> ${day}::date)
       order by s.main desc, s.role <> 'head', s.id on conflict do nothing`.execute(tx)
}

/** What a directory provisions is its successor's; where two say the same of one agency, the main predecessor's stays. */
async function passOnDirectory(tx: Tx): Promise<void> {
  await sql`
    update directory_entry e set withdrawn_at = app.now(), changed_at = app.now() from moved_unit m
     where m.old = e.agency_id and e.withdrawn_at is null and not m.main and exists (
       select from directory_entry o left join moved_unit n on n.old = o.agency_id
        where o.resource_id <> e.resource_id and o.withdrawn_at is null and o.kind = e.kind and o.external_id = e.external_id
          and coalesce(n.new_agency, o.agency_id) = m.new_agency and (coalesce(n.main, true) or o.resource_id < e.resource_id))`.execute(
    tx,
  )
  await sql`
    update directory_entry e set resource_id = m.new, changed_at = app.now() from moved_post m where m.old = e.resource_id and e.kind = 'group' and m.new is not null
       and not exists (select from directory_entry o where o.resource_id = m.new)`.execute(tx)
  await sql`
    update directory_entry e set agency_id = m.new_agency, changed_at = app.now() from moved_unit m where m.old = e.agency_id and e.withdrawn_at is null`.execute(
    tx,
  )
}

/** Who belongs to a class of confidentiality belongs to it in what follows; a new agency has the classes of its main predecessor for what is new. */
async function passOnClasses(tx: Tx): Promise<void> {
  await sql`
    insert into confidentiality_class (agency_id, name, active)
    select m.new, c.name, c.active from moved_unit m join confidentiality_class c on c.agency_id = m.old where m.main`.execute(
    tx,
  )
  await sql`
    create temp table moved_member on commit drop as
    select m.id, m.class_id, case when p.old is null then m.position_id else p.new end as position_id, coalesce(u.new, m.unit_id) as unit_id, m.valid, m.added_by
      from confidentiality_member m left join moved_post p on p.old = m.position_id left join moved_unit u on u.old = m.unit_id
     where (p.old is not null or u.old is not null) and not upper(m.valid) <= app.now() is true`.execute(tx)
  await sql`
    update confidentiality_member m set valid = tstzrange(lower(m.valid), app.now()) from moved_member o where o.id = m.id and lower(m.valid) < app.now()`.execute(
    tx,
  )
  await sql`
    insert into confidentiality_member (class_id, position_id, unit_id, valid, added_by)
    select c.id, o.position_id, o.unit_id, tstzrange(greatest(lower(o.valid), app.now()), upper(o.valid)), o.added_by
      from moved_member o cross join lateral (
        select o.class_id as id
        union all
        select n.id from confidentiality_class c join moved_unit m on m.old = c.agency_id and m.main
          join confidentiality_class n on n.agency_id = m.new and n.name = c.name where c.id = o.class_id
      ) c where num_nonnulls(o.position_id, o.unit_id) = 1 on conflict do nothing`.execute(tx)
  await sql`
    insert into confidentiality_type (agency_id, type_code, class_id)
    select m.new, t.type_code, n.id from moved_unit m join confidentiality_type t on t.agency_id = m.old join confidentiality_class c on c.id = t.class_id
      join confidentiality_class n on n.agency_id = m.new and n.name = c.name
     where m.main on conflict do nothing`.execute(tx)
}

/** What a post needs, the post that follows needs; a place in a course is for that post. A new agency has its main predecessor's rules, its courses are the heir's. */
async function passOnStaffing(tx: Tx, day: string): Promise<void> {
  const from = sql`daterange(${day}::date, null)`
  await sql`
    insert into staffing_requirement (position_id, unit_kinds, fields, least_level, certificates, basis, valid, created_by)
    select p.new, r.unit_kinds, r.fields, r.least_level, r.certificates, r.basis, r.valid * ${from}, r.created_by
      from staffing_requirement r join moved_post p on p.old = r.position_id where p.new is not null and r.valid && ${from}
    on conflict do nothing`.execute(tx)
  await sql`
    insert into staffing_requirement (agency_id, title_pattern, unit_pattern, unit_kinds, fields, least_level, certificates, basis, valid, created_by)
    select m.new, r.title_pattern, r.unit_pattern, r.unit_kinds, r.fields, r.least_level, r.certificates, r.basis, r.valid * ${from}, r.created_by
      from staffing_requirement r join moved_unit m on m.old = r.agency_id where m.main and r.valid && ${from}`.execute(
    tx,
  )
  await sql`
    update staffing_requirement r set valid = daterange(lower(r.valid), ${day}::date)
     where (r.position_id in (select old from moved_post) or r.agency_id in (select old from moved_unit))
       and r.valid @> ${day}::date and coalesce(lower(r.valid) < ${day}::date, true)`.execute(tx)
  await sql`
    update course_place c set position_id = p.new from moved_post p where p.old = c.position_id and p.new is not null and c.outcome is null`.execute(
    tx,
  )
  // What is planned, under way or waits for its results; what is over stays with who arranged it.
  await sql`
    update course c set agency_id = m.new_agency from moved_unit m
     where m.old = c.agency_id and c.cancelled_at is null and (upper(c.valid) > ${day}::date
       or exists (select from course_place p where p.course_id = c.id and p.outcome is null))`.execute(tx)
}
