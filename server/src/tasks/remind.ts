import { sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { usualReminders } from './reminder-rules.ts'

/**
 * Reminds of deadlines, each reminder once: one event a task, which the notifier brings to those whom the agency's rule names. After the deadline the
 * event escalates to the assigner. Runs as a job every morning; running it twice reminds nobody twice. Answers how many tasks were reminded of.
 */
export async function remind(worker: Database): Promise<number> {
  return worker.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      with rule as (
        select agency_id, days_before, whom from reminder_rule
        union all
        select u.id, d.days_before, d.whom from unit_known u
          cross join unnest(${usualReminders.map((one) => one.daysBefore)}::int[], ${usualReminders.map((one) => one.whom)}::text[]) d (days_before, whom)
          where u.is_agency and not exists (select from reminder_rule r where r.agency_id = u.id)
      ), due as (
        -- The latest reminder that has come due; one that was missed while the program stood still is made up for within three days.
        select distinct on (k.id) k.*, r.days_before, array_agg(r.whom) as whom
        from task k join rule r on r.agency_id = k.lead_agency_id
        where k.closed_at is null and k.delivered_at is null
          and r.days_before between k.due_on - ${clock.today()}::date and k.due_on - ${clock.today()}::date + 3
          and k.due_on - r.days_before >= (k.created_at at time zone 'Asia/Ho_Chi_Minh')::date
        group by k.id, r.days_before
        order by k.id, r.days_before
      ), first as (
        insert into task_reminder (task_id, due_on, days_before) select id, due_on, days_before from due
        on conflict do nothing returning task_id
      )
      insert into event (agency_id, kind, record_id, record_list, data, concerns)
      select due.lead_agency_id, case when due.days_before < 0 then 'task.escalated' else 'task.reminded' end, due.id, 'task',
        jsonb_build_object('title', due.title, 'dueOn', due.due_on, 'daysBefore', due.days_before,
          'lead', coalesce((select p.full_name from person p where p.id = due.lead_person_id), app.unit_name(due.lead_unit_id, app.now()))),
        case when 'lead' = any (due.whom) then array[due.holder] else '{}' end
        || case when 'assigner' = any (due.whom) then array[due.assigned_by] else '{}' end
        || case when 'leaders-above' = any (due.whom) then app.leaders_above(due.lead_unit_id) else '{}' end
      from due join first on first.task_id = due.id
      returning record_id as id`.execute(tx)
    return rows.length
  })
}
