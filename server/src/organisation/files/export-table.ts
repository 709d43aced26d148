import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { heldByPeople } from '../held-by-people.ts'
import { appointmentWords } from './import-people.ts'
import { capabilityWords } from './import-posts.ts'
import { exportTraining } from './import-training.ts'
import { kindWords } from './import-units.ts'
import type { Kind } from './tables.ts'

type Row = Record<string, string>
const yes = (value: unknown) => (value ? 'x' : '')

/** Units, posts, people or their training of today in the agencies that who asks administers, in the words that an import understands. */
export async function exportRows(tx: Tx, kind: Kind): Promise<Row[]> {
  if (kind === 'units') return units(tx)
  if (kind === 'training') return exportTraining(tx)
  return kind === 'positions' ? positions(tx) : people(tx)
}

/** The agencies that who asks administers: asked for once each, not for each row. */
const mine = sql`(select m.id from unit_now m where m.is_agency and app.administers(m.id))`

/** A unit's name inside its agency; none for the agency itself. */
const inside = sql`case when u.is_agency then '' else u.name end`

async function units(tx: Tx): Promise<Row[]> {
  const { rows } = await sql<Row & { kind: keyof typeof kindWords; agency: boolean }>`
    with recursive down (id, place) as (
      select u.id, array[u.ordinal] from unit_now u where u.parent_id is null
      union all
      select u.id, d.place || u.ordinal from down d join unit_now u on u.parent_id = d.id
    )
    select u.name, coalesce(a.exchange_code, '') as "agencyCode", case when p.is_agency then '' else coalesce(p.name, '') end as parent, u.kind,
           u.is_agency as agency, u.short_name as "shortName", u.abbreviation, u.name_en as "nameEn", coalesce(u.exchange_code, '') as "exchangeCode"
      from down d join unit_now u on u.id = d.id left join unit_now p on p.id = u.parent_id left join unit_now a on a.id = p.agency_id
     where u.agency_id in ${mine} order by d.place, u.name`.execute(tx)
  return rows.map(({ agency, kind, ...row }) => ({ ...row, kind: kindWords[kind], isAgency: yes(agency) }) as Row)
}

async function positions(tx: Tx): Promise<Row[]> {
  const { rows } = await sql<Row & { leads: boolean; may: (keyof typeof capabilityWords)[] }>`
    select a.exchange_code as "agencyCode", ${inside} as unit, q.title, coalesce(q.title_en, '') as "titleEn", q.leads, q.rank::text, q.capabilities as may,
           count(*)::text as count
      from position q join unit_now u on u.id = q.unit_id join unit_now a on a.id = q.agency_id
     where q.valid @> app.today() and q.agency_id in ${mine} and ${heldByPeople}
     group by a.exchange_code, a.ordinal, u.ordinal, u.is_agency, u.name, q.title, q.title_en, q.leads, q.rank, q.capabilities
     order by a.ordinal, u.ordinal, q.leads desc, q.rank, q.title`.execute(tx)
  return rows.map(
    ({ leads, may, ...row }) =>
      ({ ...row, leads: yes(leads), capabilities: may.map((one) => capabilityWords[one]).join(', ') }) as Row,
  )
}

async function people(tx: Tx): Promise<Row[]> {
  const { rows } = await sql<Row & { kind: keyof typeof appointmentWords }>`
    select h.full_name as "fullName", h.user_name as "userName", coalesce(h.email, '') as email, a.exchange_code as "agencyCode", ${inside} as unit, q.title, x.kind
      from appointment x join person h on h.id = x.person_id join position q on q.id = x.position_id
      join unit_now u on u.id = q.unit_id join unit_now a on a.id = q.agency_id
     where x.valid @> app.today() and h.active and not h.service and q.agency_id in ${mine}
     order by a.ordinal, u.ordinal, q.leads desc, q.rank, h.full_name`.execute(tx)
  return rows.map(({ kind, ...row }) => ({ ...row, kind: appointmentWords[kind] }) as Row)
}
