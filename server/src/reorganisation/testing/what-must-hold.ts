import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/index.ts'

/**
 * What must hold of an organisation and its work after any reorganisation, asked of the tables by whoever owns them: each fault in words. Written for the
 * tests, in other words than the product's.
 */
export async function faultsOf(owner: Database | Tx, moment: string): Promise<string[]> {
  return owner.isTransaction ? ask(owner, moment) : owner.transaction().execute((tx) => ask(tx, moment))
}

async function ask(tx: Database | Tx, moment: string): Promise<string[]> {
  await sql`select set_config('app.now', ${moment}, true)`.execute(tx)
  const { rows } = await sql<{ fault: string }>`
    with sits as materialized (
      select x.person_id, q.id as position_id, q.unit_id, q.leads from position q join appointment x on x.position_id = q.id
       where q.valid @> app.today() and x.valid @> app.today()
    ), answers (principal) as materialized (
      select position_id from sits union select person_id from sits union select app.leaders_of(unit_id) from sits where leads
      union select app.members_of(m.unit_id) from committee_member m join sits s on s.position_id = m.position_id or s.person_id = m.person_id where m.valid @> app.today()
    ), open (what, id, holder, unit_id) as materialized (
      select 'step of ' || h.document_id, h.document_id, h.holder, h.unit_id from handling h where h.ended_at is null and h.delivery_id is null
      union all select 'review of ' || r.document_id, r.document_id, r.holder, r.unit_id from review r where r.state in ('asked', 'later')
      union all select 'task ' || t.id, t.id, t.holder, t.lead_unit_id from task t where t.closed_at is null
      union all select 'collaboration in ' || t.id, t.id, c.holder, c.unit_id from task_collaborator c join task t on t.id = c.task_id where t.closed_at is null
      union all select 'draft ' || d.id, d.id, d.created_position, coalesce(d.drafting_unit_id, d.agency_id) from document d
        where d.travel in ('outgoing', 'internal') and d.state in ('draft', 'in-review', 'approved')
      union all select 'verdict on task ' || t.id, t.id, t.assigned_position, t.agency_id from task t where t.closed_at is null
    ), sees (principal, holder) as materialized (
      -- Whoever is a holder sees by every principal that they are.
      select p.principal, o.principal from sits s cross join lateral app.principals_of(s.person_id, s.position_id, app.today()) o
        cross join lateral app.principals_of(s.person_id, s.position_id, app.today()) p
    )
    select 'nobody answers for ' || what as fault from open where holder is null or not exists (select from answers a where a.principal = open.holder)
    union all
    select 'asked of a unit that is gone: ' || what from open o
     where not exists (select from unit_version v where v.unit_id = o.unit_id and v.valid @> app.today())
    union all
    select 'its holder does not see ' || what from open o
     where exists (select from answers a where a.principal = o.holder)
       and not (o.what like 'review of%' and not exists (select from review r where r.document_id = o.id and r.holder = o.holder and r.state = 'asked'))
       and not exists (select from audience a join sees s on s.principal = a.principal and s.holder = o.holder where a.record_id = o.id)
    union all
    select 'open in an agency that is gone: draft ' || d.id from document d
     where d.travel in ('outgoing', 'internal') and d.state in ('draft', 'in-review', 'approved')
       and not exists (select from unit_version v where v.unit_id = d.agency_id and v.valid @> app.today() and v.is_agency)
    union all
    select 'work file open in a unit that is gone: ' || w.code from work_file w
     where w.state = 'open' and not exists (select from unit_version v where v.unit_id = w.unit_id and v.valid @> app.today())
    union all
    select 'unit ' || u.id || ': ' || app.unit_fault(u.id) from unit u where app.unit_fault(u.id) is not null
    union all
    select 'ended without a successor: ' || u.id from unit u
     where not exists (select from unit_version v where v.unit_id = u.id and v.valid @> app.today())
       and not exists (select from unit_version v where v.unit_id = u.id and lower(v.valid) > app.today())
       and not exists (select from unit_version v where v.unit_id = app.successor_of(u.id) and v.valid @> app.today())
    union all
    select 'a post of a unit that is gone: ' || q.title from position q
     where q.valid @> app.today() and not exists (select from unit_version v where v.unit_id = q.unit_id and v.valid @> app.today() and v.agency_id = q.agency_id)
    union all
    select 'held and gone: post ' || x.position_id from appointment x join position q on q.id = x.position_id where x.valid @> app.today() and not q.valid @> app.today()
    union all
    select 'register ' || r.id || ' of ' || r.year || ' has a gap' from register r
      cross join lateral (select count(*) as entries, coalesce(max(number), 0) as highest from register_entry e where e.register_id = r.id) e
     where e.entries <> r.last_number or e.highest <> r.last_number
    union all
    select 'an open register of an agency that is gone: ' || r.id from register r
     where not r.closed and not exists (select from unit_version v where v.unit_id = r.agency_id and v.valid @> app.today())
    union all
    select 'a code that reaches nobody: ' || v.exchange_code from unit_version v
     where v.exchange_code is not null and upper(v.valid) <= app.today() and app.unit_of_code(v.exchange_code) is null
    union all
    select 'an arrival that nobody registers: ' || d.id from delivery d
     where d.incoming_id is null and d.status = '01' and d.recipient_agency_id is not null
       and not exists (select from unit_version v where v.unit_id = app.successor_of(d.recipient_agency_id) and v.valid @> app.today())
    union all
    select 'a seat of a post that is gone: ' || m.id from committee_member m join position q on q.id = m.position_id
     where m.valid @> app.today() and not q.valid @> app.today()
    union all
    select 'a delegation of a post that is gone: ' || d.id from delegation d join position q on q.id = d.from_position_id
     where d.valid @> app.now() and not q.valid @> app.today()`.execute(tx)
  return rows.map((row) => row.fault)
}
