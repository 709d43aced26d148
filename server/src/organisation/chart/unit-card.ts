import type { CommitteeMember, Succession, UnitCard, UnitPost, UnitVersion } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { heldByPeople } from '../held-by-people.ts'

/**
 * A unit on a day, with what it was called and whose it was on others.
 * @throws request.not-found
 */
export async function unitCard(tx: Tx, input: { id: string; on: string }): Promise<UnitCard> {
  const versions = await unitVersions(tx, input.id)
  const first = versions[0]
  if (!first) throw refuse('request.not-found')
  const now = versions.find((one) => one.from <= input.on && (one.until === null || input.on < one.until)) ?? null
  const { rows } = await sql<{ path: UnitCard['path']; mayChange: boolean }>`
    select app.unit_path(${input.id}, ${input.on}::date) as path, app.administers(${(now ?? first).agencyId}) as "mayChange"`.execute(
    tx,
  )
  return {
    id: input.id,
    on: input.on,
    now,
    versions,
    path: rows[0]?.path ?? [],
    successor: await successor(tx, input.id),
    predecessors: await predecessors(tx, input.id),
    posts: await posts(tx, input),
    members: await members(tx, input),
    // What is past stands: a unit is changed as it is on the day that is shown, today or later.
    mayChange: now !== null && input.on >= clock.today() && (rows[0]?.mayChange ?? false),
  }
}

/** All versions of a unit, oldest first. */
async function unitVersions(tx: Tx, id: string): Promise<UnitVersion[]> {
  const { rows } = await sql<UnitVersion>`
    select coalesce(lower(v.valid), '0001-01-01')::text as from, upper(v.valid)::text as until, v.kind, v.is_agency as "isAgency",
           v.agency_id as "agencyId", v.parent_id as "parentId", v.name, v.short_name as "shortName", v.abbreviation, v.name_en as "nameEn",
           v.name_ur as "nameUr", v.exchange_code as "exchangeCode", v.statistics_code as "statisticsCode", v.seal_text as "sealText",
           v.seal_certificate as "sealCertificate", v.founded_by as "foundedBy", v.regulations, v.ordinal,
           (select a.name from unit_version a where a.unit_id = v.agency_id order by a.valid @> coalesce(lower(v.valid), '0001-01-01') desc, a.valid limit 1) as "agencyName",
           (select p.name from unit_version p where p.unit_id = v.parent_id order by p.valid @> coalesce(lower(v.valid), '0001-01-01') desc, p.valid limit 1) as "parentName"
      from unit_version v where v.unit_id = ${id} order by v.valid`.execute(tx)
  return rows
}

/** Who has what the unit held since it ended. */
async function successor(tx: Tx, id: string): Promise<Succession | null> {
  const { rows } = await sql<Succession>`
    select s.successor_id as id, app.unit_name(s.successor_id, app.today()) as name, s.from_day as from from succession s where s.unit_id = ${id}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The units whose heir it is, under their last names. */
async function predecessors(tx: Tx, id: string): Promise<Succession[]> {
  const { rows } = await sql<Succession>`
    select s.unit_id as id, app.unit_name(s.unit_id, s.from_day) as name, s.from_day as from from succession s where s.successor_id = ${id}
     order by s.from_day desc, name limit 500`.execute(tx)
  return rows
}

async function posts(tx: Tx, input: { id: string; on: string }): Promise<UnitPost[]> {
  const { rows } = await sql<UnitPost>`
    select q.id, q.title, q.title_en as "titleEn", q.leads, q.rank, q.capabilities, lower(q.valid)::text as from, upper(q.valid)::text as until,
           coalesce(held.holders, '[]') as holders
      from position q
      left join lateral (
        select jsonb_agg(jsonb_build_object('appointmentId', x.id, 'personId', h.id, 'fullName', h.full_name, 'kind', x.kind, 'from', lower(x.valid),
                 'until', upper(x.valid), 'decision', x.decision, 'closed', not h.active,
                 'leave', (select jsonb_build_object('id', l.id, 'from', lower(l.valid), 'until', upper(l.valid)) from leave l
                             where l.person_id = h.id and upper(l.valid) > ${input.on}::date order by lower(l.valid) limit 1),
                 'represented', (select r.full_name from delegation d join person r on r.id = d.to_person_id
                                  where d.from_person_id = h.id and d.from_position_id = q.id and d.valid @> app.now() limit 1))
               order by lower(x.valid) > ${input.on}::date, x.kind = 'acting', h.full_name) as holders
          from appointment x join person h on h.id = x.person_id where x.position_id = q.id and not upper(x.valid) <= ${input.on}::date is true
      ) held on true
     where q.unit_id = ${input.id} and q.valid @> ${input.on}::date and ${heldByPeople}
     order by q.leads desc, q.rank, q.title, q.id limit 500`.execute(tx)
  return rows
}

/** Who is a member on the day, and who will be from a later one. */
async function members(tx: Tx, input: { id: string; on: string }): Promise<CommitteeMember[]> {
  const { rows } = await sql<CommitteeMember>`
    select m.id, m.role, m.position_id as "positionId", q.title, u.name as "unitName", coalesce(m.person_id, held.id) as "personId",
           coalesce(h.full_name, held.full_name) as "fullName", lower(m.valid)::text as from, upper(m.valid)::text as until
      from committee_member m
      left join person h on h.id = m.person_id
      left join position q on q.id = m.position_id
      left join unit_version u on u.unit_id = q.unit_id and u.valid @> ${input.on}::date
      left join lateral (select p.id, p.full_name from appointment x join person p on p.id = x.person_id
                          where x.position_id = m.position_id and x.valid @> ${input.on}::date order by x.kind = 'acting' limit 1) held on true
     where m.unit_id = ${input.id} and (m.valid @> ${input.on}::date or lower(m.valid) > greatest(${input.on}::date, app.today()))
     order by lower(m.valid) > ${input.on}::date, array_position(array['head', 'standing-deputy', 'deputy', 'member', 'secretary'], m.role), q.rank, 7 limit 300`.execute(
    tx,
  )
  return rows
}
