import type { AuditedAct } from '@mocban/contract/audit'
import { sql } from 'kysely'
import { heldAs } from '../../platform/access/index.ts'
import { after, page, type Tx } from '../../platform/database/index.ts'

export interface ActFilter {
  person?: string | undefined
  record?: string | undefined
  agency?: string | undefined
  kind?: string | undefined
  address?: string | undefined
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
}

/**
 * The acts of the auditor's agency and of those it succeeds, newest first. Everything comes through `audit_event`, which has no more than an auditor may see; who does not audit
 * gets nothing.
 */
export async function listActs(tx: Tx, query: ActFilter & { after?: string | undefined; limit: number }) {
  const conditions = [sql`true`]
  const add = (wanted: unknown, condition: ReturnType<typeof sql>) => {
    if (wanted) conditions.push(condition)
  }
  add(query.person, sql`(e.person_id = ${query.person} or e.acting_for = ${query.person})`)
  add(query.record, sql`e.record_id = ${query.record}`)
  add(query.agency, sql`e.agency_id = ${query.agency}`)
  add(query.kind, sql`e.kind = ${query.kind}`)
  add(query.address, sql`e.address = ${query.address}::inet`)
  // Days are those of Vietnam.
  add(query.from, sql`e.at >= ${query.from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`)
  add(query.to, sql`e.at < (${query.to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`)
  add(
    query.q,
    sql`(e.person_id in (select p.id from person p where app.bare(p.full_name) like '%' || app.bare(${query.q}) || '%')
         or e.record_id = any ((select app.audited_symbol(${query.q}))::uuid[]) or host(e.address) = lower(${query.q}))`,
  )
  const place = after(query.after)
  add(place, sql`(e.at, e.id) < (${place?.at}::timestamptz, ${place?.id}::uuid)`)
  const { rows } = await sql<AuditedAct & { place: string }>`
    with shown as (
      select e.* from audit_event e where ${sql.join(conditions, sql` and `)} order by e.at desc, e.id desc limit ${query.limit + 1}
    )
    select e.id, e.at, e.kind, e.person_id as "personId", p.full_name as who, q.title as position, app.unit_short_name(q.unit_id, e.at) as unit, app.unit_name(e.agency_id, e.at) as agency, f.full_name as "actingFor",
           ${heldAs('e')} as "heldAs",
           host(e.address) as address, e.record_id as "recordId", e.record_list as "recordList", r.name as "recordName", e.data,
           -- With its microseconds: acts of one moment are not shown twice, nor passed over.
           to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
      from shown e
      left join person p on p.id = e.person_id
      left join position q on q.id = e.position_id
      left join person f on f.id = e.acting_for
      left join app.audited_records((select array_agg(distinct s.record_id) from shown s)) r on r.id = e.record_id
     order by e.at desc, e.id desc`.execute(tx)
  return page(
    rows,
    query.limit,
    (row) => ({ at: row.place, id: row.id }),
    ({ place: _, ...row }) => row as AuditedAct,
  )
}
