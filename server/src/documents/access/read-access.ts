import type { Opening, RecordAccess } from '@mocban/contract/access'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** The class of a record and its openings, the latest first. @throws request.not-found */
export async function readAccess(tx: Tx, recordId: string): Promise<RecordAccess> {
  const { rows: may } = await sql<{ sees: boolean; answers: boolean; registered: boolean }>`
    select app.sees(${recordId}) as sees, app.answers_for(${recordId}) as answers, app.registered_it(${recordId}) as registered`.execute(
    tx,
  )
  const [here] = may
  if (!here?.sees) throw refuse('request.not-found')
  const { rows: classes } = await sql<{ id: string; name: string; carried: boolean; active: boolean }>`
    select c.id, c.name, c.active, r.record_id is not null as carried from confidentiality_class c
      left join record_class r on r.record_id = ${recordId} and r.class_id = c.id
     where c.active or r.record_id is not null order by c.name`.execute(tx)
  const { rows: openings } = await sql<Opening>`
    select o.id, o.target_kind as "targetKind", coalesce(p.full_name, app.unit_name(o.target, o.opened_at)) as name, o.first_day as "firstDay", o.last_day as "lastDay",
           o.reason, o.opened_at as "openedAt", b.full_name as "openedBy", q.title as "openedByTitle", f.full_name as "actingForName",
           case when o.withdrawn_at is not null then 'withdrawn' when o.last_day < app.today() then 'over' else 'open' end as state,
           o.withdrawn_at as "withdrawnAt", w.full_name as "withdrawnBy",
           o.withdrawn_at is null and o.last_day >= app.today() and (${here.answers} or o.opened_by = app.person()) as "mayWithdraw"
      from opening o
      join person b on b.id = o.opened_by
      join position q on q.id = o.opened_position
      left join person p on o.target_kind = 'person' and p.id = o.target
      left join person f on f.id = o.acting_for
      left join person w on w.id = o.withdrawn_by
     where o.record_id = ${recordId} order by o.opened_at desc, o.id limit 200`.execute(tx)
  const mayClassify = here.answers || here.registered
  const carried = classes.find((one) => one.carried)
  return {
    class: carried ? { id: carried.id, name: carried.name } : null,
    classes: mayClassify ? classes.filter((one) => one.active).map(({ id, name }) => ({ id, name })) : [],
    openings,
    mayOpen: here.answers,
    mayClassify,
  }
}
