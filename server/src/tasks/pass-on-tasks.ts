import { sql } from 'kysely'
import type { Tx } from '../platform/database/index.ts'

/**
 * Passes on open tasks when a reorganisation ends units and posts: who leads, who collaborates, and to whom it is delivered. Closed ones keep the units
 * they were done in. Reads the transaction's tables `moved_unit`, `moved_post` and `moved_holder`, notes each task in `passed`.
 */
export async function passOnTasks(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with moved as (
      update task t set holder = coalesce(m.holder, t.holder), lead_unit_id = coalesce(m.unit_id, c.unit_new, t.lead_unit_id),
             lead_agency_id = coalesce(m.agency_id, c.agency_new, t.lead_agency_id), lead_person_id = case
               when m.old is null or (m.position_id is not null and exists (
                 select from appointment x where x.person_id = t.lead_person_id and x.position_id = m.position_id)) then t.lead_person_id else m.person_id end,
             lead_position_id = case when m.old is null then coalesce(c.post_new, t.lead_position_id) else m.position_id end,
             assigned_position = coalesce(c.assigned_new, t.assigned_position), agency_id = coalesce(c.assigner_new, t.agency_id), version = t.version + 1
        from (
          select t.id, t.holder as holder_old, t.lead_unit_id as unit_old, u.new as unit_new, u.new_agency as agency_new, p.new as post_new,
                 a.stand_in as assigned_new, g.new_agency as assigner_new
            from task t left join moved_unit u on u.old = t.lead_unit_id left join moved_post p on p.old = t.lead_position_id
            left join moved_post a on a.old = t.assigned_position left join moved_unit g on g.old = t.agency_id left join moved_holder m on m.old = t.holder
           where t.closed_at is null and num_nonnulls(u.old, p.old, a.old, g.old, m.old) > 0
        ) c left join moved_holder m on m.old = c.holder_old
       where t.id = c.id
      returning t.id, t.listed_at, c.holder_old, m.old is not null as held, c.unit_old, t.lead_unit_id
    ), noted as (
      insert into passed (record_id, list, kind, holder, from_unit, to_unit, at)
      select m.id, 'task', 'task.succeeded', m.holder_old, m.unit_old, m.lead_unit_id, m.listed_at from moved m where m.held on conflict do nothing
      returning record_id
    ) select count(*)::int as n from noted`.execute(tx)
  await passOnCollaborators(tx)
  await passOnRules(tx)
  return rows[0]?.n ?? 0
}

/** Who collaborates for two predecessors collaborates once. */
async function passOnCollaborators(tx: Tx): Promise<void> {
  await sql`
    insert into task_collaborator (task_id, unit_id, position_id, person_id, holder)
    select c.task_id, m.unit_id, m.position_id, m.person_id, m.holder
      from task_collaborator c join moved_holder m on m.old = c.holder join task t on t.id = c.task_id and t.closed_at is null
    on conflict do nothing`.execute(tx)
  await sql`
    delete from task_collaborator c using moved_holder m, task t where m.old = c.holder and t.id = c.task_id and t.closed_at is null`.execute(
    tx,
  )
}

/** A new agency takes its main predecessor's rules of reminding and the form of its report. */
async function passOnRules(tx: Tx): Promise<void> {
  await sql`
    insert into reminder_rule (agency_id, days_before, whom)
    select m.new, r.days_before, r.whom from moved_unit m join reminder_rule r on r.agency_id = m.old where m.main on conflict do nothing`.execute(
    tx,
  )
  await sql`
    insert into period_report_template (agency_id, sha256, name, made_by)
    select distinct on (m.new) m.new, t.sha256, t.name, t.made_by
      from moved_unit m join period_report_template t on t.agency_id = m.old where m.main order by m.new, t.made_at desc`.execute(
    tx,
  )
}
