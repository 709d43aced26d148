import type { CountKind, Counts, UnitCounts } from '@mocban/contract/reorganisation-check'
import { sql } from 'kysely'
import { heldByPeople } from '../../organisation/index.ts'
import type { Tx } from '../../platform/database/index.ts'

/** What units hold, by unit and kind: each kind is counted once over all of them. Whatever an agency holds as such is counted at the agency. */
export async function countHeld(tx: Tx, units: string[], progress: (done: number, of: number) => Promise<void>) {
  const counts = new Map<string, Counts>(units.map((id) => [id, {}]))
  const kinds = Object.entries(countings) as [CountKind, ReturnType<typeof sql>][]
  for (const [n, [kind, counting]] of kinds.entries()) {
    await progress(n, kinds.length)
    const { rows } = await sql<{ id: string; n: number }>`
      with u as (select unnest(${units}::uuid[]) as id) select c.id, sum(c.n)::int as n from (${counting}) c group by c.id`.execute(
      tx,
    )
    for (const row of rows) if (row.n > 0) (counts.get(row.id) ?? {})[kind] = row.n
  }
  return counts
}

const open = sql`h.ended_at is null and h.role <> 'inform' and h.delivery_id is null`
const countings: Partial<Record<CountKind, ReturnType<typeof sql>>> = {
  documents: sql`select u.id, (select count(*) from document d where d.agency_id = u.id) as n from u`,
  'documents-open': sql`
    select u.id, (select count(distinct h.document_id) from handling h where h.unit_id = u.id and ${open}) as n from u
    union all
    select u.id, (select count(*) from document d where d.agency_id = u.id and d.travel = 'incoming' and d.state = 'registered') from u`,
  arrivals: sql`
    select u.id, (select count(*) from delivery d where d.recipient_agency_id = u.id and d.incoming_id is null and d.status = '01') as n from u`,
  drafts: sql`
    select coalesce(d.drafting_unit_id, d.agency_id) as id, count(*) as n from document d
     where d.travel in ('outgoing', 'internal') and d.state in ('draft', 'in-review') and coalesce(d.drafting_unit_id, d.agency_id) in (select id from u) group by 1`,
  approved: sql`
    select d.agency_id as id, count(*) as n from document d
     where d.travel in ('outgoing', 'internal') and d.state = 'approved' and d.agency_id in (select id from u) group by 1`,
  reviews: sql`select r.unit_id as id, count(*) as n from review r where r.state in ('asked', 'later') and r.unit_id in (select id from u) group by 1`,
  'tasks-open': sql`select u.id, (select count(*) from task t where t.lead_unit_id = u.id and t.closed_at is null) as n from u`,
  'work-files': sql`select w.unit_id as id, count(*) as n from work_file w where w.state = 'open' and w.unit_id in (select id from u) group by 1`,
  registers: sql`select r.agency_id as id, count(*) as n from register r where not r.closed and r.agency_id in (select id from u) group by 1`,
  posts: sql`
    select q.unit_id as id, count(*) as n from position q
     where q.valid @> app.today() and q.unit_id in (select id from u) and ${heldByPeople} group by 1`,
  'vacant-posts': sql`
    select q.unit_id as id, count(*) as n from position q where q.valid @> app.today() and q.unit_id in (select id from u)
       and not exists (select from appointment x where x.position_id = q.id and x.valid @> app.today()) group by 1`,
  people: sql`
    select q.unit_id as id, count(distinct x.person_id) as n from position q join appointment x on x.position_id = q.id and x.valid @> app.today()
      join person h on h.id = x.person_id and not h.service where q.unit_id in (select id from u) group by 1`,
  'committee-seats': sql`
    select q.unit_id as id, count(*) as n from committee_member m join position q on q.id = m.position_id
     where m.valid @> app.today() and q.unit_id in (select id from u) group by 1`,
  delegations: sql`
    select q.unit_id as id, count(*) as n from delegation d join position q on q.id = d.from_position_id
     where not upper(d.valid) <= app.now() and q.unit_id in (select id from u) group by 1`,
  templates: sql`
    select t.agency_id as id, count(distinct t.type_code) as n from document_template t where t.agency_id in (select id from u) group by 1`,
  rules: sql`
    select agency_id as id, count(*) as n from review_rule where agency_id in (select id from u) group by 1
    union all select agency_id, count(*) from numbering_rule where agency_id in (select id from u) group by 1
    union all select agency_id, count(*) from reminder_rule where agency_id in (select id from u) group by 1`,
  'service-accounts': sql`
    select q.unit_id as id, count(*) as n from position q join appointment x on x.position_id = q.id and x.valid @> app.today()
      join person h on h.id = x.person_id and h.service where q.unit_id in (select id from u) group by 1`,
}

/** The books that units' agencies still write in, with their last numbers. */
export async function openRegisters(tx: Tx, units: string[]): Promise<Map<string, UnitCounts['registers']>> {
  const { rows } = await sql<{ id: string; registers: UnitCounts['registers'] }>`
    select r.agency_id as id, jsonb_agg(jsonb_build_object('travel', r.travel, 'series', r.series, 'year', r.year, 'lastNumber', r.last_number)
             order by r.year desc, r.travel, r.series) as registers
      from register r where not r.closed and r.agency_id = any (${units}::uuid[]) group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.registers]))
}

/** Open work of posts, as `holdings` of an appointment counts it. */
export async function heldByPosts(tx: Tx, posts: string[]) {
  const { rows } = await sql<{ id: string; documents: number; tasks: number; drafts: number; reviews: number }>`
    with p as (select unnest(${posts}::uuid[]) as id)
    select p.id,
      (select count(*)::int from handling h where h.holder = p.id and h.ended_at is null and h.role <> 'inform') as documents,
      (select count(*)::int from task t where t.holder = p.id and t.closed_at is null) as tasks,
      coalesce(d.n, 0) as drafts,
      coalesce(r.n, 0) as reviews
    from p
    left join (select d.created_position as id, count(*)::int as n from document d
                where d.travel in ('outgoing', 'internal') and d.state = 'draft' and d.created_position in (select id from p) group by 1) d on d.id = p.id
    left join (select r.holder as id, count(*)::int as n from review r where r.state in ('asked', 'later') and r.holder in (select id from p) group by 1) r on r.id = p.id`.execute(
    tx,
  )
  return new Map(rows.map(({ id, ...held }) => [id, held]))
}

/**
 * Units in which something was written on or after a day that is past: it was done in the name of a unit that, by the plan, was no more.
 */
export async function writtenSince(tx: Tx, units: string[], posts: string[], day: string) {
  const { rows } = await sql<{ id: string; count: number }>`
    with since as (select ${day}::timestamp at time zone 'Asia/Ho_Chi_Minh' as at), acted as (
      select e.position_id, count(*)::int as count from event e, since
       where e.at >= since.at and e.position_id = any (${posts}::uuid[]) and e.kind ~ '^(document|task|work-file)[.]' and e.kind <> 'document.read'
         and e.agency_id = any (select v.agency_id from unit_version v where v.unit_id = any (${units}::uuid[]))
       group by 1)
    select q.unit_id as id, sum(a.count)::int as count from acted a join position q on q.id = a.position_id group by 1`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row.count]))
}
