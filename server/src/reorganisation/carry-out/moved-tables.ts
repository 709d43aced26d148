import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

export interface MovedUnit {
  old: string
  new: string
  old_agency: string
  new_agency: string
  /** Whose leaders have what the leaders of the old one held. */
  group_unit: string
  /** The old one is the main predecessor of a new agency, which takes its rules and settings. */
  main: boolean
  /** Its books are written on in by the new one. */
  continues: boolean
}

export interface MovedPost {
  old: string
  /** Null: nobody follows; the leaders of `unit_id` have what it held. */
  new: string | null
  /** Who answers for what only a post can: the one that follows, else the head of the unit. */
  stand_in: string | null
  unit_id: string
  agency_id: string
  person_id: string | null
  /** Its delegations hold for the post that follows. */
  carries: boolean
}

/** Leaders who see what was passed on to their unit without succeeding a leader who saw it before. */
export interface NewSight {
  holder_unit: string | null
  holder_post: string | null
  leaders_of: string
}

/**
 * The tables of the transaction by which every module passes on what is theirs: units and posts with those that follow, and from both who holds
 * open work (`moved_holder`); `passed` is what was passed on.
 */
export async function makeMovedTables(tx: Tx, units: MovedUnit[], posts: MovedPost[]): Promise<void> {
  await sql`
    create temp table moved_unit (old uuid primary key, new uuid not null, old_agency uuid not null, new_agency uuid not null, group_unit uuid not null,
                                  main boolean not null, continues boolean not null) on commit drop`.execute(tx)
  await sql`
    create temp table moved_post (old uuid primary key, new uuid, stand_in uuid, unit_id uuid not null, agency_id uuid not null, person_id uuid,
                                  carries boolean not null) on commit drop`.execute(tx)
  await sql`
    create temp table moved_holder (old uuid primary key, holder uuid not null, unit_id uuid not null, agency_id uuid not null, position_id uuid, person_id uuid)
    on commit drop`.execute(tx)
  await sql`
    create temp table passed (record_id uuid, list text not null, kind text not null, holder uuid, from_unit uuid not null, to_unit uuid not null,
                              at timestamptz not null, closed boolean not null default false, primary key (record_id, holder)) on commit drop`.execute(
    tx,
  )
  await sql`create temp table returned_draft (id uuid primary key) on commit drop`.execute(tx)
  await sql`insert into moved_unit select * from jsonb_populate_recordset(null::moved_unit, ${JSON.stringify(units)}::jsonb)`.execute(
    tx,
  )
  await sql`insert into moved_post select * from jsonb_populate_recordset(null::moved_post, ${JSON.stringify(posts)}::jsonb)`.execute(
    tx,
  )
  await sql`
    insert into moved_holder
    select p.old, coalesce(p.new, app.leaders_of(coalesce(u.group_unit, p.unit_id))), coalesce(case when p.new is null then u.group_unit end, p.unit_id),
           p.agency_id, p.new, p.person_id
      from moved_post p left join position q on q.id = p.old left join moved_unit u on u.old = q.unit_id
    union all
    select app.leaders_of(u.old), app.leaders_of(u.group_unit), u.group_unit, u.new_agency, null, null from moved_unit u
    union all
    select app.members_of(u.old), app.members_of(u.new), u.new, u.new_agency, null, null from moved_unit u`.execute(tx)
  for (const table of ['moved_unit', 'moved_post', 'moved_holder']) await sql`analyze ${sql.table(table)}`.execute(tx)
}

/** Opens what was passed on to the leaders who did not see it before, nothing else; a record with a class to those of them alone who belong to it. */
export async function openToNewLeaders(tx: Tx, sights: NewSight[]): Promise<void> {
  await sql`
    insert into audience (record_id, principal, list, reason, at)
    select distinct p.record_id, app.in_class(c.class_id, app.leaders_of(s.leaders_of), 'leader-above'), p.list, 'leader-above', p.at
      from jsonb_to_recordset(${JSON.stringify(sights)}::jsonb) s (holder_unit uuid, holder_post uuid, leaders_of uuid)
      join passed p on p.holder = coalesce(s.holder_post, app.leaders_of(s.holder_unit)) and not p.closed
      left join record_class c on c.record_id = p.record_id
    on conflict (record_id, principal) do nothing`.execute(tx)
}

/** Each record's trail tells from where it came to whom, once. */
export async function tellRecords(tx: Tx, by: { personId: string; positionId: string }): Promise<void> {
  await sql`
    insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data)
    with named as materialized (${named(sql`select from_unit from passed union select to_unit from passed`)})
    select t.agency_id, ${by.personId}, ${by.positionId}, p.kind, p.record_id, p.list, jsonb_build_object('from', f.name, 'to', t.name)
      from (select distinct on (record_id) * from passed order by record_id, kind = 'document.draft-sent-back' desc, holder) p
      join named f on f.id = p.from_unit join named t on t.id = p.to_unit`.execute(tx)
}

/** Units by their last names, with that of their agency: every commune has an office of one name. */
export const named = (units: ReturnType<typeof sql>) => sql`
  select u.id, v.agency_id, v.name || coalesce(', ' || a.name, '') as name from (${units}) u (id)
    join lateral (select name, agency_id from unit_version v where v.unit_id = u.id order by v.valid desc limit 1) v on true
    left join lateral (select name from unit_version a where a.unit_id = v.agency_id and a.unit_id <> u.id order by a.valid desc limit 1) a on true`
