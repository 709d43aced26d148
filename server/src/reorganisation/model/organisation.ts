import type { unitKinds } from '@mocban/contract/organisation'
import type { appointmentKinds } from '@mocban/contract/organisation-chart'
import type { Capability } from '@mocban/contract/route'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/** The organisation as it stands on the day of a plan, and what is known to come after that day. */

export interface UnitThen {
  id: string
  kind: (typeof unitKinds)[number]
  isAgency: boolean
  agencyId: string
  parentId: string | null
  name: string
  shortName: string
  abbreviation: string
  nameEn: string
  nameUr: string | null
  exchangeCode: string | null
  statisticsCode: string | null
  sealText: string | null
  sealCertificate: string | null
  foundedBy: string | null
  regulations: string | null
  ordinal: number
  from: string | null
  /** The day on which it ends or is otherwise, where that is known already. */
  until: string | null
}

export interface PostThen {
  id: string
  unitId: string
  title: string
  titleEn: string | null
  leads: boolean
  rank: number
  capabilities: Capability[]
  /** Its first day. */
  from: string | null
}

export interface HolderThen {
  appointmentId: string
  personId: string
  fullName: string
  positionId: string
  kind: (typeof appointmentKinds)[number]
  from: string | null
  /** Another system, not a person. */
  service: boolean
}

export interface Organisation {
  units: Map<string, UnitThen>
  /** Names of units that are not there on the day, for telling so. */
  absent: Map<string, string>
  children: Map<string, UnitThen[]>
  posts: Map<string, PostThen>
  postsOf: Map<string, PostThen[]>
  holders: Map<string, HolderThen[]>
}

export async function loadOrganisation(tx: Tx, day: string): Promise<Organisation> {
  const { rows: units } = await sql<UnitThen>`
    select v.unit_id as id, v.kind, v.is_agency as "isAgency", v.agency_id as "agencyId", v.parent_id as "parentId", v.name, v.short_name as "shortName",
           v.abbreviation, v.name_en as "nameEn", v.name_ur as "nameUr", v.exchange_code as "exchangeCode", v.statistics_code as "statisticsCode",
           v.seal_text as "sealText", v.seal_certificate as "sealCertificate", v.founded_by as "foundedBy", v.regulations, v.ordinal,
           lower(v.valid)::text as from, upper(v.valid)::text as until
      from unit_version v where v.valid @> ${day}::date order by v.ordinal, v.name, v.unit_id`.execute(tx)
  const { rows: absent } = await sql<{ id: string; name: string }>`
    select distinct on (v.unit_id) v.unit_id as id, v.name from unit_version v
     where not exists (select from unit_version w where w.unit_id = v.unit_id and w.valid @> ${day}::date) order by v.unit_id, v.valid desc`.execute(
    tx,
  )
  const { rows: posts } = await sql<PostThen>`
    select q.id, q.unit_id as "unitId", q.title, q.title_en as "titleEn", q.leads, q.rank, q.capabilities, lower(q.valid)::text as from
      from position q where q.valid && daterange(${day}::date, null) order by q.rank, q.title, q.id`.execute(tx)
  const { rows: holders } = await sql<HolderThen>`
    select x.id as "appointmentId", x.person_id as "personId", h.full_name as "fullName", x.position_id as "positionId", x.kind, lower(x.valid)::text as from, h.service
      from appointment x join person h on h.id = x.person_id
     where x.valid && daterange(${day}::date, null) order by x.kind = 'main' desc, lower(x.valid), h.full_name, x.id`.execute(
    tx,
  )
  return {
    units: new Map(units.map((unit) => [unit.id, unit])),
    absent: new Map(absent.map((unit) => [unit.id, unit.name])),
    children: groupBy(units, (unit) => unit.parentId),
    posts: new Map(posts.map((post) => [post.id, post])),
    postsOf: groupBy(posts, (post) => post.unitId),
    holders: groupBy(holders, (holder) => holder.positionId),
  }
}

export function groupBy<T>(items: T[], key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    if (name === null) continue
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}
